import { fromBase64, toBase64 } from './base64.ts'

/**
 * AES-256-GCM with associated data, as pure functions over WebCrypto: randomness is passed in.
 *
 * A sealed text is `v1.` and the base64 of a 96-bit nonce followed by the ciphertext and its 128-bit tag (NIST SP
 * 800-38D). The associated data isn't stored: whoever opens must know for whom it was sealed.
 */
export type Random = (length: number) => Uint8Array<ArrayBuffer>

const nonceLength = 12
const keyLength = 32
const version = 'v1.'

/** What was sealed can't be opened: another key, another owner, or tampered with. */
export class SealBroken extends Error {
  constructor(reason: string) {
    super(`a sealed value can't be opened: ${reason}`)
    this.name = 'SealBroken'
  }
}

export async function seal(
  key: CryptoKey,
  associated: string,
  plain: Uint8Array<ArrayBuffer>,
  random: Random,
): Promise<string> {
  const nonce = random(nonceLength)
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(parameters(nonce, associated), key, plain))
  const joined = new Uint8Array(nonceLength + ciphertext.length)
  joined.set(nonce)
  joined.set(ciphertext, nonceLength)
  return version + toBase64(joined)
}

export async function open(key: CryptoKey, associated: string, sealed: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = sealed.startsWith(version) ? fromBase64(sealed.slice(version.length)) : undefined
  if (bytes === undefined || bytes.length <= nonceLength) throw new SealBroken('not a sealed value')
  try {
    const nonce = bytes.slice(0, nonceLength)
    return new Uint8Array(await crypto.subtle.decrypt(parameters(nonce, associated), key, bytes.slice(nonceLength)))
  } catch {
    throw new SealBroken('the key or the owner is another one, or the value was changed')
  }
}

export async function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (raw.length !== keyLength) throw new RangeError(`a key has ${keyLength} bytes`)
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export function newKey(random: Random): Uint8Array<ArrayBuffer> {
  return random(keyLength)
}

function parameters(nonce: Uint8Array<ArrayBuffer>, associated: string) {
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(associated), tagLength: 128 }
}
