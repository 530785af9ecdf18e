/** Thrown where a key isn't a private RSA key in PKCS #8. */
export class UnreadableKey extends Error {
  constructor(options: ErrorOptions) {
    super('the private key is no RSA key in PKCS #8', options)
    this.name = 'UnreadableKey'
  }
}

export interface Claims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  /** Seconds since 1970. */
  readonly exp: number
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/** A JWT (RFC 7519) with these claims, signed by RS256. `privateKey` is PEM, or the base64 inside of it. */
export async function signedAssertion(claims: Claims, privateKey: string): Promise<string> {
  const key = await importKey(privateKey)
  const parts = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
    base64Url(new TextEncoder().encode(JSON.stringify(part))),
  )
  const unsigned = parts.join('.')
  const signature = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(unsigned))
  return `${unsigned}.${base64Url(new Uint8Array(signature))}`
}

async function importKey(privateKey: string): Promise<CryptoKey> {
  try {
    const encoded = privateKey.replaceAll(/-----(?:BEGIN|END) PRIVATE KEY-----|\s/g, '')
    const der = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    return await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
  } catch (cause) {
    throw new UnreadableKey({ cause })
  }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
