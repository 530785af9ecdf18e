import * as z from 'zod'
import { type CallRequest, type CallServices, call } from '../call/call.ts'
import type { CallResult } from '../call/exchange.ts'
import type { ReadAhead } from '../call/ports.ts'
import { test } from '../call/preview.ts'
import type { QueryValues } from '../call/query-input.ts'
import { Trace } from '../call/trace.ts'
import { errorBody } from '../errors/render.ts'
import type { ErrorCode } from '../errors/table.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import type { Gateway } from '../gateway.ts'
import { defineRoute, type PathParams, type RawReply } from './route.ts'
import { flag, nothing } from './schemas.ts'

const params = () => z.strictObject({ integration: z.string().min(1).max(120), operation: z.string().min(1).max(120) })

const view = () => z.enum(['native', 'unified']).default('native')

const idempotencyKey = () =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Is no key: 1 to 255 visible ASCII characters')
    .optional()

const callAnswer = () =>
  z.strictObject({
    success: z.literal(true),
    result: z.unknown(),
    nextCursor: z.string().optional(),
    /** The provider's own answer, beside a unified one that was asked for with `raw=true`. */
    raw: z.unknown().optional(),
  })

const callErrors: readonly ErrorCode[] = [
  'integration_not_found',
  'operation_not_found',
  'integration_inactive',
  'method_not_allowed',
  'rate_limited',
  'provider_rejected',
  'integration_error',
  'integration_unavailable',
  'conflict',
]

/** The first call of an isolate waits for the key and the integration at once, not for one after the other. */
function integrationAhead({ call }: Gateway, claimed: string, { integration = '' }: PathParams): ReadAhead | undefined {
  return call.resolver.readAhead(claimed, integration)
}

export const callByPost = defineRoute({
  method: 'POST',
  path: '/call/:integration/:operation',
  summary: 'Calls an operation of an integration',
  access: 'call',
  params,
  query: () => z.strictObject({ view: view(), raw: flag() }),
  headers: () => z.object({ 'idempotency-key': idempotencyKey() }),
  body: () => z.unknown(),
  answer: callAnswer,
  errors: callErrors,
  readAhead: integrationAhead,
  handle({ params, query, headers, body }, { gateway, org, requestId, arrivedAt, readAhead }) {
    const input = { kind: 'body', value: body === undefined ? {} : body } as const
    const { integration, operation } = params
    const { view, raw } = query
    const key = headers['idempotency-key']
    const request = { org, integration, operation, input, view, raw, idempotencyKey: key, requestId, readAhead }
    return answer(request, gateway.call, arrivedAt)
  },
})

export const callByGet = defineRoute({
  method: 'GET',
  path: '/call/:integration/:operation',
  summary: 'Calls an operation that only reads',
  access: 'call:read',
  params,
  query: () => z.looseObject({ view: view(), raw: flag() }),
  answer: callAnswer,
  errors: callErrors,
  readAhead: integrationAhead,
  handle({ params, query }, { gateway, org, requestId, arrivedAt, readAhead }) {
    const { view: wanted, raw, ...fields } = query
    const input = { kind: 'query', values: listsOf(fields) } as const
    const request = { org, ...params, input, view: wanted, raw, idempotencyKey: undefined, requestId, readAhead }
    return answer(request, gateway.call, arrivedAt)
  },
})

function listsOf(fields: Readonly<Record<string, unknown>>): QueryValues {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)]),
  )
}

/** Every answer of a call says where its time went, an error too. */
async function answer(request: CallRequest, services: CallServices, arrivedAt: number): Promise<RawReply> {
  const trace = new Trace(services.now, arrivedAt)
  try {
    return respond(await call(request, services, trace), trace)
  } catch (thrown) {
    if (!(thrown instanceof UpstreamError)) throw thrown
    throw thrown.with({ headers: { ...thrown.headers, 'Server-Timing': trace.serverTiming() } })
  }
}

/** The provider's JSON is put into the answer as it came, where nothing had to be added to it. */
function respond(result: CallResult, trace: Trace): RawReply {
  if (result.kind === 'file') {
    const headers = {
      'Content-Type': result.contentType,
      'Content-Disposition': 'attachment',
      'X-Content-Type-Options': 'nosniff',
      'Server-Timing': trace.serverTiming(),
    }
    const { body, length } = result
    return { content: length === undefined ? body : announced(body, length), headers }
  }
  const json = result.json ?? JSON.stringify(result.value ?? null)
  const cursor = result.nextCursor === undefined ? '' : `,"nextCursor":${JSON.stringify(result.nextCursor)}`
  const raw = result.raw === undefined ? '' : `,"raw":${result.raw}`
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Server-Timing': trace.serverTiming(),
  }
  if (result.replayed) headers['Idempotency-Replayed'] = 'true'
  return { content: `{"success":true,"result":${json}${cursor}${raw}}`, headers }
}

/** So that the caller knows as well how long it is. */
function announced(body: ReadableStream | null, length: number): ReadableStream | null {
  return body?.pipeThrough(new FixedLengthStream(length)) ?? null
}

const testOne = defineRoute({
  method: 'POST',
  path: '/test/:integration/:operation',
  summary: 'Checks a call and shows what it would send, without sending it',
  access: 'call:read',
  params,
  query: nothing,
  headers: () => z.object({ 'idempotency-key': idempotencyKey() }),
  body: () => z.unknown(),
  answer: () =>
    z.union([
      z.strictObject({
        success: z.literal(true),
        message: z.literal('Test successful'),
        validRequest: z.literal(true),
        expectedResponse: z.unknown(),
        request: z.strictObject({
          method: z.string(),
          url: z.url(),
          headers: z.record(z.string(), z.string()),
          body: z.unknown(),
        }),
      }),
      z.strictObject({
        success: z.literal(false),
        message: z.literal('Test failed'),
        validRequest: z.literal(false),
        error: z.looseObject({ code: z.literal('invalid_request') }),
      }),
    ]),
  errors: ['integration_not_found', 'operation_not_found', 'integration_inactive', 'integration_error'],
  async handle({ params, headers, body }, { gateway, org, requestId }) {
    const request = {
      org,
      ...params,
      input: body === undefined ? {} : body,
      idempotencyKey: headers['idempotency-key'],
    }
    const result = await test(request, gateway.call)
    if (result.valid) {
      const { expectedResponse, request: preview } = result
      return {
        json: {
          success: true as const,
          message: 'Test successful' as const,
          validRequest: true as const,
          expectedResponse,
          request: preview,
        },
      }
    }
    const { error } = errorBody(result.error, requestId)
    return {
      json: {
        success: false as const,
        message: 'Test failed' as const,
        validRequest: false as const,
        error: { ...error, code: 'invalid_request' as const },
      },
    }
  },
})

export const callRoutes = [callByPost, callByGet, testOne]
