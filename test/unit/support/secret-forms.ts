import { base64 } from '../../../src/call/sign.ts'

/** A secret as it is, and as encodings would hide it. */
export function formsOf(secret: string): string[] {
  const bare = base64(secret).replace(/=+$/, '')
  // Base64 of a text that the secret is a part of has one of three alignments.
  const shifted = ['\0', '\0\0'].map((padding) => base64(padding + secret).slice(4, -4))
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bare.slice(0, -2),
    ...shifted,
  ].filter((form) => form.length >= 6)
}
