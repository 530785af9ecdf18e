import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Seals } from '../../../src/connect/services.ts'
import { readState, writeState } from '../../../src/connect/state.ts'
import { parseKeyring } from '../../../src/vault/keyring.ts'
import { Vault } from '../../../src/vault/vault.ts'

const whose = { org: 'acme', integration: 'int_1', attempt: 'attempt00000000000000000000000001' }

let seals: Seals
let state: string

beforeAll(async () => {
  seals = await sealing()
  state = await writeState(whose, seals)
})

/** The vault of a deployment of its own. */
async function sealing(): Promise<Seals> {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const keyring = await parseKeyring(`key:${Buffer.from(random(32)).toString('base64')}`)
  const keys = new Map<string, string>()
  const vault = new Vault({
    keyring: async () => keyring,
    random,
    dataKeys: {
      load: async (org) => keys.get(org),
      async create(org, wrapped) {
        keys.set(org, wrapped)
        return wrapped
      },
      replace: async () => false,
    },
  })
  return {
    seal: (org, associated, text) => vault.sealText(org, associated, text),
    open: (org, associated, sealed) => vault.openText(org, associated, sealed),
  }
}

describe('a state', () => {
  it('says whose it is, to the deployment that made it', async () => {
    expect(await readState(state, seals)).toEqual(whose)
  })

  it('fits into a URL as it is, and doesn’t show the attempt', () => {
    expect(state).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
    expect(state.split('.').map((part) => Buffer.from(part, 'base64url').toString())).not.toContain(whose.attempt)
  })

  it('is none with any character of it changed', async () => {
    const decoded = (text: string) => Buffer.from(text, 'base64url')
    // Whose it is, the version of the seal, and the bytes that are sealed, which are base64 in base64.
    const meaning = (text: string) => {
      const [whose = '', sealed = '', ...more] = text.split('.')
      const [version, bytes = '', ...others] = decoded(sealed).toString('latin1').split('.')
      return JSON.stringify([decoded(whose).toString('hex'), version, decoded(bytes).toString('hex'), more, others])
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(state.length - 1), fc.stringMatching(/^[A-Za-z0-9_.-]$/), async (at, character) => {
        const changed = state.slice(0, at) + character + state.slice(at + 1)
        // The last character of base64 has bits that mean nothing.
        fc.pre(meaning(changed) !== meaning(state))
        expect(await readState(changed, seals)).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
  })

  it('is none of another org or integration', async () => {
    const sealed = state.split('.')[1]
    for (const other of ['acme|int_2', 'other|int_1', 'acme', 'acme|int_1|more', '|int_1', '']) {
      const moved = `${Buffer.from(other).toString('base64url')}.${sealed}`
      expect(await readState(moved, seals), other).toBeUndefined()
    }
    for (const other of [
      { ...whose, integration: 'int_2' },
      { ...whose, org: 'other' },
    ]) {
      const [whom] = (await writeState(other, seals)).split('.')
      expect(await readState(`${whom}.${sealed}`, seals)).toBeUndefined()
    }
  })

  it('is none of another deployment', async () => {
    expect(await readState(state, await sealing())).toBeUndefined()
  })

  it('is none whatever else a browser sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        expect(await readState(text, seals)).toBeUndefined()
      }),
    )
  })
})
