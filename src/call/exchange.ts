import { UpstreamError } from '../errors/upstream-error.ts'
import type { OAuth1Auth } from '../kit/auth.ts'
import { NothingThere, UnreadableAnswer } from '../kit/operation.ts'
import { AnswerTooLong, isText, lengthOf, longestFile, readText, requireShort } from './body.ts'
import { type HeedServices, heedHeaders, heedRefusal } from './heed.ts'
import { oauth1Signature } from './oauth1.ts'
import { passOn } from './pass-on.ts'
import type { Plan } from './plan.ts'
import type { AccessToken, Send, TokenSource } from './ports.ts'
import { type AnswerContext, isRepeatable, type ReadAnswer, readAnswer, uncertainty } from './read.ts'
import { withoutSecrets } from './redact.ts'
import { isAnswer, settlesEarlierAttempts, shortestAttempt, waitBeforeRetry } from './retry.ts'
import type { RetryBudget } from './retry-budget.ts'
import { realCredentials, sign } from './sign.ts'
import { Trace } from './trace.ts'

export interface ExchangeServices extends HeedServices {
  readonly send: Send
  readonly tokens: TokenSource
  readonly randomId: () => string
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>
  readonly retries: RetryBudget
}

export type CallResult = ValueResult | FileResult

export interface ValueResult {
  readonly kind: 'value'
  readonly value: unknown
  /** The finished text of the result, where there is nothing to add to what the provider wrote. */
  readonly json: string | undefined
  readonly nextCursor: string | undefined
  /** How often it was sent: not at all for the answer of an earlier call. */
  readonly attempts: number
  /** The provider's own answer as JSON, where it was asked for beside the unified one. */
  readonly raw?: string
  /** True for the answer of an earlier call with the same Idempotency-Key. */
  readonly replayed?: boolean
}

/** What isn't text is passed on as the bytes that it is. */
export interface FileResult {
  readonly kind: 'file'
  readonly body: ReadableStream | null
  readonly contentType: string
  /** In bytes, where the provider has announced it. */
  readonly length: number | undefined
  /** Comes when nothing more will be read of it: what went wrong meanwhile, where something did. Never fails. */
  readonly ended: Promise<UpstreamError | undefined>
  readonly attempts: number
}

/** Whether a call may send another request, for which it may wait so many milliseconds: the provider counts it as well. */
export type SendAgain = (patience: number) => Promise<boolean>

/**
 * Signs and sends what was planned, and reads the answer. One deadline holds for all of it, counted from when the call
 * came, and whatever the call waits for is in it.
 */
export async function exchange(
  plan: Plan,
  services: ExchangeServices,
  trace = new Trace(services.now),
  sendAgain: SendAgain = async () => true,
): Promise<CallResult> {
  const { snapshot } = plan
  const remaining = plan.operation.deadline - trace.elapsed()
  if (remaining <= 0) throw outOfTime()
  const signal = AbortSignal.timeout(remaining)
  const again = () => beforeEnd(signal, sendAgain(plan.operation.deadline - trace.elapsed() - shortestAttempt))
  let token = services.tokens.peek(snapshot)
  try {
    if (token === undefined && snapshot.access !== undefined) token = await services.tokens.fetch(snapshot, signal)
    try {
      return await persist(plan, token, signal, services, trace, again)
    } catch (thrown) {
      // The request was refused whole, so it is safe to repeat with another token, where there is another.
      if (token === undefined || !isAuthenticationFailure(thrown)) throw thrown
      const next = await services.tokens.fetch(snapshot, signal, token)
      if (next === undefined || next.generation === token.generation || !(await again())) throw thrown
      token = next
      return await persist(plan, token, signal, services, trace, again)
    }
  } catch (thrown) {
    throw withoutSecrets(
      thrown instanceof UpstreamError && trace.attempts > 1 ? thrown.with({ attempts: trace.attempts }) : thrown,
      token === undefined ? snapshot.secrets.values() : [...snapshot.secrets.values(), token.secret],
    )
  }
}

function isAuthenticationFailure(thrown: unknown): boolean {
  return (
    thrown instanceof UpstreamError && thrown.details.providerStatus === 401 && thrown.details.outcome === 'rejected'
  )
}

/** False where the time of a call is over before there is an answer. */
function beforeEnd(signal: AbortSignal, answer: Promise<boolean>): Promise<boolean> {
  const end = Promise.withResolvers<false>()
  signal.addEventListener('abort', () => end.resolve(false), { once: true })
  if (signal.aborted) end.resolve(false)
  return Promise.race([answer, end.promise])
}

/** Sends a request, and sends it again where that can do no harm, may help, and is in time. */
async function persist(
  plan: Plan,
  token: AccessToken | undefined,
  signal: AbortSignal,
  services: ExchangeServices,
  trace: Trace,
  again: () => Promise<boolean>,
): Promise<CallResult> {
  const { snapshot, operation, safe } = plan
  const { retries } = services
  let uncertain: UpstreamError | undefined
  for (;;) {
    try {
      const result = await attempt(plan, token, signal, services, trace)
      trace.lap('provider')
      retries.earn(snapshot)
      return result
    } catch (thrown) {
      trace.lap('provider')
      if (!(thrown instanceof UpstreamError)) throw thrown
      heedRefusal(snapshot, operation.id, thrown, services)
      if (isAnswer(thrown)) retries.earn(snapshot)
      const wait = signal.aborted
        ? undefined
        : waitBeforeRetry(thrown, {
            safe,
            attempts: trace.attempts,
            remaining: operation.deadline - trace.elapsed(),
            patience: snapshot.patience,
            random: services.random(),
          })
      const failure = uncertain === undefined || settlesEarlierAttempts(thrown) ? thrown : uncertain
      if (wait === undefined || !retries.spend(snapshot)) throw failure
      await services.sleep(wait)
      const mayGoOn = await again()
      trace.lap('wait')
      if (!mayGoOn) throw failure
      if (operation.effect === 'write' && thrown.details.outcome === 'uncertain') uncertain = thrown
    }
  }
}

