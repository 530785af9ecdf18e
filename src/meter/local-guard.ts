import {
  type Breaker,
  type Circuit,
  closedBreaker,
  type Health,
  noHealth,
  observe,
  type ProbeResult,
  type Why,
} from './breaker.ts'
import type { Probe, Report, Standing } from './guard.ts'
import { addPauses, noPauses, type Pauses, pauseOf } from './pauses.ts'

/** Why a call isn't sent, and in how many milliseconds it might be. */
export type Restraint =
  | { readonly kind: 'open'; readonly retryAfter: number; readonly why: Why }
  | { readonly kind: 'paused'; readonly retryAfter: number }

/** What became of a call at the provider: it answered, it failed, or the call tells nothing of it. */
export interface Fate {
  readonly health: ProbeResult
  /** The number under which the call was let through an open circuit, to try. */
  readonly probe: number | undefined
  /** When it was sent, in milliseconds since 1970; absent: just now. */
  readonly sentAt?: number
}

/** Failures of this isolate in a row from which on nobody goes ahead of what the Durable Object says of them. */
const uneasyAfter = 2

/** While one call of this isolate asks whether it may try, the others are held back for so long, in milliseconds. */
const askingPatience = 1_000

/**
 * What one isolate knows of an integration's circuit and pauses. It opens by itself as soon as its own calls fail, and
 * believes the Durable Object, who hears of every isolate, about the rest. While nothing is wrong it costs a look.
 */
export class LocalGuard {
  #version = 0
  /** Whether calls have to look any closer. */
  #alert: boolean = false
  #own: Breaker = closedBreaker
  /** Failures since the last answer, and when the first of these calls was sent. */
  #inRow = 0
  #rowSentAt = 0
  #circuit: Circuit = closedCircuit
  #pauses: Pauses = noPauses
  #askingSince = 0
  /** Answers that the own breaker hasn't been told of. */
  #answered = 0
  #answeredAt = 0
  #unreported: Health = noHealth
  #probes: Probe[] = []
  #unreportedPauses: Pauses = noPauses

