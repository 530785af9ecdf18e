import { fromBase64 } from './base64.ts'
import { importKey, open, type Random, SealBroken, seal } from './envelope.ts'

/**
 * The key-encryption keys of a deployment, from the secret `VAULT_KEYS`: `id:base64` pairs separated by commas, the
 * current key first. Older ones stay in the list for as long as a data key is wrapped with them.
 */
export interface Keyring {
  readonly current: string
  readonly keys: ReadonlyMap<string, CryptoKey>
}

/** The keyring is missing or malformed; says where, never what. */
export class KeyringUnusable extends Error {
  constructor(reason: string) {
    super(`VAULT_KEYS ${reason}`)
    this.name = 'KeyringUnusable'
  }
}

export async function parseKeyring(text: string | undefined): Promise<Keyring> {
  if (text === undefined || text.trim() === '') throw new KeyringUnusable('is not set')
  const keys = new Map<string, CryptoKey>()
  for (const [index, entry] of text.split(',').entries()) {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry.trim())
    const [, id, encoded] = match ?? []
    const raw = encoded === undefined ? undefined : fromBase64(encoded)
    if (id === undefined || raw === undefined)
      throw new KeyringUnusable(`has no id:base64 of 32 bytes at place ${index + 1}`)
    if (keys.has(id)) throw new KeyringUnusable(`names a key twice at place ${index + 1}`)
    keys.set(id, await importKey(raw))
  }
  const [current] = keys.keys()
  if (current === undefined) throw new KeyringUnusable('is empty')
  return { current, keys }
}

/** A data key wrapped for its org: `id of the key-encryption key` + `:` + sealed bytes. */
export async function wrap(
  keyring: Keyring,
  org: string,
  dataKey: Uint8Array<ArrayBuffer>,
  random: Random,
): Promise<string> {
  const key = keyring.keys.get(keyring.current)
  if (key === undefined) throw new KeyringUnusable('lacks its current key')
  return `${keyring.current}:${await seal(key, `data-key|${org}`, dataKey, random)}`
}

export async function unwrap(keyring: Keyring, org: string, wrapped: string): Promise<Uint8Array<ArrayBuffer>> {
  const separator = wrapped.indexOf(':')
  const key = keyring.keys.get(wrapped.slice(0, separator))
  if (key === undefined) throw new SealBroken('VAULT_KEYS lacks the key that it was wrapped with')
  return open(key, `data-key|${org}`, wrapped.slice(separator + 1))
}

/** True while a data key is wrapped with the key that new ones are wrapped with. */
export function isCurrent(keyring: Keyring, wrapped: string): boolean {
  return wrapped.startsWith(`${keyring.current}:`)
}