async function attempt(
  plan: Plan,
  token: AccessToken | undefined,
  signal: AbortSignal,
  services: ExchangeServices,
  trace: Trace,
): Promise<CallResult> {
  const { snapshot, operation, unsigned, repeatable } = plan
  const { auth, config, secrets } = snapshot
  const secret = token?.secret ?? (auth.kind === 'oauth1' ? await signature(plan, auth, services) : undefined)
  const request = sign(unsigned, auth, realCredentials(config, secrets, secret))
  const context: AnswerContext = {
    provider: snapshot.provider,
    effect: operation.effect,
    repeatable,
    now: trace.lap('sign'),
  }
  trace.attempts += 1
  let response: Response
  try {
    response = await services.send(request, signal)
  } catch (thrown) {
    throw brokenOff(thrown, signal, context)
  }
  const { status, headers } = response
  const contentType = headers.get('Content-Type')
  heedHeaders(snapshot, operation.id, headers, services)
  let text: string
  try {
    if (response.ok && !isText(contentType)) return await fileOf(response, contentType, signal, context, trace)
    text = await readText(response)
  } catch (thrown) {
    throw brokenOff(thrown, signal, context)
  }
  const answer = readAnswer({ status, headers, contentType, text }, context)
  return understand(plan, answer, status, trace.attempts)
}

async function fileOf(
  response: Response,
  type: string | null,
  signal: AbortSignal,
  context: AnswerContext,
  { attempts }: Trace,
): Promise<FileResult> {
  await requireShort(response, longestFile)
  const { headers, body } = response
  const contentType = type ?? 'application/octet-stream'
  if (body === null) {
    return { kind: 'file', body, contentType, length: undefined, ended: Promise.resolve(undefined), attempts }
  }
  const passed = passOn(body, longestFile, signal)
  const ended = passed.ended.then((end) => (end.kind === 'broken' ? brokenOff(end.cause, signal, context) : undefined))
  return { kind: 'file', body: passed.body, contentType, length: lengthOf(headers), ended, attempts }
}

/** For schemes that sign each request anew. */
function signature({ snapshot, unsigned }: Plan, auth: OAuth1Auth<string>, { now, randomId }: ExchangeServices) {
  const { config, secrets } = snapshot
  const moment = { nonce: randomId().replaceAll('-', ''), timestamp: Math.floor(now() / 1_000) }
  return oauth1Signature(unsigned, auth, realCredentials(config, secrets, undefined), moment)
}

function understand(
  { prepared, snapshot, operation, view, raw }: Plan,
  answer: ReadAnswer,
  status: number,
  attempts: number,
): CallResult {
  try {
    const reader = prepared.readAnswer(answer.body, snapshot.config)
    const value = view === 'unified' && reader.unified !== undefined ? reader.unified() : reader.native()
    return {
      kind: 'value',
      value,
      json: value === answer.body ? answer.json : undefined,
      nextCursor: reader.nextCursor(),
      attempts,
      ...(raw ? { raw: answer.json ?? JSON.stringify(answer.body) } : {}),
    }
  } catch (thrown) {
    if (thrown instanceof NothingThere) {
      const reason = `${snapshot.provider.name} says that ${thrown.message}.`
      throw new UpstreamError('provider_rejected', { reason, outcome: 'rejected', providerStatus: status })
    }
    if (!(thrown instanceof UnreadableAnswer)) throw thrown
    throw new UpstreamError('integration_error', {
      reason: `${snapshot.provider.name} did what was asked, but its answer isn't the one it documents (${thrown.message}).`,
      suggestion:
        view === 'unified' && operation.shared !== undefined
          ? 'Call it without `view=unified`, which hands the answer on as it is.'
          : 'Look it up at the provider itself: the same call would most likely be answered alike.',
      outcome: 'succeeded',
    })
  }
}

/** Once a request has left, nobody knows what became of it until its answer is read whole. */
function brokenOff(cause: unknown, signal: AbortSignal, context: AnswerContext): UpstreamError {
  return cause instanceof AnswerTooLong ? tooLong(cause, context) : unreachable(signal.aborted, cause, context)
}

/** Whatever came before the sending has taken all the time that there was. */
function outOfTime(): UpstreamError {
  return new UpstreamError('integration_unavailable', {
    reason: 'The time of the call ran out before it could be sent.',
    status: 504,
    fault: 'gateway',
    outcome: 'not_sent',
  })
}

function tooLong(thrown: AnswerTooLong, { provider, effect }: AnswerContext): UpstreamError {
  return new UpstreamError('integration_error', {
    reason: `The answer of ${provider.name} is too long: ${thrown.message}.`,
    suggestion: 'Ask for less at a time, with `limit` where the operation takes it.',
    outcome: effect === 'read' ? 'rejected' : 'uncertain',
  })
}

function unreachable(late: boolean, cause: unknown, context: AnswerContext): UpstreamError {
  const { name } = context.provider
  const facts = {
    reason: late ? `${name} didn't answer in time.` : `The connection to ${name} failed.`,
    suggestion: uncertainty(context),
    status: late ? 504 : 502,
    retriable: isRepeatable(context),
    outcome: 'uncertain',
  } as const
  return new UpstreamError('integration_unavailable', facts, { cause })
}
