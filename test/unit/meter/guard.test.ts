import { describe, expect, it } from 'vitest'
import { shortestOpen } from '../../../src/meter/breaker.ts'
import { askGuard, type Guard, hear, isWorthWriting, openGuard, resetGuard } from '../../../src/meter/guard.ts'
import { everything, noPauses, pauseOf } from '../../../src/meter/pauses.ts'

const now = Date.UTC(2026, 10, 24, 12)
const nothing = { probes: [], pauses: noPauses }
const answers = { answered: 5, failed: 0, inRow: 0, answeredAt: now }
const failures = (failed: number) => ({ answered: 0, failed, inRow: failed, answeredAt: 0 })
const told = (guard: Guard, health: typeof answers) => hear(guard, { ...nothing, health }, now)

describe('a guard', () => {
  it('has to be written where something fails, is paused or is tried, and not for answers alone', () => {
    const answered = told(openGuard, answers)
    expect(answered).not.toBe(openGuard)
    expect(isWorthWriting(openGuard, answered)).toBe(false)
    const failed = told(answered, failures(1))
    expect(isWorthWriting(answered, failed)).toBe(true)
    expect(isWorthWriting(failed, told(failed, answers))).toBe(true)
    const open = told(failed, failures(9))
    expect(isWorthWriting(failed, open)).toBe(true)
    expect(isWorthWriting(open, open)).toBe(false)
    expect(isWorthWriting(open, askGuard(open, now + shortestOpen).guard)).toBe(true)
    const paused = hear(openGuard, { health: answers, probes: [], pauses: new Map([[everything, now + 1]]) }, now)
    expect(isWorthWriting(openGuard, paused)).toBe(true)
  })

  it('hears of a probe before anything else that came with it', () => {
    const open = told(openGuard, failures(10))
    const { guard, standing } = askGuard(open, now + shortestOpen)
    const probes = [{ number: standing.circuit.turn, result: 'answered' }] as const
    const health = { ...failures(1), answered: 1, answeredAt: now }
    const heard = hear(guard, { health, probes, pauses: noPauses }, now + shortestOpen)
    expect(heard.breaker).toMatchObject({ kind: 'closed', inRow: 1 })
  })

  it('learns nothing for a new config from an old one', () => {
    const pauses = new Map([[everything, now + 9_000]])
    const fresh = resetGuard(hear(openGuard, { health: failures(10), probes: [], pauses }, now))
    expect(fresh.breaker.kind).toBe('closed')
    expect(pauseOf(fresh.pauses, 'get-payment', now)).toBe(0)
  })
})
