import { UpstreamError, upstreamErrorIn } from './upstream-error.ts'

/** The error object of an answer, as `api.md` and its readers know it. */
export function errorBody(error: UpstreamError, requestId: string) {
  return {
    success: false as const,
    error: { code: error.code, message: error.message, details: { ...error.details, requestId } },
  }
}

/** The only place that turns an error into a response. RFC 9457 where the caller prefers it. */
export function errorResponse(error: UpstreamError, requestId: string, accept: string | undefined): Response {
  const problem = accept?.includes('application/problem+json') ?? false
  const body = problem ? problemBody(error, requestId) : errorBody(error, requestId)
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      ...error.headers,
      'Content-Type': problem ? 'application/problem+json' : 'application/json',
      'Cache-Control': 'no-store',
      'Upstream-Request-Id': requestId,
    },
  })
}

function problemBody(error: UpstreamError, requestId: string) {
  return {
    type: `urn:upstream:error:${error.code}`,
    title: error.message,
    status: error.status,
    detail: error.details.reason,
    instance: `urn:upstream:request:${requestId}`,
    code: error.code,
    ...error.details,
    requestId,
  }
}

/** Whatever was thrown, as an error that a caller may see. What wasn't thrown on purpose tells nothing of itself. */
export function toUpstreamError(thrown: unknown): UpstreamError {
  const known = upstreamErrorIn(thrown)
  if (known !== undefined) return known
  return new UpstreamError(
    'internal_error',
    { reason: 'The gateway met a fault that it did not expect.' },
    { cause: thrown },
  )
}
