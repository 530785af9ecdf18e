/**
 * A sliding window, counted in slots: at most `limit` grants in any `window` seconds, whatever the moment the window
 * starts. A slot counts as a whole until all of it has left the window, so a grant is held back for one slot (a
 * twentieth of the window) longer than needed and never for less.
 *
 * Pure: time is passed in as milliseconds, and a state is a value.
 */
export interface WindowLimit {
  readonly limit: number
  /** Seconds. */
  readonly window: number
}

/** Grants by slot number, oldest first; slots that left the window are gone. */
export type WindowState = readonly Slot[]

interface Slot {
  readonly number: number
  readonly grants: number
}

export const emptyWindow: WindowState = []

const slotsPerWindow = 20

/** Milliseconds. */
function slotLength({ window }: WindowLimit): number {
  return (window * 1_000) / slotsPerWindow
}

/** The slot of a moment; time that runs backwards stays in the newest slot. */
function slotAt(state: WindowState, limit: WindowLimit, now: number): number {
  return Math.max(Math.floor(now / slotLength(limit)), state.at(-1)?.number ?? 0)
}

function alive(state: WindowState, current: number): WindowState {
  return state.filter((slot) => slot.number >= current - slotsPerWindow)
}

function total(state: WindowState): number {
  return state.reduce((sum, slot) => sum + slot.grants, 0)
}

/** How many grants are left at a moment. */
export function remaining(state: WindowState, limit: WindowLimit, now: number): number {
  return Math.max(0, limit.limit - total(alive(state, slotAt(state, limit, now))))
}

/** Records `grants`, which must not be more than `remaining`. Answers the state and the slot they went into. */
export function grant(
  state: WindowState,
  limit: WindowLimit,
  now: number,
  grants: number,
): { state: WindowState; slot: number } {
  const slot = slotAt(state, limit, now)
  const kept = alive(state, slot)
  const newest = kept.at(-1)
  const next =
    newest?.number === slot
      ? [...kept.slice(0, -1), { number: slot, grants: newest.grants + grants }]
      : [...kept, { number: slot, grants }]
  return { state: next, slot }
}

/**
 * Takes back grants of a slot that were never used; what has left the window already isn't there to take back. The
 * newest slot stays even when it is empty, because it is what a clock that runs backwards is held against.
 */
export function giveBack(state: WindowState, slot: number, grants: number): WindowState {
  return state
    .map((entry) => (entry.number === slot ? { number: slot, grants: Math.max(0, entry.grants - grants) } : entry))
    .filter((entry, index) => entry.grants > 0 || index === state.length - 1)
}

/** Milliseconds until at least one grant is free; 0 where one is free now. */
export function waitFor(state: WindowState, limit: WindowLimit, now: number): number {
  const current = slotAt(state, limit, now)
  const kept = alive(state, current)
  let excess = total(kept) - limit.limit + 1
  if (excess <= 0) return 0
  for (const slot of kept) {
    excess -= slot.grants
    if (excess <= 0) return Math.max(1, Math.ceil((slot.number + slotsPerWindow + 1) * slotLength(limit) - now))
  }
  return limit.window * 1_000
}
