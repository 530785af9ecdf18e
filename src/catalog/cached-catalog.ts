import * as z from 'zod'
import type { Catalog } from './catalog.ts'

/** The part of KV that the catalog needs. */
export interface CatalogStore {
  get(key: string, type: 'json'): Promise<unknown>
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>
}

export interface CatalogOptions {
  readonly store: CatalogStore
  /** What the catalog belongs to: another deployment has another one. */
  readonly version: string
  readonly build: () => Catalog
  readonly hash: (text: string) => Promise<string>
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
}

export interface StoredCatalog {
  readonly etag: string
  readonly catalog: Catalog
}

/** A deployment's catalog is forgotten by KV after this many seconds; the next cold isolate writes it again. */
const life = 7 * 86_400

const storedCatalog = () =>
  z.object({
    etag: z.string(),
    catalog: z.object({
      types: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          providers: z.array(z.object({ id: z.string(), name: z.string(), description: z.string(), icon: z.string() })),
        }),
      ),
    }),
  })

/**
 * The type catalog: written to KV on first use for a deployment version, read from there by cold isolates, held by warm
 * ones. KV is a cache and no more: where it fails, the catalog is built.
 */
export class CachedCatalog {
  readonly #options: CatalogOptions
  #held: StoredCatalog | undefined

  constructor(options: CatalogOptions) {
    this.#options = options
  }

  async get(): Promise<StoredCatalog> {
    this.#held ??= (await this.#read()) ?? (await this.#build())
    return this.#held
  }

  async #read(): Promise<StoredCatalog | undefined> {
    const { store, version } = this.#options
    try {
      const result = storedCatalog().safeParse(await store.get(keyOf(version), 'json'))
      return result.success ? result.data : undefined
    } catch {
      return undefined
    }
  }

  async #build(): Promise<StoredCatalog> {
    const { store, version, build, hash, later } = this.#options
    const catalog = build()
    const built = { etag: `"${(await hash(JSON.stringify(catalog))).slice(0, 32)}"`, catalog }
    later(store.put(keyOf(version), JSON.stringify(built), { expirationTtl: life }))
    return built
  }
}

function keyOf(version: string): string {
  return `catalog:${version}`
}
