import type { CallbackSignature } from '../kit/connect.ts'
import type { Secret } from '../kit/secret.ts'

/** Whether the provider has signed the parameters that it sent the browser back with. Compares by the platform's HMAC. */
export async function isSigned(
  parameters: URLSearchParams,
  { parameter, hash }: CallbackSignature,
  secret: Secret,
): Promise<boolean> {
  const given = parameters.get(parameter) ?? ''
  if (!/^[0-9a-f]{64}$/i.test(given)) return false
  const signature = Uint8Array.from(given.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  const message = [...parameters]
    .filter(([name]) => name !== parameter)
    .map(([name, value]) => `${name}=${value}`)
    .sort((left, right) => (left < right ? -1 : 1))
    .join('&')
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret.reveal()), { name: 'HMAC', hash }, false, [
    'verify',
  ])
  return crypto.subtle.verify('HMAC', key, signature, encoder.encode(message))
}
