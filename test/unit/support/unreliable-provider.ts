import type { Send, WireRequest } from '../../../src/call/ports.ts'

/** What may become of one request, on its way there or back. */
type Fate = 'answered' | 'limited' | 'lost' | 'failed' | 'answer-lost' | 'answer-replaced' | 'answer-cut'

const troubles: readonly Fate[] = ['limited', 'lost', 'failed', 'answer-lost', 'answer-replaced', 'answer-cut']

interface Shape {
  /** The number of the write that a request is. */
  readonly numberOf: (request: WireRequest) => number
  /** The key by which the provider recognises a write; undefined where it recognises none. */
  readonly keyOf: (request: WireRequest) => string | undefined
  readonly answer: (number: number) => unknown
  readonly refusal: (number: number) => unknown
}

/**
 * A provider with a bad connection: a fifth of what it is sent is dropped, fails or is answered in part, before or after
 * it took effect. It counts what it did.
 */
export class UnreliableProvider {
  /** How often each write was sent, and how often it took effect. */
  readonly sent = new Map<number, number>()
  readonly effects = new Map<number, number>()
  readonly #done = new Set<string>()
  readonly #shape: Shape
  readonly #seed: number

  constructor(shape: Shape, seed: number) {
    this.#shape = shape
    this.#seed = seed
  }

  readonly send: Send = async (request) => {
    const number = this.#shape.numberOf(request)
    const arrival = count(this.sent, number)
    const fate = this.#fate(number, arrival)
    switch (fate) {
      case 'limited':
        return new Response('', { status: 429, headers: { 'Retry-After': '1' } })
      case 'lost':
        throw new TypeError('the connection was refused')
      case 'failed':
        return new Response('', { status: 500 })
      default:
        return this.#decide(number, this.#shape.keyOf(request), fate)
    }
  }

  #decide(number: number, key: string | undefined, fate: Fate): Response {
    const declined = isDeclined(number)
    if (!declined && (key === undefined || !this.#done.has(key))) count(this.effects, number)
    if (key !== undefined) this.#done.add(key)
    const text = JSON.stringify(declined ? this.#shape.refusal(number) : this.#shape.answer(number))
    const status = declined ? 422 : 200
    switch (fate) {
      case 'answer-lost':
        throw new TypeError('the connection was reset')
      case 'answer-replaced':
        return new Response('', { status: 503 })
      case 'answer-cut':
        return json(number % 2 === 0 ? broken(text.slice(0, 9)) : text.slice(0, 9), status)
      default:
        return json(text, status)
    }
  }

  #fate(number: number, arrival: number): Fate {
    const chance = random(this.#seed + number * 7_919 + arrival * 104_729)
    const trouble = troubles[Math.floor((chance / 0.2) * troubles.length)]
    return trouble ?? 'answered'
  }
}

/** Writes that end in a nine are declined, whenever they get that far. */
export function isDeclined(number: number): boolean {
  return number % 10 === 9
}

function count(counts: Map<number, number>, number: number): number {
  const next = (counts.get(number) ?? 0) + 1
  counts.set(number, next)
  return next
}

function json(body: string | ReadableStream, status: number): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
}

/** A body that begins, and then breaks off. */
function broken(text: string): ReadableStream<Uint8Array> {
  let begun = false
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      if (begun) controller.error(new TypeError('the connection broke'))
      else controller.enqueue(new TextEncoder().encode(text))
      begun = true
    },
  })
}

/** From 0 to 1, 1 excluded, the same for the same seed (mulberry32). */
function random(seed: number): number {
  let state = (seed + 0x6d2b79f5) | 0
  state = Math.imul(state ^ (state >>> 15), state | 1)
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296
}
