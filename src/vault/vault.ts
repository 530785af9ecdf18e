import { Secret } from '../kit/secret.ts'
import { importKey, newKey, open, type Random, SealBroken, seal } from './envelope.ts'
import { isCurrent, type Keyring, unwrap, wrap } from './keyring.ts'

/** Where an org's wrapped data key is kept. */
export interface DataKeyStore {
  load(org: string): Promise<string | undefined>
  /** Stores the key only if the org has none yet, and answers the one that it has then. */
  create(org: string, wrapped: string): Promise<string>
  /** Replaces the key only if it is still `previous`. */
  replace(org: string, previous: string, wrapped: string): Promise<boolean>
}

/** For whom secrets are sealed: part of the associated data, so that they open nowhere else. */
export interface Owner {
  readonly org: string
  readonly integration: string
  readonly version: number
}

export type Secrets = ReadonlyMap<string, Secret>

export interface VaultOptions {
  readonly keyring: () => Promise<Keyring>
  readonly dataKeys: DataKeyStore
  readonly random: Random
  /** Orgs whose imported data key an isolate keeps. */
  readonly capacity?: number
}

/** Envelope encryption of the secrets of integrations: a data key per org, wrapped by the deployment's keyring. */
export class Vault {
  readonly #options: VaultOptions
  /** By wrapped key, so that a rotated or foreign key is never taken from here. */
  readonly #imported = new Map<string, CryptoKey>()

  constructor(options: VaultOptions) {
    this.#options = options
  }

  async seal(owner: Owner, secrets: Secrets): Promise<string> {
    const plain = Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()]))
    return this.sealText(owner.org, associatedData(owner), JSON.stringify(plain))
  }

  /** `wrapped` is the org's data key where the caller has just read it, to save reading it again. */
  async open(owner: Owner, sealed: string, wrapped?: string): Promise<Secrets> {
    return parseSecrets(await this.openText(owner.org, associatedData(owner), sealed, wrapped))
  }

  /** Seals a text of an org; `associated` says what it is, and has to be said again to open it. */
  async sealText(org: string, associated: string, text: string, wrapped?: string): Promise<string> {
    const { dataKeys, random } = this.#options
    const stored = wrapped ?? (await dataKeys.load(org)) ?? (await dataKeys.create(org, await this.#newDataKey(org)))
    return seal(await this.#dataKey(org, stored), associated, Uint8Array.from(new TextEncoder().encode(text)), random)
  }

  async openText(org: string, associated: string, sealed: string, wrapped?: string): Promise<string> {
    const stored = wrapped ?? (await this.#options.dataKeys.load(org))
    if (stored === undefined) throw new SealBroken('the org has no data key')
    return new TextDecoder().decode(await open(await this.#dataKey(org, stored), associated, sealed))
  }

  /** Wraps the org's data key with the current key of the keyring. False where that is done already. */
  async rewrap(org: string): Promise<boolean> {
    const { dataKeys, random } = this.#options
    const keyring = await this.#options.keyring()
    const stored = await dataKeys.load(org)
    if (stored === undefined || isCurrent(keyring, stored)) return false
    return dataKeys.replace(org, stored, await wrap(keyring, org, await unwrap(keyring, org, stored), random))
  }

  async #newDataKey(org: string): Promise<string> {
    const { keyring, random } = this.#options
    return wrap(await keyring(), org, newKey(random), random)
  }

  async #dataKey(org: string, wrapped: string): Promise<CryptoKey> {
    const name = `${org}|${wrapped}`
    const known = this.#imported.get(name)
    if (known !== undefined) return known
    const key = await importKey(await unwrap(await this.#options.keyring(), org, wrapped))
    const [oldest] = this.#imported.keys()
    if (oldest !== undefined && this.#imported.size >= (this.#options.capacity ?? 1_000)) this.#imported.delete(oldest)
    this.#imported.set(name, key)
    return key
  }
}

function associatedData({ org, integration, version }: Owner): string {
  return `${org}|${integration}|${version}`
}

function parseSecrets(text: string): Secrets {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) throw new SealBroken('no secrets in it')
  const secrets = new Map<string, Secret>()
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string') throw new SealBroken('a secret in it is no text')
    secrets.set(name, new Secret(value))
  }
  return secrets
}
