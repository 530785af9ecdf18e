/**
 * Places among the calls that a provider serves at once. A call takes one before it is sent and frees it afterwards; one that
 * is never freed, because its isolate is gone, is free again when its life is over. Whoever finds all taken stands in line:
 * places go to the first in it, and whoever doesn't ask again in time has left. Pure; times are milliseconds since 1970.
 */
export interface Slots {
  readonly held: readonly Place[]
  /** First come, first served. */
  readonly line: readonly Place[]
}

interface Place {
  readonly id: string
  readonly until: number
}

export interface SlotRequest {
  /** The same for every question of one caller. */
  readonly id: string
  /** Calls that the provider serves at once. */
  readonly limit: number
  /** How long the place is held at most, in milliseconds. */
  readonly life: number
}

export type SlotAnswer =
  | {
      readonly kind: 'held'
      /** Whether others stand in line, so that the place is wanted back as soon as its call is over. */
      readonly wanted: boolean
    }
  | { readonly kind: 'wait'; readonly retryAfter: number }

export const noSlots: Slots = { held: [], line: [] }

/** How often somebody in line asks again, in milliseconds, and after how long a silence the place in line is lost. */
const pause = 100
const silence = 1_000

export function takeSlot(
  slots: Slots,
  { id, limit, life }: SlotRequest,
  now: number,
): { slots: Slots; answer: SlotAnswer } {
  const held = slots.held.filter((place) => place.until > now)
  if (held.some((place) => place.id === id)) {
    const renewed = held.map((place) => (place.id === id ? { id, until: now + life } : place))
    return { slots: { held: renewed, line: slots.line }, answer: { kind: 'held', wanted: slots.line.length > 0 } }
  }
  const living = slots.line.filter((place) => place.until > now || place.id === id)
  const line = living.some((place) => place.id === id) ? living : [...living, { id, until: now }]
  const position = line.findIndex((place) => place.id === id)
  if (held.length + position < limit) {
    const rest = line.filter((place) => place.id !== id)
    return {
      slots: { held: [...held, { id, until: now + life }], line: rest },
      answer: { kind: 'held', wanted: rest.length > 0 },
    }
  }
  const renewed = line.map((place) => (place.id === id ? { id, until: now + silence } : place))
  return { slots: { held, line: renewed }, answer: { kind: 'wait', retryAfter: pause } }
}

/** Frees a place, or leaves the line. */
export function freeSlot(slots: Slots, id: string): Slots {
  return { held: slots.held.filter((place) => place.id !== id), line: slots.line.filter((place) => place.id !== id) }
}
