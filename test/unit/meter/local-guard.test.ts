import { describe, expect, it } from 'vitest'
import { type Circuit, shortestOpen } from '../../../src/meter/breaker.ts'
import { LocalGuard } from '../../../src/meter/local-guard.ts'
import { everything, noPauses } from '../../../src/meter/pauses.ts'

const now = Date.UTC(2026, 10, 24, 12)
const operation = 'get-payment'
const why = { failed: 10, calls: 10 }
const closed = (turn: number): Circuit => ({ kind: 'closed', turn })
const open = (turn: number): Circuit => ({ kind: 'open', turn, until: now + shortestOpen, why })

/** A guard of version 1 that has heard this, one after the other. */
function guardAfter(...heard: Circuit[]): LocalGuard {
  const guard = new LocalGuard()
  guard.restraint(1, operation, now)
  for (const circuit of heard) guard.hear(1, { circuit, pauses: noPauses }, now)
  return guard
}

const failed = { health: 'failed', probe: undefined } as const
const answered = { health: 'answered', probe: undefined } as const

describe('what an isolate knows of a circuit', () => {
  it('is what was said last, and not what arrived last', () => {
    expect(guardAfter(open(1), closed(0)).restraint(1, operation, now)).toMatchObject({ kind: 'open', why })
    expect(guardAfter(open(1), closed(3), open(1)).restraint(1, operation, now)).toBeUndefined()
  })

  it('keeps permits at hand from being used when it is time to try, and lets one caller a second ask', () => {
    const guard = guardAfter(open(1))
    const later = now + shortestOpen
    expect(guard.restraint(1, operation, later)).toBeUndefined()
    expect(guard.isClear(1, operation, later)).toBe(false)
    expect(guard.question(1, operation, later)).toBeUndefined()
    expect(guard.question(1, operation, later + 999)).toMatchObject({ kind: 'open', retryAfter: 1_000 })
    expect(guard.question(1, operation, later + 1_000)).toBeUndefined()
  })

  it('is asked about again a second later while somebody else tries', () => {
    const guard = guardAfter({ kind: 'probing', turn: 2, until: now + 45_000, why })
    expect(guard.restraint(1, operation, now + 999)).toMatchObject({ kind: 'open', retryAfter: 1 })
    expect(guard.question(1, operation, now + 1_000)).toBeUndefined()
  })

  it('is nothing of another version', () => {
    const guard = guardAfter(open(1))
    expect(guard.isClear(2, operation, now)).toBe(true)
    guard.hear(1, { circuit: open(9), pauses: noPauses }, now)
    expect(guard.isClear(2, operation, now)).toBe(true)
    guard.note(1, failed, now)
    expect(guard.takeReport(now)).toMatchObject({ version: 2, health: { failed: 0 } })
  })
})

describe('what an isolate tells', () => {
  it('is told at once where a call failed or was a probe, and once', () => {
    const guard = guardAfter()
    expect(guard.note(1, answered, now)).toBe(false)
    expect(guard.note(1, failed, now + 5)).toBe(true)
    expect(guard.note(1, { health: 'answered', probe: 4 }, now + 9)).toBe(true)
    const report = guard.takeReport(now + 9)
    expect(report).toMatchObject({
      version: 1,
      health: { answered: 2, failed: 1, inRow: 0, answeredAt: now + 9 },
      probes: [{ number: 4, result: 'answered' }],
    })
    expect(guard.takeReport(now + 9)).toMatchObject({ health: { answered: 0, failed: 0 }, probes: [] })
  })

  it('counts its failures since the last answer', () => {
    const guard = guardAfter()
    for (const fate of [failed, failed, answered, failed]) guard.note(1, fate, now)
    expect(guard.takeReport(now).health).toEqual({ answered: 1, failed: 3, inRow: 1, answeredAt: now })
  })

  it('are pauses, which hold it back itself from then on', () => {
    const guard = guardAfter()
    guard.pause(1, new Map([[everything, now + 700]]), now)
    expect(guard.restraint(1, operation, now)).toEqual({ kind: 'paused', retryAfter: 700 })
    expect(guard.isClear(1, operation, now)).toBe(false)
    expect([...guard.takeReport(now).pauses]).toEqual([[everything, now + 700]])
    expect(guard.takeReport(now).pauses).toBe(noPauses)
    expect(guard.isClear(1, operation, now + 700)).toBe(true)
  })

  it('of one operation holds no other back', () => {
    const guard = guardAfter()
    guard.pause(1, new Map([['send-email', now + 700]]), now)
    expect(guard.isClear(1, operation, now)).toBe(true)
    expect(guard.isClear(1, 'send-email', now)).toBe(false)
  })
})

describe('an isolate is uneasy', () => {
  const sent = (fate: typeof failed | typeof answered, sentAt: number) => ({ ...fate, sentAt })

  it('after two failures in a row, until the provider answers', () => {
    const guard = guardAfter()
    guard.note(1, failed, now)
    expect(guard.isUneasy).toBe(false)
    guard.note(1, failed, now)
    expect(guard.isUneasy).toBe(true)
    guard.note(1, answered, now)
    expect(guard.isUneasy).toBe(false)
  })

  it('whatever comes late of what was sent before', () => {
    const guard = guardAfter()
    for (const sentAt of [now - 50, now - 40]) guard.note(1, sent(failed, sentAt), now)
    guard.note(1, sent(answered, now - 51), now)
    expect(guard.isUneasy).toBe(true)
    guard.note(1, sent(answered, now - 50), now)
    expect(guard.isUneasy).toBe(false)
  })

  it('about one version of a config', () => {
    const guard = guardAfter()
    for (const fate of [failed, failed]) guard.note(1, fate, now)
    guard.restraint(2, operation, now)
    expect(guard.isUneasy).toBe(false)
  })
})
