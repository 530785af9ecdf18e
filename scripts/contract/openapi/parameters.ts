import type { Query, Scalar } from '../../../src/kit/request.ts'
import { type Problem, problem } from '../finding.ts'
import type { WireRequest } from '../wire.ts'
import { decodeBrackets } from './brackets.ts'
import { coerce } from './coerce.ts'
import type { DescribedOperation, DescribedParameter } from './document.ts'
import { unknownFields } from './fields.ts'
import type { Schemas } from './schemas.ts'

/** Headers that the signer, the runtime or the body adds: a description may ask for them, a request needn't. */
const addedLater =
  /^(authorization|accept|content-type|content-length|host|user-agent|cookie|.*idempotency.*|paypal-request-id|.*(api|access|auth)[-_]?(key|token|signature).*)$/i

export function checkPath(
  operation: DescribedOperation,
  holes: ReadonlyMap<string, string>,
  schemas: Schemas,
): readonly Problem[] {
  return operation.parameters.flatMap((parameter) => {
    const value = parameter.place === 'path' ? holes.get(parameter.name) : undefined
    return value === undefined ? [] : checkValue(schemas, parameter, value, `path.${parameter.name}`)
  })
}

export function checkHeaders(
  operation: DescribedOperation,
  headers: WireRequest['headers'],
  credentialHeader: string | undefined,
  schemas: Schemas,
): readonly Problem[] {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.place !== 'header') return []
    const name = parameter.name.toLowerCase()
    const value = headers[name]
    if (value !== undefined) return checkValue(schemas, parameter, value, `header.${parameter.name}`)
    const needed = parameter.required && !addedLater.test(name) && name !== credentialHeader?.toLowerCase()
    return needed ? [problem(`header.${parameter.name}`, 'is required')] : []
  })
}

export function checkQuery(operation: DescribedOperation, query: Query, schemas: Schemas): readonly Problem[] {
  const described = operation.parameters.filter(({ place }) => place === 'query')
  const given = new Map<DescribedParameter, [string, readonly string[]][]>()
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const parameter = parameterFor(described, name)
    if (parameter === undefined) problems.push(problem(`query.${name}`, 'is not described'))
    else given.set(parameter, [...(given.get(parameter) ?? []), [name, textsOf(value)]])
  }
  for (const parameter of described) {
    const entries = given.get(parameter)
    const path = `query.${parameter.name}`
    if (entries !== undefined) problems.push(...checkEntries(schemas, parameter, entries, path))
    else if (parameter.required) problems.push(problem(path, 'is required'))
  }
  return problems
}

function textsOf(value: Scalar | readonly Scalar[]): readonly string[] {
  return (typeof value === 'object' ? value : [value]).map(String)
}

/** By its name, by the name before its brackets, or with its indices counted as the described ones (`a[3]` as `a[0]`). */
function parameterFor(described: readonly DescribedParameter[], name: string): DescribedParameter | undefined {
  const named = (wanted: string) => described.find((parameter) => parameter.name === wanted)
  const root = name.split('[')[0] ?? name
  return (
    named(name) ??
    named(`${name}[]`) ??
    named(name.replace(/\[\d+\]/g, '[0]')) ??
    (root === name ? undefined : named(root))
  )
}

function checkEntries(
  schemas: Schemas,
  parameter: DescribedParameter,
  entries: readonly [string, readonly string[]][],
  path: string,
): readonly Problem[] {
  const [first] = entries
  const isNested = entries.some(([name]) => name.includes('[') && !parameter.name.includes('['))
  if (isNested) {
    const decoded = decodeBrackets(entries.flatMap(([name, values]) => values.map((value) => [name, value] as const)))
    return checkValue(schemas, parameter, Object.values(decoded)[0], path)
  }
  const values = first?.[1] ?? []
  const takesList = schemas.accepts(typeOnly(parameter.schema), []) && !schemas.accepts(typeOnly(parameter.schema), '')
  if (!takesList) {
    return values.length === 1
      ? checkValue(schemas, parameter, values[0], path)
      : [problem(path, `is repeated ${values.length} times, but is not a list`)]
  }
  if (parameter.list === 'repeated') return checkValue(schemas, parameter, values, path)
  return values.length === 1
    ? checkValue(schemas, parameter, (values[0] ?? '').split(','), path)
    : [problem(path, 'is repeated, but its items are separated by commas')]
}

/** Asks a schema what type it takes, whatever else it wants of the value. */
function typeOnly(schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'type' in schema ? { type: schema.type } : schema
}

function checkValue(schemas: Schemas, parameter: DescribedParameter, value: unknown, path: string): readonly Problem[] {
  const coerced = coerce(schemas, parameter.schema, value)
  return [
    ...schemas.problems(parameter.schema, coerced, path),
    ...unknownFields(schemas, parameter.schema, coerced, path),
  ]
}
