import { describe, expect, it } from 'vitest'
import { CachedCatalog, type CatalogStore } from '../../../src/catalog/cached-catalog.ts'
import { buildCatalog, catalogAnswer } from '../../../src/catalog/catalog.ts'
import { icon } from '../../../src/catalog/icon.ts'
import { marks } from '../../../src/catalog/marks.ts'
import { providers } from '../../../src/providers/registry.ts'
import { integrationTypes } from '../../../src/providers/types.ts'
import { sha256Hex } from '../../../src/tenancy/key.ts'

const catalog = buildCatalog(integrationTypes, providers)

describe('the catalog', () => {
  it('has every type in its order, and every provider once, under its type', () => {
    expect(catalog.types.map(({ id }) => id)).toEqual(integrationTypes.map(({ id }) => id))
    const listed = catalog.types.flatMap(({ id, providers: entries }) => entries.map((entry) => `${id}/${entry.id}`))
    expect(listed.toSorted()).toEqual(providers.map(({ type, id }) => `${type}/${id}`).toSorted())
  })

  it('answers with icons on the host that the request came by', () => {
    const answer = catalogAnswer(catalog, undefined, 'https://upstream.example')
    for (const { id, icon } of answer.types.flatMap((type) => type.providers))
      expect(icon).toBe(`https://upstream.example/upstream/icons/${id}.svg`)
    expect(catalog.types[0]?.providers[0]?.icon).toMatch(/^\/upstream\/icons\//)
  })

  it('answers with one type where one is asked for', () => {
    expect(catalogAnswer(catalog, 'payment', '').types.map(({ id }) => id)).toEqual(['payment'])
    expect(catalogAnswer(catalog, 'unknown', '').types).toEqual([])
  })
})

describe('the cached catalog', () => {
  class MemoryStore implements CatalogStore {
    readonly values = new Map<string, string>()
    reads = 0

    async get(key: string) {
      this.reads += 1
      const value = this.values.get(key)
      return value === undefined ? null : JSON.parse(value)
    }

    async put(key: string, value: string) {
      this.values.set(key, value)
    }
  }

  function isolate(store: CatalogStore, version = 'v1') {
    const background: Promise<unknown>[] = []
    const counted = { builds: 0 }
    const cached = new CachedCatalog({
      store,
      version,
      build: () => {
        counted.builds += 1
        return catalog
      },
      hash: sha256Hex,
      later: (work) => background.push(work),
    })
    return { cached, counted, background }
  }

  it('is built and stored on first use, then read by other isolates, then held', async () => {
    const store = new MemoryStore()
    const first = isolate(store)
    const built = await first.cached.get()
    await Promise.all(first.background)
    expect(built.catalog).toBe(catalog)
    expect(built.etag).toMatch(/^"[0-9a-f]{32}"$/)

    const second = isolate(store)
    expect(await second.cached.get()).toEqual(built)
    await second.cached.get()
    expect(second.counted.builds).toBe(0)
    expect(store.reads).toBe(2)
  })

  it('belongs to one deployment', async () => {
    const store = new MemoryStore()
    await isolate(store).cached.get()
    const other = isolate(store, 'v2')
    await other.cached.get()
    expect(other.counted.builds).toBe(1)
  })

  it.each([null, 'text', '{}', '{"etag":1}', '{"etag":"x","catalog":{"types":[{}]}}'])(
    'is built where the store has %j',
    async (value) => {
      const store = new MemoryStore()
      if (value !== null) store.values.set('catalog:v1', value)
      const { cached, counted } = isolate(store)
      expect((await cached.get()).catalog).toBe(catalog)
      expect(counted.builds).toBe(1)
    },
  )

  it('is built where the store fails', async () => {
    const failing: CatalogStore = {
      get: () => Promise.reject(new Error('KV is down')),
      put: () => Promise.reject(new Error('KV is down')),
    }
    const { cached, background } = isolate(failing)
    const settled = cached.get().then(async (answer) => {
      await Promise.allSettled(background)
      return answer
    })
    expect((await settled).catalog).toBe(catalog)
  })
})

describe('an icon', () => {
  it.each(providers.map(({ id, name }) => [id, name] as const))('of %s is one SVG with its name', (id, name) => {
    const svg = icon(id, name)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 24 24"[^<]*>.*<\/svg>$/)
    expect(svg).toContain(`<title>${name}</title>`)
    expect(svg.includes('<path')).toBe(Object.hasOwn(marks, id))
  })

  it.each([
    ['Nowhere', 'No'],
    ['Authorize.Net', 'AN'],
    ['Pay Pal Holdings', 'PP'],
    ['<x', 'x'],
    ['"&', ''],
    ['', ''],
  ])('without a mark has initials: of %s %s', (name, initials) => {
    expect(icon('nowhere', name)).toContain(`>${initials}</text>`)
  })

  it('takes no mark by the name of an inherited property', () => {
    expect(icon('constructor', 'Constructor')).toContain('>Co</text>')
  })
})
