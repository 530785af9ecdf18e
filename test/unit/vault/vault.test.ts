import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../src/kit/secret.ts'
import { fromBase64, toBase64 } from '../../../src/vault/base64.ts'
import { importKey, newKey, open, SealBroken, seal } from '../../../src/vault/envelope.ts'
import { isCurrent, KeyringUnusable, parseKeyring, unwrap, wrap } from '../../../src/vault/keyring.ts'
import { type DataKeyStore, type Owner, Vault } from '../../../src/vault/vault.ts'
import { wellFormedText } from '../support/arbitraries.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Uint8Array.from(array))
const key = () => importKey(newKey(random))
const keyText = () => toBase64(newKey(random))

class MemoryDataKeys implements DataKeyStore {
  readonly keys = new Map<string, string>()

  async load(org: string) {
    return this.keys.get(org)
  }

  async create(org: string, wrapped: string) {
    const existing = this.keys.get(org) ?? wrapped
    this.keys.set(org, existing)
    return existing
  }

  async replace(org: string, previous: string, wrapped: string) {
    if (this.keys.get(org) !== previous) return false
    this.keys.set(org, wrapped)
    return true
  }
}

function vaultWith(keys: string, dataKeys = new MemoryDataKeys()) {
  return { dataKeys, vault: new Vault({ keyring: () => parseKeyring(keys), dataKeys, random }) }
}

describe('base64', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(bytes, (value) => Buffer.from(fromBase64(toBase64(value)) ?? []).equals(Buffer.from(value))))
    fc.assert(fc.property(bytes, (value) => toBase64(value) === Buffer.from(value).toString('base64')))
  })

  it('is nothing else', () => {
    for (const text of ['*', 'a', 'ab=c', 'é', '====']) expect(fromBase64(text)).toBeUndefined()
  })
})

describe('envelope', () => {
  it('opens to what was sealed, and never looks the same twice', async () => {
    const secret = await key()
    await fc.assert(
      fc.asyncProperty(bytes, wellFormedText, async (plain, associated) => {
        const sealed = await seal(secret, associated, plain, random)
        expect(sealed).toMatch(/^v1\.[A-Za-z0-9+/]+={0,2}$/)
        expect(await open(secret, associated, sealed)).toEqual(plain)
        expect(await seal(secret, associated, plain, random)).not.toBe(sealed)
      }),
      { numRuns: 50 },
    )
  })

  it('stays shut when any bit of it was changed', async () => {
    const secret = await key()
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), fc.nat(7), async (plain, place, bit) => {
        const sealed = fromBase64((await seal(secret, 'owner', plain, random)).slice(3))
        if (sealed === undefined) throw new TypeError('a sealed value is base64')
        const index = place % sealed.length
        sealed[index] = (sealed[index] ?? 0) ^ (1 << bit)
        await expect(open(secret, 'owner', `v1.${toBase64(sealed)}`)).rejects.toThrow(SealBroken)
      }),
      { numRuns: 100 },
    )
  })

  it('stays shut when it was cut short or made longer', async () => {
    const secret = await key()
    const sealed = fromBase64((await seal(secret, 'owner', Uint8Array.of(1, 2, 3), random)).slice(3)) ?? Uint8Array.of()
    for (let length = 0; length < sealed.length; length += 1)
      await expect(open(secret, 'owner', `v1.${toBase64(sealed.slice(0, length))}`)).rejects.toThrow(SealBroken)
    await expect(open(secret, 'owner', `v1.${toBase64(Uint8Array.of(...sealed, 0))}`)).rejects.toThrow(SealBroken)
  })

  it('stays shut for another key, for another owner, and for what was never sealed', async () => {
    const secret = await key()
    const sealed = await seal(secret, 'owner', Uint8Array.of(1), random)
    await expect(open(await key(), 'owner', sealed)).rejects.toThrow(SealBroken)
    for (const owner of ['', 'Owner', 'owner ', 'owner\0', 'other'])
      await expect(open(secret, owner, sealed)).rejects.toThrow(SealBroken)
    for (const text of ['', 'v1.', 'v2.', sealed.slice(3), sealed.replace('v1.', 'v2.'), 'v1.*', `v1.${sealed}`])
      await expect(open(secret, 'owner', text)).rejects.toThrow(SealBroken)
  })

  it('takes keys of 256 bits alone', async () => {
    for (const length of [0, 16, 24, 31, 33])
      await expect(importKey(new Uint8Array(length))).rejects.toThrow(RangeError)
  })
})

