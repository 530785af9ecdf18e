import {
  ask,
  type Breaker,
  type Circuit,
  closedBreaker,
  type Health,
  look,
  observe,
  type ProbeResult,
  reset,
  settle,
} from './breaker.ts'
import { addPauses, noPauses, type Pauses } from './pauses.ts'

/** What keeps calls of an integration from its provider, other than its limits: as its Durable Object knows it. Pure. */
export interface Guard {
  readonly breaker: Breaker
  readonly pauses: Pauses
}

/** What isolates are told of a guard, with every lease and every answer to a report. */
export interface Standing {
  readonly circuit: Circuit
  readonly pauses: Pauses
}

/** What an isolate has met at the provider and tells at once. */
export interface Report {
  /** The version of the config that the calls were made with. */
  readonly version: number
  readonly health: Health
  readonly probes: readonly Probe[]
  readonly pauses: Pauses
}

export interface Probe {
  readonly number: number
  readonly result: ProbeResult
}

export const openGuard: Guard = { breaker: closedBreaker, pauses: noPauses }

export function hear(guard: Guard, { health, probes, pauses }: Omit<Report, 'version'>, now: number): Guard {
  const settled = probes.reduce((breaker, { number, result }) => settle(breaker, number, result, now), guard.breaker)
  const next = { breaker: observe(settled, health, now), pauses: addPauses(guard.pauses, pauses, now) }
  return next.breaker === guard.breaker && next.pauses === guard.pauses ? guard : next
}

/** Asks for whoever has a call to make, who may get the probe of a circuit that was open. */
export function askGuard(guard: Guard, now: number): { guard: Guard; standing: Standing } {
  const { breaker, circuit } = ask(guard.breaker, now)
  const standing = { circuit, pauses: guard.pauses }
  return { guard: breaker === guard.breaker ? guard : { ...guard, breaker }, standing }
}

/** Whether an eviction may not forget a change: anything but answers, which count in memory alone while nothing fails. */
export function isWorthWriting(before: Guard, after: Guard): boolean {
  if (before.pauses !== after.pauses || before.breaker.turn !== after.breaker.turn) return true
  return before !== after && (hasFailures(before.breaker) || hasFailures(after.breaker))
}

function hasFailures(breaker: Breaker): boolean {
  return breaker.kind === 'closed' && (breaker.inRow > 0 || breaker.recent.some(({ failed }) => failed > 0))
}

export function standingOf(guard: Guard): Standing {
  return { circuit: look(guard.breaker), pauses: guard.pauses }
}

/** A new config may be another account, at another host: what was learned of the old one says nothing of it. */
export function resetGuard({ breaker }: Guard): Guard {
  return { breaker: reset(breaker), pauses: noPauses }
}
