/** RFC 1321, section 3.4: how far each of the 64 steps rotates. */
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

/** The 64 constants of RFC 1321: the whole part of 2³² times the sine of 1 to 64. */
const sines = Array.from({ length: 64 }, (_, index) => Math.floor(2 ** 32 * Math.abs(Math.sin(index + 1))))

/** The MD5 hash of a text in UTF-8, in hexadecimal: what Mailchimp calls a member of an audience by. */
export function md5(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let start = 0; start < words.length; start += 16) {
    const block = words.subarray(start, start + 16)
    const before = [a, b, c, d] as const
    for (let step = 0; step < 64; step += 1) {
      const round = Math.floor(step / 16)
      const [mixed, word] = mix(round, step, b, c, d)
      const sum = (a + mixed + (sines[step] ?? 0) + (block[word] ?? 0)) | 0
      const rotation = rotations[round]?.[step % 4] ?? 0
      ;[a, b, c, d] = [d, (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0, b, c]
    }
    ;[a, b, c, d] = [(before[0] + a) | 0, (before[1] + b) | 0, (before[2] + c) | 0, (before[3] + d) | 0]
  }
  return [a, b, c, d].map(littleEndianHex).join('')
}

/** The auxiliary function of a round, and the word of the block that its step takes. */
function mix(round: number, step: number, b: number, c: number, d: number): readonly [number, number] {
  if (round === 0) return [(b & c) | (~b & d), step]
  if (round === 1) return [(d & b) | (~d & c), (5 * step + 1) % 16]
  if (round === 2) return [b ^ c ^ d, (3 * step + 5) % 16]
  return [c ^ (b | ~d), (7 * step) % 16]
}

/** The message with its padding and its length in bits, as little-endian words of 32 bits. */
function padded(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((Math.floor((bytes.length + 8) / 64) + 1) * 16)
  for (const [index, byte] of [...bytes, 0x80].entries()) {
    const word = index >> 2
    words[word] = (words[word] ?? 0) | (byte << ((index % 4) * 8))
  }
  words[words.length - 2] = bytes.length * 8
  return words
}

function littleEndianHex(word: number): string {
  return [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')).join('')
}
