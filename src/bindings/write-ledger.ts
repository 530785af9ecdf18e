import type { WriteLedger } from '../call/ports.ts'
import type { Bindings } from '../env.ts'
import { unreachable } from '../errors/unreachable.ts'
import { upstreamErrorIn } from '../errors/upstream-error.ts'
import type { Vault } from '../vault/vault.ts'
import { parts, reach } from './reach.ts'

interface WriteLedgerOptions {
  readonly vault: Vault
  /** Does work that must be done in the end. */
  readonly insist: (work: () => Promise<void>) => Promise<void>
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
}

/** Answers of keyed writes are sealed: they are customers' data, and are kept for a day. */
export function writeLedger(namespace: Bindings['WRITES'], { vault, insist, later }: WriteLedgerOptions): WriteLedger {
  return {
    open({ org, id }, operation, key) {
      const name = `${org}|${id}|${operation}|${key}`
      const attempt = crypto.randomUUID()
      const ask = <Answer>(question: (stub: WriteStub) => Promise<Answer>) =>
        reach(parts.keyedWrite, () => question(namespace.get(namespace.idFromName(name))))
      const release = () => insist(() => ask((stub) => stub.release(attempt)))
      return {
        async begin(fingerprint, resumable) {
          const begun = await ask(async (stub) => stub.begin(fingerprint, attempt, resumable)).catch(
            (thrown: unknown) => {
              // It may have begun all the same, and would then stand in the way of the next try.
              later(release())
              throw thrown
            },
          )
          return begun.kind === 'answered'
            ? { kind: 'answered', answer: await vault.openText(org, name, begun.answer).catch(unopened) }
            : begun
        },
        async settle(answer) {
          await insist(async () => {
            const sealed = await vault.sealText(org, name, answer)
            await ask((stub) => stub.settle(sealed))
          })
        },
        release,
      }
    },
  }
}

type WriteStub = ReturnType<Bindings['WRITES']['get']>

/** The write was sent by an earlier call, so this isn't one of which nothing was sent. */
function unopened(thrown: unknown): never {
  if (upstreamErrorIn(thrown) === undefined) throw thrown
  throw unreachable(parts.database.name, thrown, {
    reason:
      'The call with this Idempotency-Key has its answer already, and the gateway could not reach its database to read it.',
    suggestion: 'Send it again with the same key in a little while.',
    outcome: 'uncertain',
  })
}
