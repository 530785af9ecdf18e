import { describe, expect, it } from 'vitest'
import { call } from '../../../src/call/call.ts'
import type { CallResult } from '../../../src/call/exchange.ts'
import type { WireRequest } from '../../../src/call/ports.ts'
import { Trace } from '../../../src/call/trace.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import type { Provider } from '../../../src/kit/provider.ts'
import { pipedrive } from '../../../src/providers/crm/pipedrive/index.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { type CallWorld, callServices } from '../support/call-services.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { isDeclined, UnreliableProvider } from '../support/unreliable-provider.ts'

const writes = 10_000

/** How many calls are on their way at a time. */
const concurrency = 50

interface Subject {
  readonly provider: Provider
  readonly operation: string
  readonly input: (number: number) => unknown
  /** An answer that tells the number of its write. */
  readonly answer: (number: number) => unknown
  readonly refusal: (number: number) => unknown
  readonly keyOf: (request: WireRequest) => string | undefined
}

const recognising: Subject = {
  provider: stripe,
  operation: 'create-payment',
  input: (number) => ({ amount: 1_000, currency: 'usd', source: 'tok_visa', description: `write-${number}` }),
  answer: (number) => ({ id: `ch_${number}`, object: 'charge' }),
  refusal: () => ({ error: { type: 'card_error', code: 'card_declined', message: 'No.' } }),
  keyOf: ({ headers }) => headers['Idempotency-Key'],
}

const forgetful: Subject = {
  provider: pipedrive,
  operation: 'create-contact',
  input: (number) => ({ email: `write-${number}@example.com`, firstName: 'Grace' }),
  answer: (number) => ({ success: true, data: { id: number, name: 'written' } }),
  refusal: () => ({ success: false, error: 'No.' }),
  keyOf: () => undefined,
}

/** What a caller knows in the end. */
type Told = CallResult | UpstreamError

interface Run {
  readonly provider: UnreliableProvider
  readonly told: ReadonlyMap<number, Told>
  /** Sends one of the writes again, under its key. */
  again(number: number): Promise<Told>
}

/** Ten thousand writes, each with its key, by callers that do what the answers suggest. */
async function run(subject: Subject, seed: number): Promise<Run> {
  const numberOf = (request: WireRequest) => Number(/write-(\d+)/.exec(request.body ?? '')?.[1])
  const provider = new UnreliableProvider({ ...subject, numberOf }, seed)
  const services = callServices({ ...exampleSnapshot(subject.provider), patience: 5_000 }, provider.send)
  const told = new Map<number, Told>()
  let next = 0
  const worker = async () => {
    while (next < writes) {
      const number = next
      next += 1
      told.set(number, await insist(subject, number, services))
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return { provider, told, again: (number) => once(subject, number, services) }
}

/** Sends a write until its answer says that there is no use in sending it again; now and then twice at once. */
async function insist(subject: Subject, number: number, services: CallWorld): Promise<Told> {
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const [told] = await Promise.all([
      once(subject, number, services),
      number % 20 === 0 ? once(subject, number, services) : undefined,
    ])
    if (!(told instanceof UpstreamError && told.details.retriable)) return told
  }
  throw new Error(`write ${number} never came to its end`)
}

async function once(subject: Subject, number: number, services: CallWorld): Promise<Told> {
  const request = {
    org: 'org_test',
    integration: subject.provider.id,
    operation: subject.operation,
    input: { kind: 'body', value: subject.input(number) },
    view: 'native',
    raw: false,
    idempotencyKey: `key-${number}`,
    requestId: `req_${number}`,
  } as const
  try {
    return await call(request, services, new Trace(services.now))
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return thrown
    throw thrown
  }
}

/** What an answer says became of the write. */
function outcomeOf(told: Told): string {
  if (!(told instanceof UpstreamError)) return 'succeeded'
  return told.details.outcome ?? 'untold'
}

function outcomes(told: ReadonlyMap<number, Told>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of [...told.values()].map(outcomeOf)) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

describe('ten thousand keyed writes, a fifth of whose requests go wrong', { timeout: 60_000 }, () => {
  it('take effect once each, where the provider recognises them, and all come to a definite end', async () => {
    const { provider, told } = await run(recognising, 1)
    expect(told.size).toBe(writes)
    for (const [number, known] of told) {
      expect(outcomeOf(known), `write ${number}`).toBe(isDeclined(number) ? 'rejected' : 'succeeded')
      expect(provider.effects.get(number) ?? 0, `effects of write ${number}`).toBe(isDeclined(number) ? 0 : 1)
    }
  })

  it('never take effect twice, where the provider recognises nothing, and are told as uncertain where nobody knows', async () => {
    const { provider, told, again } = await run(forgetful, 2)
    expect(told.size).toBe(writes)
    const possible: Record<string, readonly number[]> = { succeeded: [1], rejected: [0], uncertain: [0, 1] }
    for (const [number, known] of told) {
      const outcome = outcomeOf(known)
      expect(possible[outcome] ?? [], `write ${number}, told as ${outcome}`).toContain(
        provider.effects.get(number) ?? 0,
      )
    }
    const { uncertain = 0, ...definite } = outcomes(told)
    expect(new Set(Object.keys(definite))).toEqual(new Set(['succeeded', 'rejected']))
    expect(uncertain).toBeGreaterThan(writes * 0.1)

    const sent = new Map(provider.sent)
    const repeated = await Promise.all([...told.keys()].map(async (number) => [number, await again(number)] as const))
    for (const [number, known] of repeated) expect(outcomeOf(known)).toBe(outcomeOf(told.get(number) ?? known))
    expect(provider.sent).toEqual(sent)
  })
})
