import { describe, expect, it } from 'vitest'
import type { KnownKey } from '../../../src/tenancy/authenticate.ts'
import { KeyCache } from '../../../src/tenancy/key-cache.ts'

const known: KnownKey = { org: 'acme', scopes: ['call'] }

function cached(capacity?: number) {
  const world = { now: 1_000_000, reads: 0, keys: new Map([['hash', known]]), background: [] as Promise<unknown>[] }
  const cache = new KeyCache({
    find: async (hash) => {
      world.reads += 1
      return world.keys.get(hash)
    },
    now: () => world.now,
    later: (work) => world.background.push(work),
    ...(capacity === undefined ? {} : { capacity }),
  })
  return { world, cache }
}

describe('the cache of keys', () => {
  it('reads a known key once while it is fresh', async () => {
    const { world, cache } = cached()
    expect(await cache.find('hash')).toBe(known)
    world.now += 4_000
    expect(await cache.find('hash')).toBe(known)
    expect(world.reads).toBe(1)
    expect(world.background).toHaveLength(0)
  })

  it('reads it again in the background after that, once at a time', async () => {
    const { world, cache } = cached()
    await cache.find('hash')
    world.now += 4_001
    expect(await cache.find('hash')).toBe(known)
    expect(await cache.find('hash')).toBe(known)
    expect(world.background).toHaveLength(1)
    expect(world.reads).toBe(2)
  })

  it('believes a revoked key for ten seconds at most', async () => {
    const { world, cache } = cached()
    await cache.find('hash')
    world.keys.clear()
    world.now += 10_001
    expect(await cache.find('hash')).toBeUndefined()
  })

  it('drops a revoked key as soon as a refresh finds it gone', async () => {
    const { world, cache } = cached()
    await cache.find('hash')
    world.keys.clear()
    world.now += 4_001
    expect(await cache.find('hash')).toBe(known)
    await Promise.all(world.background)
    expect(await cache.find('hash')).toBeUndefined()
  })

  it('holds no guesses, and nothing after `clear`', async () => {
    const { world, cache } = cached()
    for (let guess = 0; guess < 3; guess += 1) expect(await cache.find('guess')).toBeUndefined()
    expect(world.reads).toBe(3)
    await cache.find('hash')
    cache.clear()
    world.keys.clear()
    expect(await cache.find('hash')).toBeUndefined()
  })

  it('holds no more than it may', async () => {
    const { world, cache } = cached(1)
    world.keys.set('other', known)
    await cache.find('hash')
    await cache.find('other')
    expect(world.reads).toBe(2)
    await cache.find('other')
    expect(world.reads).toBe(2)
    await cache.find('hash')
    expect(world.reads).toBe(3)
  })
})
