import { type Unreached, unreachable } from '../errors/unreachable.ts'

/** Something of the platform that the gateway asks, and how long it waits for its answer. */
export interface Part {
  /** For people, as in "The gateway couldn't reach its database." */
  readonly name: string
  /** Milliseconds, after which it counts as unreachable. */
  readonly patience: number
}

/**
 * Every time limit of a binding. Healthy answers take a few milliseconds, or a few hundred from the other side of the
 * world; a permit that comes later than its life of two seconds is of no use any more.
 */
export const parts = {
  database: { name: 'its database', patience: 5_000 },
  catalog: { name: 'its cache of the catalog', patience: 1_000 },
  integration: { name: 'the object that counts and limits the calls of the integration', patience: 2_000 },
  /** A token may have to be refreshed first, and a token endpoint may take its time. */
  token: { name: 'the object that keeps the access tokens of the integration', patience: 35_000 },
  keyedWrite: { name: 'the object that remembers the Idempotency-Key', patience: 2_000 },
} as const satisfies Readonly<Record<string, Part>>

/**
 * Asks a part of the platform. Whatever goes wrong, and an answer that takes too long, is an error that says which part was
 * away. `again` asks a second time where the first failed: only for a question that changes nothing by being asked twice.
 */
export async function reach<Answer>(
  part: Part,
  ask: () => Promise<Answer>,
  { again = true, ...facts }: Unreached & { readonly again?: boolean } = {},
): Promise<Answer> {
  try {
    return await within(part.patience, () => (again ? twice(ask) : ask()))
  } catch (thrown) {
    throw unreachable(part.name, thrown, facts)
  }
}

/** A stub breaks with its connection and the next one works; a part that has too much to do isn't given more. */
async function twice<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (thrown) {
    if (isOverloaded(thrown)) throw thrown
    return ask()
  }
}

/** https://developers.cloudflare.com/durable-objects/best-practices/error-handling/ */
function isOverloaded(thrown: unknown): boolean {
  return thrown instanceof Error && 'overloaded' in thrown && thrown.overloaded === true
}

async function within<Answer>(milliseconds: number, ask: () => Promise<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(milliseconds)
  const { promise: late, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(new Error(`no answer within ${milliseconds} ms`)))
  return Promise.race([ask(), late])
}
