/** An API key: `upk_` and 256 random bits in base62. Shown once; only its SHA-256 is stored, which needs no salt at that length. */
const form = /^upk_[A-Za-z0-9]{43}$/

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export type Random = (length: number) => Uint8Array

export function newKey(random: Random): string {
  return `upk_${randomText(43, random)}`
}

export function isKey(text: string): boolean {
  return form.test(text)
}

/** Random text over the alphabet, each character as likely as another: bytes that would favour some are thrown away. */
export function randomText(length: number, random: Random, characters = alphabet): string {
  const fair = 256 - (256 % characters.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random(length)) {
      if (byte < fair && text.length < length) text += characters.charAt(byte % characters.length)
    }
  }
  return text
}

export async function sha256Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Compares secrets without telling by its duration where they differ, nor how long they are. */
export async function sameSecret(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all([sha256Hex(left), sha256Hex(right)])
  let difference = 0
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
