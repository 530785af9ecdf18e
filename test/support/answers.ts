import { expect } from 'vitest'
import * as z from 'zod'
import { routes } from '../../src/app.ts'
import { type ErrorCode, errorTable } from '../../src/errors/table.ts'
import { pathsOf, type Route } from '../../src/routes/route.ts'
import { expectNoSecretIn } from './known-secrets.ts'

/** An answer of the API that has passed every check below. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The parsed JSON; undefined where the answer is none. */
  readonly body: unknown
  readonly bytes: Uint8Array
}

/** Statuses that a code may have beside the one of the table. */
const otherStatuses: { readonly [Code in ErrorCode]?: readonly number[] } = {
  conflict: [422],
  integration_unavailable: [503, 504],
  internal_error: [503],
}

/** What any route may answer; the others are declared with the route. */
const errorsOfAll: readonly ErrorCode[] = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'internal_error',
]

const fault = z.enum(['caller', 'provider', 'gateway'])
const outcome = z.enum(['not_sent', 'rejected', 'succeeded', 'uncertain'])

const details = z.strictObject({
  reason: z.string().min(1),
  suggestion: z.string().min(1),
  requestId: z.string(),
  fault,
  retriable: z.boolean(),
  outcome: outcome.optional(),
  issues: z
    .array(z.strictObject({ path: z.string().min(1), message: z.string().min(1) }))
    .min(1)
    .optional(),
  source: z.enum(['upstream', 'provider']).optional(),
  providerStatus: z.int().optional(),
  providerCode: z.string().optional(),
  providerMessage: z.string().optional(),
  connectError: z.string().optional(),
  attempts: z.int().min(2).optional(),
})

export type Details = z.output<typeof details>

export const errorAnswer = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({ code: z.string(), message: z.string(), details }),
})

/** RFC 9457, with the members of `details` beside its own. */
export const problemAnswer = details.extend({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
})

/** Checks an answer against what its route declares, and an error against the one shape that errors have. */
export async function checked(method: string, path: string, response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const where = `${method} ${path} (${response.status})`
  const requestId = response.headers.get('Upstream-Request-Id') ?? ''
  expect(requestId, where).toMatch(/^req_[0-9a-f]{32}$/)
  const mediaType = (response.headers.get('Content-Type') ?? '').split(';', 1)[0]
  const isJson = mediaType === 'application/json' || mediaType === 'application/problem+json'
  const text = isJson ? new TextDecoder().decode(bytes) : ''
  expectNoSecretIn(text, where)
  const body: unknown = isJson ? JSON.parse(text) : undefined
  const route = routeOf(method, path)
  if (response.status >= 400) checkError(response, body, requestId, route, where)
  else checkSuccess(response, body, route, where)
  return { status: response.status, headers: response.headers, body, bytes }
}

function checkSuccess(response: Response, body: unknown, route: Route | undefined, where: string): void {
  if (route === undefined) throw new Error(`${where} was answered by no declared route`)
  if (response.status === 304 || body === undefined) return
  expect(route.answer, `${where} answers JSON that it doesn't declare`).toBeDefined()
  expect(route.answer?.().parse(body), where).toEqual(body)
}

function checkError(
  response: Response,
  body: unknown,
  requestId: string,
  route: Route | undefined,
  where: string,
): void {
  expect(response.headers.get('Cache-Control'), where).toBe('no-store')
  const problem = response.headers.get('Content-Type') === 'application/problem+json'
  const { code, message, requestId: told } = problem ? readProblem(body) : readError(body)
  expect(errorTable, where).toHaveProperty(code)
  const kind = errorTable[code]
  expect(message, where).toBe(kind.message)
  expect([kind.status, ...(otherStatuses[code] ?? [])], where).toContain(response.status)
  expect(told, where).toBe(requestId)
  if (route !== undefined) expect([...route.errors, ...errorsOfAll], `${where} declares its errors`).toContain(code)
}

function readError(body: unknown) {
  const { error } = errorAnswer.parse(body)
  return { code: codeOf(error.code), message: error.message, requestId: error.details.requestId }
}

function readProblem(body: unknown) {
  const problem = problemAnswer.parse(body)
  expect(problem.type).toBe(`urn:upstream:error:${problem.code}`)
  expect(problem.detail).toBe(problem.reason)
  return { code: codeOf(problem.code), message: problem.title, requestId: problem.requestId }
}

function codeOf(text: string): ErrorCode {
  if (!isCode(text)) throw new Error(`"${text}" is no documented error`)
  return text
}

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text)
}

function routeOf(method: string, path: string): Route | undefined {
  const segments = segmentsOf(path.replace(/^\/upstream/, '').split('?', 1)[0] ?? '')
  return routes.find(
    (route) => route.method === method && pathsOf(route.path).some((template) => fits(segmentsOf(template), segments)),
  )
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) => part.startsWith(':') || part === segments[index])
  )
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** The answer is this error; answers its details. */
export function expectError(answer: Answer, code: ErrorCode, status: number, expected: Partial<Details> = {}): Details {
  const { error } = errorAnswer.parse(answer.body)
  expect({ code: error.code, status: answer.status, ...error.details }).toMatchObject({ code, status, ...expected })
  return error.details
}

/** The paths that an `invalid_request` complains of. */
export function issuePaths({ issues = [] }: Details): string[] {
  return issues.map(({ path }) => path)
}
