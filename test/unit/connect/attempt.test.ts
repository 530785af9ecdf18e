import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempt, addAttempt, attemptLife, openAttempt, takeAttempt } from '../../../src/connect/attempt.ts'

const start = Date.UTC(2026, 10, 24, 12)

function attempt(id: string, changes: Partial<Attempt> = {}): Attempt {
  return {
    id,
    version: 1,
    sealedVerifier: 'sealed',
    callbackUrl: 'https://gateway.test/upstream/connect/callback',
    returnUrl: 'https://app.acme.test/',
    expiresAt: start + attemptLife,
    browser: undefined,
    ...changes,
  }
}

const opened = (id: string, browser: string) => openAttempt([attempt(id)], id, browser, start).attempts

describe('an attempt', () => {
  it('is of the first browser that opens it, which may open it again', () => {
    const first = openAttempt([attempt('one')], 'one', 'mine', start)
    expect(first.opened).toMatchObject({ id: 'one', browser: 'mine' })
    expect(openAttempt(first.attempts, 'one', 'mine', start).opened).toMatchObject({ browser: 'mine' })
    const other = openAttempt(first.attempts, 'one', 'another', start)
    expect(other.opened).toBe('other-browser')
    expect(other.attempts).toEqual(first.attempts)
  })

  it('is over once it is taken, whoever comes then', () => {
    const { attempts, taken } = takeAttempt(opened('one', 'mine'), 'one', 'mine', start)
    expect(taken).toMatchObject({ id: 'one' })
    expect(attempts).toEqual([])
    expect(takeAttempt(attempts, 'one', 'mine', start).taken).toBe('unknown')
    expect(openAttempt(attempts, 'one', 'mine', start).opened).toBe('unknown')
  })

  it.each([undefined, '', 'another'])('is not taken, and not ended, by a browser with the cookie %o', (browser) => {
    const attempts = opened('one', 'mine')
    expect(takeAttempt(attempts, 'one', browser, start)).toEqual({ attempts, taken: 'other-browser' })
  })

  it('is not taken by anybody before a browser has opened it', () => {
    expect(takeAttempt([attempt('one')], 'one', undefined, start).taken).toBe('other-browser')
  })

  it('lives for a quarter of an hour, and is then told from one that never was', () => {
    const attempts = opened('one', 'mine')
    expect(takeAttempt(attempts, 'one', 'mine', start + attemptLife - 1).taken).toMatchObject({ id: 'one' })
    expect(takeAttempt(attempts, 'one', 'mine', start + attemptLife).taken).toBe('expired')
    expect(openAttempt(attempts, 'one', 'mine', start + attemptLife).opened).toBe('expired')
    const anHourLater = start + attemptLife + 3_600_000
    expect(addAttempt(attempts, attempt('two'), anHourLater - 1).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(addAttempt(attempts, attempt('two'), anHourLater).map(({ id }) => id)).toEqual(['two'])
  })
})

it('the eleventh attempt takes the place of the first', () => {
  const ids = Array.from({ length: 11 }, (_, index) => `attempt-${index}`)
  const attempts = ids.reduce<readonly Attempt[]>((all, id) => addAttempt(all, attempt(id), start), [])
  expect(attempts.map(({ id }) => id)).toEqual(ids.slice(1))
})

it('there are ten attempts at most, the newest ones, and each is taken once', () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('add', 'open', 'take'),
      which: fc.nat(15),
      browser: fc.constantFrom('mine', 'another'),
    }),
  )
  fc.assert(
    fc.property(steps, (all) => {
      let attempts: readonly Attempt[] = []
      const owners = new Map<string, string>()
      const taken = new Set<string>()
      let added = 0
      for (const { what, which, browser } of all) {
        const id = `attempt-${which}`
        if (what === 'add') {
          attempts = addAttempt(attempts, attempt(`attempt-${added}`), start)
          added += 1
        } else if (what === 'open') {
          const answer = openAttempt(attempts, id, browser, start)
          attempts = answer.attempts
          if (typeof answer.opened !== 'string') {
            expect(owners.get(id) ?? browser).toBe(browser)
            owners.set(id, browser)
          }
        } else {
          const answer = takeAttempt(attempts, id, browser, start)
          attempts = answer.attempts
          if (typeof answer.taken !== 'string') {
            expect(taken).not.toContain(id)
            expect(owners.get(id)).toBe(browser)
            taken.add(id)
          }
        }
        expect(attempts.length).toBeLessThanOrEqual(10)
      }
    }),
  )
})