  /** Whether a call may use a permit that is here. */
  isClear(version: number, operation: string, now: number): boolean {
    if (version > this.#version) this.#begin(version)
    // An older version is told so by the Durable Object.
    if (!this.#alert || version < this.#version) return true
    return this.restraint(version, operation, now) === undefined && this.#circuit.kind === 'closed'
  }

  /** Whether the provider may be down: this isolate has seen nothing but failures lately, and fewer than open a circuit. */
  get isUneasy(): boolean {
    return this.#inRow >= uneasyAfter
  }

  /** What holds a call back; nothing where it is time to try whether the provider has recovered. */
  restraint(version: number, operation: string, now: number): Restraint | undefined {
    if (version > this.#version) this.#begin(version)
    if (!this.#alert || version < this.#version) return undefined
    const pause = pauseOf(this.#pauses, operation, now)
    if (pause > 0) return { kind: 'paused', retryAfter: pause }
    if (this.#own.kind === 'open') {
      if (this.#own.until > now) return heldUntil(this.#own, now)
      this.#own = closedBreaker
    }
    const circuit = this.#circuit
    if (isHeld(circuit) && circuit.until > now) return heldUntil(circuit, now)
    this.#look(now)
    return undefined
  }

  /** As `restraint`, for a call that asks the Durable Object next: where it is time to try, one at a time does. */
  question(version: number, operation: string, now: number): Restraint | undefined {
    const restraint = this.restraint(version, operation, now)
    const circuit = this.#circuit
    if (restraint !== undefined || !isHeld(circuit) || version < this.#version) return restraint
    if (now - this.#askingSince < askingPatience)
      return heldUntil({ until: now + askingPatience, why: circuit.why }, now)
    this.#askingSince = now
    return undefined
  }

  /** Hears how things stand. Of two messages the later one counts, whichever comes first. */
  hear(version: number, { circuit, pauses }: Standing, now: number): void {
    if (version !== this.#version) return
    if (circuit.turn >= this.#circuit.turn) this.#circuit = seen(circuit, now)
    this.#askingSince = 0
    this.#pauses = addPauses(this.#pauses, pauses, now)
    this.#look(now)
  }

  /** Counts what became of a call; true where the Durable Object should hear of it at once. */
  note(version: number, { health, probe, sentAt }: Fate, now: number): boolean {
    if (probe !== undefined) this.#probes.push({ number: probe, result: health })
    if (health === 'answered') {
      // What was sent before the provider began to fail, and answered late, doesn't say that it is well.
      if ((sentAt ?? now) >= this.#rowSentAt) this.#inRow = 0
      this.#answered += 1
      this.#answeredAt = now
    }
    if (health === 'failed' && version === this.#version) {
      if (this.#inRow === 0) this.#rowSentAt = sentAt ?? now
      this.#inRow += 1
      this.#own = observe(this.#own, { ...this.#takeAnswered(), failed: 1, inRow: 1 }, now)
      const { failed, inRow } = this.#unreported
      this.#unreported = { ...this.#unreported, failed: failed + 1, inRow: inRow + 1 }
      this.#look(now)
    }
    return health === 'failed' || probe !== undefined
  }

  /** Holds calls back that would only be refused. */
  pause(version: number, pauses: Pauses, now: number): void {
    if (version > this.#version) this.#begin(version)
    if (version !== this.#version) return
    this.#pauses = addPauses(this.#pauses, pauses, now)
    this.#unreportedPauses = addPauses(this.#unreportedPauses, pauses, now)
    this.#look(now)
  }

  /** What is to be told at once. */
  takeReport(now: number): Report {
    const health = this.takeHealth(now)
    const report = { version: this.#version, health, probes: this.#probes, pauses: this.#unreportedPauses }
    this.#probes = []
    this.#unreportedPauses = noPauses
    return report
  }

  /** What became of calls since this was asked last. */
  takeHealth(now: number): Health {
    if (this.#answered > 0) this.#own = observe(this.#own, this.#takeAnswered(), now)
    const health = this.#unreported
    this.#unreported = noHealth
    return health
  }

  #takeAnswered(): Health {
    const answered = this.#answered
    if (answered === 0) return noHealth
    this.#answered = 0
    const { answered: before, failed } = this.#unreported
    this.#unreported = { answered: before + answered, failed, inRow: 0, answeredAt: this.#answeredAt }
    return { answered, failed: 0, inRow: 0, answeredAt: this.#answeredAt }
  }

  /** A new config starts without a past. */
  #begin(version: number): void {
    this.#version = version
    this.#own = closedBreaker
    this.#inRow = 0
    this.#circuit = closedCircuit
    this.#pauses = noPauses
    this.#unreportedPauses = noPauses
    this.#probes = []
    this.#askingSince = 0
    this.#alert = false
  }

  #look(now: number): void {
    const paused = this.#pauses !== noPauses && [...this.#pauses.values()].some((until) => until > now)
    this.#alert = this.#own.kind === 'open' || this.#circuit.kind !== 'closed' || paused
  }
}

const closedCircuit: Circuit = { kind: 'closed', turn: 0 }

type Held = Extract<Circuit, { kind: 'open' | 'probing' }>

function isHeld(circuit: Circuit): circuit is Held {
  return circuit.kind === 'open' || circuit.kind === 'probing'
}

/** How a probe ended is asked for often, since calls wait for it; the isolate's own probe is one that is under way. */
function seen(circuit: Circuit, now: number): Circuit {
  if (circuit.kind === 'open' || circuit.kind === 'closed') return circuit
  return { kind: 'probing', turn: circuit.turn, until: now + askingPatience, why: circuit.why }
}

function heldUntil({ until, why }: { readonly until: number; readonly why: Why }, now: number): Restraint {
  return { kind: 'open', retryAfter: until - now, why }
}
