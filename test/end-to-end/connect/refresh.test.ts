import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Etsy, startEtsy } from './etsy.ts'
import { type Gateways, startGateways } from './gateways.ts'
import { openShop } from './shop.ts'

/** How tokens are refreshed, with a certified authorization server that takes each refresh token once. */

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

/** A shop whose access token has just expired; those that come after it last. */
async function expired(org: string) {
  const life = 3
  await etsy.set({ accessLife: life })
  const shop = await openShop(gateways, org)
  expect(await shop.connect()).toMatchObject({ connect: 'connected' })
  await etsy.set({ accessLife: 3_600 })
  await wait(life * 1_000)
  return shop
}

describe('a consent', () => {
  it('that the provider has taken back is told, and healed by connecting again', async () => {
    const shop = await expired('taken-back')
    await etsy.set({ revokeGrants: true })
    for (const isolate of [0, 1, 2]) {
      const lost = await shop.call(isolate)
      expect(lost).toMatchObject({
        status: 409,
        body: { error: { code: 'integration_inactive', details: { retriable: false, outcome: 'not_sent' } } },
      })
      expect(JSON.stringify(lost.body)).toContain(`POST /upstream/connect/${shop.id}`)
    }
    const { status, statusReason } = await shop.shown()
    expect(status).toBe('error')
    expect(statusReason).toContain('Etsy no longer accepts the consent of the account (invalid_grant')
    const tried = (await etsy.seen()).arrived.refresh_token
    await shop.call(1)
    expect((await etsy.seen()).arrived.refresh_token).toBe(tried)
    expect(await shop.connect()).toMatchObject({ connect: 'connected' })
    expect(await shop.shown()).toMatchObject({ status: 'active' })
    for (const isolate of [0, 1, 2]) expect(await shop.call(isolate)).toMatchObject({ status: 200 })
  })
})

describe('an access token that has expired', () => {
  it('is refreshed once for 200 calls that come at once to three isolates', async () => {
    const shop = await expired('at-once')
    const before = await etsy.seen()
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => shop.call(index)))
    expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(200))
    const after = await etsy.seen()
    expect(after.arrived.refresh_token - before.arrived.refresh_token).toBe(1)
    expect(after.refreshes - before.refreshes).toBe(1)
  })

  it('is refreshed by the object that takes the place of one that went away in the middle of it', async () => {
    const shop = await expired('gone-away')
    const before = await etsy.seen()
    await etsy.set({ faults: ['held'] })
    const calls = [0, 1, 2].map((isolate) => shop.call(isolate))
    await expect.poll(async () => (await etsy.seen()).held).toHaveLength(1)
    await etsy.set({ faults: ['none'] })
    await gateways.crash(shop.org, shop.id)
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200])
    const after = await etsy.seen()
    expect(after.held).toEqual([])
    expect(after.refreshes - before.refreshes).toBe(1)
    expect(after.mostUses).toBe(1)
  })
})
