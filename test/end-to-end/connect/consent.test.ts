import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Etsy, startEtsy } from './etsy.ts'
import { type Gateways, startGateways } from './gateways.ts'
import { parametersOf, person } from './person.ts'
import { openShop, type Shop } from './shop.ts'

/** How an account gives its consent, with a certified authorization server that wants PKCE and rotates its tokens. */

let etsy: Etsy
let gateways: Gateways

beforeAll(async () => {
  etsy = await startEtsy()
  gateways = await startGateways(3, etsy.url)
})

afterAll(async () => {
  await gateways.stop()
  etsy.stop()
})

beforeEach(() => etsy.set({ accessLife: 3_600, faults: ['none'] }))

let orgs = 0
const shop = () => {
  orgs += 1
  return openShop(gateways, `consenting-${orgs}`)
}

describe('an account that gives its consent', () => {
  it('is shown, and can be called from every isolate', async () => {
    const mine = await shop()
    expect(await mine.connect()).toEqual({ connect: 'connected', integration: mine.id })
    const { status, connection } = await mine.shown()
    expect(status).toBe('active')
    expect(connection?.account.id).toBe(String(mine.account))
    expect(connection?.scopes).toContain('listings_r')
    for (const isolate of [0, 1, 2]) {
      expect(await mine.call(isolate)).toMatchObject({
        status: 200,
        body: { result: { user_id: mine.account } },
      })
    }
  })
})

describe('an account that consents in place of another', () => {
  it('is refused, and the one before stays connected', async () => {
    const mine = await shop()
    await mine.connect()
    expect(await mine.connect(mine.account + 1_000)).toMatchObject({ connect: 'failed', error: 'account_refused' })
    expect(await mine.call(2)).toMatchObject({ status: 200, body: { result: { user_id: mine.account } } })
  })
})

describe('a callback', () => {
  it('that comes a second time finds its attempt over, and asks for no token', async () => {
    const mine = await shop()
    const browser = person(mine.account)
    const callback = await browser.allow(await mine.begin())
    expect(parametersOf((await browser.open(callback)).url)).toMatchObject({ connect: 'connected' })
    const before = await etsy.seen()
    expect((await browser.open(callback)).text).toContain('state_used')
    expect((await etsy.seen()).arrived).toEqual(before.arrived)
    expect(await mine.call(1)).toMatchObject({ status: 200 })
  })

  it('with the code of another consent, used or not, is refused by PKCE', async () => {
    const [mine, other] = [await shop(), await shop()]
    const stolen = codeOf(await person(other.account).allow(await other.begin()))
    expect(await finishWith(mine, { code: stolen })).toMatchObject({ connect: 'failed', error: 'code_refused' })
    await expectNoConnection(mine)
  })

  it('with a code that was exchanged before is refused', async () => {
    const [mine, other] = [await shop(), await shop()]
    const browser = person(other.account)
    const callback = await browser.allow(await other.begin())
    await browser.open(callback)
    const answer = await finishWith(mine, { code: codeOf(callback) })
    expect(answer).toMatchObject({ connect: 'failed', error: 'code_refused' })
    expect(answer.reason).toContain('invalid_grant')
    await expectNoConnection(mine)
  })

  it('of another authorization server is refused before its code is sent anywhere', async () => {
    const mine = await shop()
    const before = await etsy.seen()
    const answer = await finishWith(mine, { iss: 'https://attacker.test' })
    expect(answer).toMatchObject({ connect: 'failed', error: 'issuer_mismatch' })
    expect((await etsy.seen()).arrived).toEqual(before.arrived)
    await expectNoConnection(mine)
  })

  it.each([
    ['html', 'token_unreadable'],
    ['unavailable', 'token_unavailable'],
    ['broken', 'token_unavailable'],
  ] as const)('comes to nothing where the token endpoint is %s: %s', async (fault, error) => {
    const mine = await shop()
    await etsy.set({ faults: [fault] })
    expect(await finishWith(mine, {})).toMatchObject({ connect: 'failed', error })
    await expectNoConnection(mine)
  })
})

function codeOf(callback: string): string {
  return new URL(callback).searchParams.get('code') ?? ''
}

/** Gets a consent, and comes back from it with other parameters than the authorization server sent. */
async function finishWith(mine: Shop, changes: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const browser = person(mine.account)
  const callback = new URL(await browser.allow(await mine.begin()))
  for (const [name, value] of Object.entries(changes)) callback.searchParams.set(name, value)
  return parametersOf((await browser.open(callback.href)).url)
}

async function expectNoConnection(mine: Shop): Promise<void> {
  const { status, connection } = await mine.shown()
  expect({ status, connection }).toEqual({ status: 'draft', connection: undefined })
}
