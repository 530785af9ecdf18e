import type { Unreached } from '../errors/unreachable.ts'
import { parts, reach } from './reach.ts'

/** Nobody knows of a change whose answer was lost. None of the gateway's changes does harm when it is made twice. */
const unknownChange: Unreached = {
  reason: "The gateway couldn't reach its database, and can't tell whether the change was saved.",
  suggestion: 'Read what is stored, or send the request again: what was saved already is not saved twice.',
  outcome: 'uncertain',
}

/**
 * The database, with a time limit on every question. What it refuses by itself, such as a name that is taken, is thrown as
 * it came; that it could not be asked is an error for the caller. What only reads is asked again where it fails.
 */
export function reachableDatabase(binding: D1Database): D1Database {
  return {
    prepare: (sql) => new Statement(binding, sql),
    batch: (statements) =>
      answered(
        async () => binding.batch(statements.map((one) => (one instanceof Statement ? one.real() : one))),
        false,
      ),
    exec: (sql) => answered(async () => binding.exec(sql), false),
    withSession: (constraint) => binding.withSession(constraint),
    dump: () => binding.dump(),
  }
}

/** Made anew for every question: what is wrong with the binding then shows where somebody waits for it. */
class Statement implements D1PreparedStatement {
  readonly #binding: D1Database
  readonly #sql: string
  readonly #values: readonly unknown[]

  constructor(binding: D1Database, sql: string, values: readonly unknown[] = []) {
    this.#binding = binding
    this.#sql = sql
    this.#values = values
  }

  real(): D1PreparedStatement {
    return this.#binding.prepare(this.#sql).bind(...this.#values)
  }

  bind(...values: unknown[]): D1PreparedStatement {
    return new Statement(this.#binding, this.#sql, values)
  }

  first<Row>(column?: string): Promise<Row | null> {
    return this.#ask((real) => (column === undefined ? real.first<Row>() : real.first<Row>(column)))
  }

  run<Row>(): Promise<D1Result<Row>> {
    return this.#ask((real) => real.run<Row>())
  }

  all<Row>(): Promise<D1Result<Row>> {
    return this.#ask((real) => real.all<Row>())
  }

  raw<Row>(options: { columnNames: true }): Promise<[string[], ...Row[]]>
  raw<Row>(options?: { columnNames?: false }): Promise<Row[]>
  raw<Row>(options?: { columnNames?: boolean }): Promise<Row[] | [string[], ...Row[]]> {
    return this.#ask<Row[] | [string[], ...Row[]]>((real) =>
      options?.columnNames === true ? real.raw<Row>({ columnNames: true }) : real.raw<Row>(),
    )
  }

  #ask<Answer>(ask: (real: D1PreparedStatement) => Promise<Answer>): Promise<Answer> {
    return answered(async () => ask(this.real()), /^\s*select\b/i.test(this.#sql))
  }
}

/** An answer of the database, a refusal being one of them. */
async function answered<Answer>(ask: () => Promise<Answer>, reads: boolean): Promise<Answer> {
  const outcome = await reach(
    parts.database,
    async () => {
      try {
        return { kind: 'answer', answer: await ask() } as const
      } catch (thrown) {
        if (!isRefusal(thrown)) throw thrown
        return { kind: 'refusal', thrown } as const
      }
    },
    reads ? {} : { again: false, ...unknownChange },
  )
  if (outcome.kind === 'refusal') throw outcome.thrown
  return outcome.answer
}

/** The database understood and said no. https://developers.cloudflare.com/d1/observability/debug-d1/ */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof Error && /^D1_TYPE_ERROR|SQLITE_(CONSTRAINT|ERROR|MISMATCH|TOOBIG|RANGE)/.test(thrown.message)
  )
}
