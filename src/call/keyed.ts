import * as z from 'zod'
import { type ErrorCode, errorTable } from '../errors/table.ts'
import { type ErrorFacts, UpstreamError } from '../errors/upstream-error.ts'
import type { CallResult } from './exchange.ts'
import type { Plan } from './plan.ts'
import type { KeyedWrite, WriteLedger } from './ports.ts'

/** Longest answer that is kept to be given again, in characters. */
const longestKept = 500_000

/** A call's result as it is kept: its answer, its definite refusal, or that the answer can't be kept. */
type Kept =
  | {
      readonly kind: 'value'
      readonly json: string
      readonly nextCursor?: string | undefined
      readonly raw?: string | undefined
    }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly status: number; readonly facts: ErrorFacts }
  | { readonly kind: 'unkept' }

/**
 * Sends a write that has an Idempotency-Key, once: the same key with the same request gives the first answer again, with
 * another request it is refused, and while the first is on its way it waits its turn. What a crash left open is told as
 * it is: uncertain.
 */
export async function once(
  plan: Plan,
  key: string,
  ledger: WriteLedger,
  send: () => Promise<CallResult>,
): Promise<CallResult> {
  const write = ledger.open(plan.snapshot, plan.operation.id, key)
  const begun = await write.begin(await fingerprint(plan), plan.repeatable)
  switch (begun.kind) {
    case 'answered':
      return replay(begun.answer)
    case 'in-flight':
      throw new UpstreamError('conflict', {
        reason: 'A call with this Idempotency-Key is on its way.',
        suggestion: 'Wait a moment, then send it again with the same key.',
        retriable: true,
        outcome: 'uncertain',
        headers: { 'Retry-After': '1' },
      })
    case 'other-request':
      throw new UpstreamError('conflict', {
        reason: 'This Idempotency-Key was used for another request.',
        suggestion: 'Send every request that is meant anew with a key of its own.',
        status: 422,
        outcome: 'not_sent',
      })
    case 'lost':
      throw new UpstreamError('integration_unavailable', {
        reason: 'A call with this Idempotency-Key was begun, and what became of it was lost.',
        suggestion: 'It may have taken effect: look it up at the provider before sending it again with a new key.',
        retriable: false,
        outcome: 'uncertain',
      })
    case 'begun':
      return settle(write, plan, send)
  }
}

async function settle(write: KeyedWrite, plan: Plan, send: () => Promise<CallResult>): Promise<CallResult> {
  try {
    const result = await send()
    await told(write.settle(JSON.stringify(keep(result))))
    return result
  } catch (thrown) {
    const kept = thrown instanceof UpstreamError ? keepError(thrown, plan) : undefined
    await told(kept === undefined ? write.release() : write.settle(JSON.stringify(kept)))
    throw thrown
  }
}

/**
 * Waits until the ledger knows. Where it can't be told, the caller gets the answer all the same: the write then counts as
 * lost, and is not sent again.
 */
async function told(work: Promise<void>): Promise<void> {
  await work.catch(() => undefined)
}

function keep(result: CallResult): Kept {
  if (result.kind === 'file') return { kind: 'unkept' }
  const json = result.json ?? JSON.stringify(result.value ?? null)
  const { nextCursor, raw } = result
  const length = json.length + (raw?.length ?? 0)
  return length > longestKept ? { kind: 'unkept' } : { kind: 'value', json, nextCursor, raw }
}

/**
 * Errors that would be the same again are kept: a definite no, and, where the provider wouldn't recognise the write, that
 * nobody knows. Everything else leaves the key free, to be sent again.
 */
function keepError(error: UpstreamError, { repeatable }: Plan): Kept | undefined {
  const { outcome } = error.details
  const definite = error.code === 'provider_rejected' || outcome === 'succeeded'
  if (!definite && (outcome !== 'uncertain' || repeatable)) return undefined
  return { kind: 'error', code: error.code, status: error.status, facts: error.details }
}

const replayed = { 'Idempotency-Replayed': 'true' }

const keptShape = () =>
  z.union([
    z.object({
      kind: z.literal('value'),
      json: z.string(),
      nextCursor: z.string().optional(),
      raw: z.string().optional(),
    }),
    z.object({
      kind: z.literal('error'),
      code: z.string().refine((code): code is ErrorCode => Object.hasOwn(errorTable, code)),
      status: z.int(),
      facts: z.looseObject({ reason: z.string() }),
    }),
    z.object({ kind: z.literal('unkept') }),
  ])

function replay(answer: string): CallResult {
  const kept = keptShape().parse(JSON.parse(answer))
  switch (kept.kind) {
    case 'value':
      return {
        kind: 'value',
        value: undefined,
        json: kept.json,
        nextCursor: kept.nextCursor,
        ...(kept.raw === undefined ? {} : { raw: kept.raw }),
        attempts: 0,
        replayed: true,
      }
    case 'error':
      throw new UpstreamError(kept.code, { ...kept.facts, status: kept.status, headers: replayed })
    case 'unkept':
      throw new UpstreamError('conflict', {
        reason:
          'The call with this Idempotency-Key has succeeded, and its answer was too long, or a file, and not kept.',
        suggestion: 'Look up what it made; nothing was sent again.',
        outcome: 'succeeded',
        headers: replayed,
      })
  }
}

/** A digest of what the write means, whatever the order of the fields in which the caller wrote it. */
async function fingerprint({ operation, unsigned, view, raw }: Plan): Promise<string> {
  const { method, url, body } = unsigned
  const text = JSON.stringify([operation.id, view, raw, method, url, body])
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
