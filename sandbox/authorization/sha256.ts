/** SHA-256 (FIPS 180-4) and HMAC (RFC 2104) of texts, without waiting: a provider of the sandbox answers at once. */

const words = 64

const roundConstants = fractionsOf(Math.cbrt)
const initialState = fractionsOf(Math.sqrt).subarray(0, 8)

/** The first 32 bits of the fractional parts of a root of the first primes. */
function fractionsOf(root: (value: number) => number): Uint32Array {
  const fractions: number[] = []
  for (let candidate = 2; fractions.length < words; candidate += 1) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) isPrime &&= candidate % divisor !== 0
    if (isPrime) fractions.push((root(candidate) % 1) * 2 ** 32)
  }
  return Uint32Array.from(fractions)
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64))
  new Uint8Array(view.buffer).set(bytes)
  view.setUint8(bytes.length, 0x80)
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n)
  return view
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = initialState.slice()
  const message = padded(bytes)
  for (let offset = 0; offset < message.byteLength; offset += 64) compress(state, message, offset)
  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word)
  return new Uint8Array(digest.buffer)
}

function compress(state: Uint32Array, message: DataView, offset: number): void {
  const schedule = new Uint32Array(words)
  for (let index = 0; index < 16; index += 1) schedule[index] = message.getUint32(offset + index * 4)
  for (let index = 16; index < words; index += 1) {
    const early = at(schedule, index - 15)
    const late = at(schedule, index - 2)
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[index] = at(schedule, index - 16) + small0 + at(schedule, index - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < words; index += 1) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + big1 + choice + at(roundConstants, index) + at(schedule, index)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = (big0 + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word
}

function at(array: Uint32Array, index: number): number {
  return array[index] ?? 0
}

const encoder = new TextEncoder()

/** `BASE64URL(SHA256(ASCII(verifier)))`: the challenge of RFC 7636 section 4.2. */
export function codeChallenge(verifier: string): string {
  const binary = Array.from(sha256(encoder.encode(verifier)), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** HMAC-SHA256 in hexadecimal. */
export function hmacSha256(key: string, text: string): string {
  const given = encoder.encode(key)
  const block = new Uint8Array(64)
  block.set(given.length > 64 ? sha256(given) : given)
  const inner = sha256(
    joined(
      block.map((byte) => byte ^ 0x36),
      encoder.encode(text),
    ),
  )
  const outer = sha256(
    joined(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
  return Array.from(outer, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
