import { json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

/** The path behind `/mydhlapi`, or behind `/mydhlapi/test`. */
export function resourceOf({ url }: Exchange): string {
  return url.pathname.replace(/^\/mydhlapi(\/test)?/, '')
}

/** A success, with the headers that DHL sends along. */
export function answered(exchange: Exchange, body: unknown, status = 200): Response {
  return json(body, status, headersOf(exchange))
}

export function headersOf({ headers, randomId }: Exchange): Record<string, string> {
  return {
    'Invocation-Id': `sandbox_${randomId(24)}`,
    'Message-Reference': headers.get('message-reference') ?? randomId(32).toLowerCase(),
  }
}

/**
 * A refusal in the form of every MyDHL API operation (`ErrorResponse` of its description). What operations say in it is
 * taken from the examples there, some of which have no message, or no detail.
 */
export function refused(
  exchange: Exchange,
  status: number,
  title: string,
  message: string | undefined,
  detail: string | undefined,
  additionalDetails?: readonly string[],
): Response {
  const instance = `/expressapi${resourceOf(exchange)}${exchange.url.search}`
  const words = { instance, detail, title, message, additionalDetails, status: String(status) }
  return json(words, status, headersOf(exchange))
}

export function badRequest(exchange: Exchange, detail: string, title = 'Bad request'): Response {
  return refused(exchange, 400, title, 'Bad request', detail)
}

export function missingParameters(exchange: Exchange, ...names: readonly string[]): Response {
  return badRequest(exchange, `Missing mandatory parameters: ${names.join(', ')}`, 'Missing parameters')
}

export function noData(exchange: Exchange): Response {
  return refused(exchange, 404, 'Not data found', 'Not data found', 'No data found')
}

/** The JSON body, checked against its schema; what does not fit it is answered with status 422. */
export function checkedBody(exchange: Exchange, shape: Shape): unknown {
  const body = mediaType(exchange.headers) === 'application/json' ? parseJson(exchange.body) : undefined
  if (body === undefined) return badRequest(exchange, 'The body is not JSON of application/json.')
  const [first, ...others] = faultsOf(shape, body).map(describe)
  if (first === undefined) return body
  const isSingle = others.length === 0
  return refused(
    exchange,
    422,
    'Validation error',
    'Unprocessable Entity',
    isSingle ? first : 'Multiple problems found, see Additional Details',
    isSingle ? undefined : [first, ...others],
  )
}

/** The query, checked; what does not fit is answered with status 400. */
export function checkedQuery(exchange: Exchange, shape: Shape): unknown {
  const { searchParams } = exchange.url
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.get(name) ?? '']))
  const faults = faultsOf(shape, query)
  if (faults.length === 0) return query
  const missing = faults.filter(({ problem }) => problem === 'missing').map(({ path }) => path.join('.'))
  if (missing.length > 0) return missingParameters(exchange, ...missing)
  const details = faults.map(({ path, problem, shape: wanted }) => {
    const name = path.join('.')
    if (problem === 'unknown') return `${name} (not allowed)`
    if (wanted.kind === 'choice') return `${name} (valid parameters for ${name} are [${wanted.values.join(', ')}])`
    return wanted.kind === 'text' && problem === 'size' ? `${name} (maxLength=${wanted.max})` : `${name} (format)`
  })
  return badRequest(exchange, `Parameters not having correct format: ${details.join('; ')}`)
}

function describe({ path, problem, shape, value }: Fault): string {
  const name = path.at(-1)
  const parent = `#${path
    .slice(0, -1)
    .map((part) => `/${part}`)
    .join('')}`
  const whole = `#${path.map((part) => `/${part}`).join('')}`
  switch (problem) {
    case 'missing':
      return `${parent}: required key [${name}] not found`
    case 'unknown':
      return `${parent}: extraneous key [${name}] is not permitted`
    case 'type':
      return `${whole}: expected type: ${typeOf(shape)}, found: ${found(value)}`
    case 'value':
      return shape.kind === 'choice'
        ? `${whole}: ${value} is not a valid enum value`
        : `${whole}: string [${value}] does not match pattern`
    case 'size':
      return `${whole}: ${JSON.stringify(value)} is outside of its limits`
  }
}

function typeOf({ kind }: Shape): string {
  const names = { text: 'String', choice: 'String', number: 'Number', boolean: 'Boolean', list: 'JSONArray' } as const
  return kind === 'group' || kind === 'anything' ? 'JSONObject' : names[kind]
}

function found(value: unknown): string {
  if (Array.isArray(value)) return 'JSONArray'
  const type = typeof value
  return type === 'object' ? 'JSONObject' : `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`
}
