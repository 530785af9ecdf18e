import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Etsy, startEtsy } from './etsy.ts'
import { type Gateways, startGateways } from './gateways.ts'
import type { Fault } from './protocol.ts'
import { openShop, type Shop } from './shop.ts'

/**
 * Access tokens that live for a second, callers in every isolate, a token endpoint that is slow, fails and doesn't answer at
 * random, and objects that fall over in the middle of refreshes. The same is in test/unit/connect/rotations.test.ts, where the
 * clock is the test's; here each rotation is a real one.
 */

const shops = 40
const rotations = 1_000
/** Between two calls of a caller, in milliseconds. */
const pause = 500
/** In milliseconds; half a minute goes by until a refresh has run out of time. */
const patience = 240_000
/** What the token endpoint does, drawn from at random. */
const weather: Fault[] = [
  ...Array<Fault>(12).fill('none'),
  ...Array<Fault>(12).fill('slow'),
  'unavailable',
  'broken',
  'html',
  'held',
]

let etsy: Etsy
let gateways: Gateways

beforeAll(async () => {
  // The API goes on taking a token for as long as isolates hold one; the gateway replaces it long before.
  etsy = await startEtsy({ tolerance: 5, seed: 20_261_124 })
  gateways = await startGateways(3, etsy.url)
})

afterAll(async () => {
  await gateways.stop()
  etsy.stop()
})

it(
  `no refresh token is used twice, and no consent is lost, over ${rotations} rotations`,
  async () => {
    const all = await Promise.all(Array.from({ length: shops }, (_, index) => openShop(gateways, `storm-${index}`)))
    const accounts = new Map(all.map((shop) => [String(shop.account), shop]))
    await etsy.set({ accessLife: 1 })
    for (const shop of all) expect(await shop.connect()).toMatchObject({ connect: 'connected' })
    await etsy.set({ faults: weather })
    const end = new AbortController()
    const answers = new Map<number, number>()
    const callers = all.flatMap((shop) => [0, 1, 2].map((isolate) => callOn(shop, isolate, answers, end.signal)))
    const { crashes, timeouts } = await meddle(accounts, rotations).finally(() => end.abort())
    await etsy.set({ accessLife: 3_600, faults: ['none'] })
    await Promise.all(callers)

    const seen = await etsy.seen()
    expect(seen.mostUses).toBe(1)
    expect(seen.revoked).toBe(0)
    expect(crashes).toBeGreaterThan(0)
    expect(timeouts).toBeGreaterThan(0)
    expect(answers.get(200)).toBeGreaterThan(0)
    // In a cool-down, and where a refresh took longer than the call may; nothing else is ever told.
    for (const status of answers.keys()) expect([200, 503, 504]).toContain(status)
    for (const shop of all) {
      expect(await shop.shown()).toMatchObject({ status: 'active' })
      await expect.poll(async () => (await shop.call(0)).status, { timeout: 60_000 }).toBe(200)
    }
  },
  patience,
)

/** A program that calls again and again. */
async function callOn(shop: Shop, isolate: number, answers: Map<number, number>, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const { status } = await shop.call(isolate)
    answers.set(status, (answers.get(status) ?? 0) + 1)
    await wait(pause)
  }
}

/**
 * Of the refreshes that the token endpoint holds, ends the object of every other one, and lets the others run out of time;
 * answers how many of each, once there were enough rotations.
 */
async function meddle(accounts: ReadonlyMap<string, Shop>, enough: number) {
  const met = new Set<string>()
  let [crashes, timeouts] = [0, 0]
  for (let seen = await etsy.seen(); seen.refreshes < enough; seen = await etsy.seen()) {
    for (const account of met) if (!seen.held.includes(account)) met.delete(account)
    for (const account of seen.held) {
      if (met.has(account)) continue
      met.add(account)
      const shop = accounts.get(account)
      if (shop === undefined) throw new Error(`a refresh of nobody is held: ${account}`)
      if (crashes > timeouts) {
        timeouts += 1
      } else {
        crashes += 1
        await gateways.crash(shop.org, shop.id)
      }
    }
    await wait(100)
  }
  return { crashes, timeouts }
}
