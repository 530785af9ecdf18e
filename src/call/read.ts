import { UpstreamError } from '../errors/upstream-error.ts'
import type { Effect } from '../kit/contract.ts'
import type { Provider } from '../kit/provider.ts'
import { kindOfStatus, type Refusal } from '../kit/refusal.ts'
import { exhaustedUntil } from './limit-headers.ts'
import { parseRetryAfter } from './retry-after.ts'

/** A provider's answer, read: JSON or text, with the text that it came as. */
export interface ReadAnswer {
  readonly body: unknown
  /** The JSON text where `body` was parsed from one, so that it can be passed on as it is. */
  readonly json: string | undefined
}

export interface AnswerContext {
  readonly provider: Provider
  readonly effect: Effect
  /** Whether the provider would recognise the same write sent again. */
  readonly repeatable: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A provider's answer as it came. */
export interface TextAnswer {
  readonly status: number
  readonly headers: Headers
  readonly contentType: string | null
  readonly text: string
}

/** Tells a yes from a no and from what nobody can read; anything but a yes is thrown under its code. */
export function readAnswer({ status, headers, contentType, text }: TextAnswer, context: AnswerContext): ReadAnswer {
  const { provider } = context
  const read = parse(contentType ?? '', text)
  const refusal = provider.refusal({ status, headers, body: read.body })
  if (refusal !== undefined) throw refused(refusal, status, headers, context)
  if (status >= 300 && status < 400) {
    throw new UpstreamError('integration_error', {
      reason: `${provider.name} answered with a redirect (HTTP ${status}), which is never followed with credentials.`,
      outcome: 'rejected',
      providerStatus: status,
    })
  }
  if (status >= 400) throw refused(bareRefusal(provider, status, headers), status, headers, context)
  if (read.broken) {
    throw new UpstreamError('integration_error', {
      reason: `${provider.name} answered HTTP ${status} with something that isn't the JSON it documents.`,
      suggestion: uncertainty(context),
      retriable: isRepeatable(context),
      outcome: 'uncertain',
      providerStatus: status,
    })
  }
  return read
}

function parse(contentType: string, text: string): ReadAnswer & { readonly broken: boolean } {
  // A byte-order mark is no JSON; Authorize.Net sends one: https://github.com/AuthorizeNet/sdk-php/issues/231
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (!/\S/.test(bare)) return { body: null, json: undefined, broken: false }
  if (/\bjson\b/.test(contentType) || /^\s*[[{]/.test(bare)) {
    try {
      return { body: JSON.parse(bare), json: bare, broken: false }
    } catch {
      return { body: bare, json: undefined, broken: true }
    }
  }
  return { body: bare, json: undefined, broken: /\bhtml\b/.test(contentType) || /^\s*</.test(bare) }
}

function bareRefusal(provider: Provider, status: number, headers: Headers): Refusal {
  const contentType = (headers.get('Content-Type') ?? 'no content type').split(';', 1)[0]
  return { kind: kindOfStatus(status), message: `${provider.name} answered HTTP ${status} (${contentType}).` }
}

function refused(refusal: Refusal, status: number, headers: Headers, context: AnswerContext): UpstreamError {
  const providerCode = refusal.code === undefined ? {} : { providerCode: refusal.code }
  switch (refusal.kind) {
    case 'rejected':
      return new UpstreamError('provider_rejected', {
        reason: refusal.message,
        outcome: 'rejected',
        providerStatus: status,
        ...providerCode,
      })
    case 'credentials':
      return new UpstreamError('integration_error', {
        reason: 'Authentication failed',
        suggestion: 'Check your API credentials',
        fault: 'caller',
        outcome: 'rejected',
        providerStatus: status,
        ...providerCode,
        providerMessage: refusal.message,
      })
    case 'rate-limited': {
      const retryAfter =
        refusal.retryAfter ??
        parseRetryAfter(headers.get('Retry-After'), context.now) ??
        secondsUntilReset(headers, context)
      const wait = Math.max(1, Math.ceil(retryAfter ?? 1))
      return new UpstreamError('rate_limited', {
        reason: refusal.message,
        source: 'provider',
        outcome: 'rejected',
        providerStatus: status,
        ...providerCode,
        ...(retryAfter === undefined ? {} : { retryAfter }),
        headers: { 'Retry-After': String(wait), RateLimit: `"provider";r=0;t=${wait}` },
      })
    }
    case 'unavailable':
      return unavailable(refusal, status, headers, context, providerCode)
  }
}

function secondsUntilReset(headers: Headers, { provider, now }: AnswerContext): number | undefined {
  const until = provider.limitHeaders === undefined ? undefined : exhaustedUntil(headers, provider.limitHeaders, now)
  return until === undefined ? undefined : Math.max(0, until - now) / 1_000
}

function unavailable(
  refusal: Refusal,
  status: number,
  headers: Headers,
  context: AnswerContext,
  providerCode: { readonly providerCode?: string },
): UpstreamError {
  const wait = refusal.retryAfter ?? parseRetryAfter(headers.get('Retry-After'), context.now)
  return new UpstreamError('integration_unavailable', {
    reason: refusal.message,
    suggestion: uncertainty(context),
    status: status === 503 || status === 504 ? status : 502,
    retriable: isRepeatable(context),
    outcome: 'uncertain',
    providerStatus: status,
    ...providerCode,
    headers: wait === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(wait))) },
  })
}

export function isRepeatable({ effect, repeatable }: Pick<AnswerContext, 'effect' | 'repeatable'>): boolean {
  return effect === 'read' || repeatable
}

/** What to do when nobody knows whether a request took effect. */
export function uncertainty(context: Pick<AnswerContext, 'effect' | 'repeatable'>): string {
  if (context.effect === 'read') return 'Try again in a little while.'
  return context.repeatable
    ? 'Send it again with the same Idempotency-Key: the provider recognises it.'
    : 'It may have taken effect: look it up at the provider before sending it again.'
}