describe('keyring', () => {
  it('has its current key in front', async () => {
    const keyring = await parseKeyring(` new:${keyText()} , old-1:${keyText()} `)
    expect(keyring.current).toBe('new')
    expect([...keyring.keys.keys()]).toEqual(['new', 'old-1'])
  })

  const good = keyText()
  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['nothing in it', ' '],
    ['no id', good],
    ['an empty id', `:${good}`],
    ['an id with a space', `a b:${good}`],
    ['an id that is too long', `${'a'.repeat(33)}:${good}`],
    ['a short key', `a:${Buffer.alloc(16).toString('base64')}`],
    ['a long key', `a:${Buffer.alloc(33).toString('base64')}`],
    ['a key without padding', `a:${good.slice(0, -1)}`],
    ['a key in another alphabet', `a:${'-'.repeat(43)}=`],
    ['a key twice', `a:${good},a:${keyText()}`],
    ['a comma at the end', `a:${good},`],
    ['a second key that is broken', `a:${good},b:short`],
  ])('is refused with %s, and its keys are not told', async (_what, text) => {
    const refused = parseKeyring(text)
    await expect(refused).rejects.toThrow(KeyringUnusable)
    await expect(refused).rejects.not.toThrow(good.slice(0, 20))
  })

  it('wraps a data key for one org, with its current key', async () => {
    const keyring = await parseKeyring(`a:${keyText()}`)
    const dataKey = newKey(random)
    const wrapped = await wrap(keyring, 'acme', dataKey, random)
    expect(isCurrent(keyring, wrapped)).toBe(true)
    expect(await unwrap(keyring, 'acme', wrapped)).toEqual(dataKey)
    await expect(unwrap(keyring, 'other', wrapped)).rejects.toThrow(SealBroken)
    for (const text of ['', 'a', 'a:', 'b:x', wrapped.slice(2), wrapped.replace('a:', 'b:')])
      await expect(unwrap(keyring, 'acme', text)).rejects.toThrow(SealBroken)
  })

  it('tells keys apart whose ids begin alike', async () => {
    const keyring = await parseKeyring(`key:${keyText()},key1:${keyText()}`)
    const older = await wrap({ ...keyring, current: 'key1' }, 'acme', newKey(random), random)
    expect(isCurrent(keyring, older)).toBe(false)
  })
})

describe('vault', () => {
  const owner: Owner = { org: 'acme', integration: 'int_1', version: 1 }
  const secrets = fc
    .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z][A-Za-z]{0,10}$/), wellFormedText), {
      selector: ([name]) => name,
      maxLength: 5,
    })
    .map((entries) => new Map(entries.map(([name, value]) => [name, new Secret(value)])))
  const revealed = (map: ReadonlyMap<string, Secret>) => [...map].map(([name, secret]) => [name, secret.reveal()])
  const one = new Map([['apiKey', new Secret('sk_test_1')]])

  it('opens to the secrets that were sealed, also in an isolate that has never seen them', async () => {
    const keys = `a:${keyText()}`
    const { vault, dataKeys } = vaultWith(keys)
    await fc.assert(
      fc.asyncProperty(secrets, async (map) => {
        const sealed = await vault.seal(owner, map)
        expect(revealed(await vault.open(owner, sealed))).toEqual(revealed(map))
        const cold = vaultWith(keys, dataKeys).vault
        expect(revealed(await cold.open(owner, sealed, dataKeys.keys.get('acme')))).toEqual(revealed(map))
      }),
      { numRuns: 50 },
    )
  })

  it('opens for nobody else: not another org, integration or version', async () => {
    const { vault, dataKeys } = vaultWith(`a:${keyText()}`)
    const sealed = await vault.seal(owner, one)
    await vault.seal({ ...owner, org: 'other' }, one)
    for (const other of [{ org: 'other' }, { integration: 'int_2' }, { version: 2 }, { org: 'nobody' }])
      await expect(vault.open({ ...owner, ...other }, sealed)).rejects.toThrow(SealBroken)
    await expect(vault.open({ ...owner, org: 'other' }, sealed, dataKeys.keys.get('acme'))).rejects.toThrow(SealBroken)
    expect(revealed(await vault.open(owner, sealed))).toEqual(revealed(one))
  })

  it('has a key of its own for every org, kept wrapped', async () => {
    const { vault, dataKeys } = vaultWith(`a:${keyText()}`)
    await vault.seal(owner, one)
    await vault.seal({ ...owner, org: 'other' }, one)
    await vault.seal({ ...owner, integration: 'int_2' }, one)
    expect([...dataKeys.keys.keys()]).toEqual(['acme', 'other'])
    expect(new Set(dataKeys.keys.values()).size).toBe(2)
  })

  it('takes the key that somebody else made first', async () => {
    const keys = `a:${keyText()}`
    const dataKeys = new MemoryDataKeys()
    const [here, there] = [vaultWith(keys, dataKeys).vault, vaultWith(keys, dataKeys).vault]
    const [one1, one2] = await Promise.all([here.seal(owner, one), there.seal(owner, one)])
    expect(revealed(await there.open(owner, one1))).toEqual(revealed(one))
    expect(revealed(await here.open(owner, one2))).toEqual(revealed(one))
  })

  it('goes on opening through a rotation, and needs the old key no longer once it is over', async () => {
    const [first, second] = [keyText(), keyText()]
    const { vault, dataKeys } = vaultWith(`first:${first}`)
    const sealed = await vault.seal(owner, one)

    const rotating = vaultWith(`second:${second},first:${first}`, dataKeys).vault
    expect(revealed(await rotating.open(owner, sealed))).toEqual(revealed(one))
    expect(await rotating.rewrap('acme')).toBe(true)
    expect(await rotating.rewrap('acme')).toBe(false)
    expect(await rotating.rewrap('nobody')).toBe(false)
    expect(revealed(await rotating.open(owner, sealed))).toEqual(revealed(one))

    const rotated = vaultWith(`second:${second}`, dataKeys).vault
    expect(revealed(await rotated.open(owner, sealed))).toEqual(revealed(one))
    await expect(vaultWith(`first:${first}`, dataKeys).vault.open(owner, sealed)).rejects.toThrow(SealBroken)
  })

  it('keeps no more keys than it may, and opens all the same', async () => {
    const dataKeys = new MemoryDataKeys()
    const keys = `a:${keyText()}`
    const vault = new Vault({ keyring: () => parseKeyring(keys), dataKeys, random, capacity: 1 })
    const sealed = await vault.seal(owner, one)
    await vault.seal({ ...owner, org: 'other' }, one)
    expect(revealed(await vault.open(owner, sealed))).toEqual(revealed(one))
  })
})
