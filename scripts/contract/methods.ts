import { type Findings, type Problem, problem } from './finding.ts'
import { matchTemplate } from './openapi/template.ts'
import { fieldsOf, listOf, textOf } from './values.ts'
import type { WireRequest } from './wire.ts'

/** A list of methods and paths taken from a provider's own SDK; newer than its OpenAPI, and flatter. */
export interface MethodList {
  readonly file: string
  readonly methods: readonly ListedMethod[]
}

export interface ListedMethod {
  readonly method: string
  readonly template: string
  /** Names of the query's or the body's top level; undefined where the list doesn't say. */
  readonly parameters: ReadonlySet<string> | undefined
  readonly query: ReadonlySet<string> | undefined
}

export function readMethodList(file: string, raw: unknown, base: string): MethodList {
  const document = fieldsOf(raw) ?? {}
  const parameterSets = fieldsOf(document.params) ?? {}
  const methods = [...listOf(document.methods), ...listOf(document.ops)].flatMap((entry): ListedMethod[] => {
    const fields = fieldsOf(entry) ?? {}
    const method = textOf(fields.method)
    const path = textOf(fields.path)
    if (method === undefined || path === undefined) return []
    const named = parametersOf(parameterSets, textOf(fields.resource) ?? '', textOf(fields.fn) ?? '')
    const query = Array.isArray(fields.query) ? namesIn(fields.query) : undefined
    return [{ method, template: base + path, parameters: named, query }]
  })
  return { file, methods }
}

export function findMethod(lists: readonly MethodList[], request: WireRequest): ListedMethod | undefined {
  return lists
    .flatMap(({ methods }) => methods)
    .filter(({ method, template }) => method === request.method && matchTemplate(template, request.path) !== undefined)
    .sort((one, other) => holes(one.template) - holes(other.template))[0]
}

/**
 * What the newer list changes about the findings of the older document: names that the list has are no longer unknown,
 * and names that it doesn't have are.
 */
export function amend(findings: Findings, listed: ListedMethod, given: GivenNames): Findings {
  const { parameters } = listed
  const query = listed.query ?? (given.body.length === 0 ? parameters : undefined)
  const allowed = new Set([
    ...[...(parameters ?? [])].map((name) => `body.${name}`),
    ...[...(query ?? [])].map((name) => `query.${name}`),
  ])
  const kept = findings.problems.filter(({ path, message }) => !(message === 'is not described' && allowed.has(path)))
  const gone = [
    ...(parameters === undefined ? [] : given.body.map((name) => `body.${name}`)),
    ...(query === undefined ? [] : given.query.map((name) => `query.${name}`)),
  ].filter((path) => !allowed.has(path) && !kept.some((known) => known.path === path))
  const problems: readonly Problem[] = gone.map((path) =>
    problem(path, 'is not among the parameters of the newest SDK'),
  )
  return { ...findings, problems: [...kept, ...problems] }
}

/** Top-level names that a request sends, brackets dropped. */
export interface GivenNames {
  readonly query: readonly string[]
  readonly body: readonly string[]
}

export function givenNames(request: WireRequest): GivenNames {
  const root = (name: string) => name.split('[')[0] ?? name
  const query = Object.entries(request.query).flatMap(([name, value]) => (value === undefined ? [] : [root(name)]))
  return { query: [...new Set(query)], body: [...new Set(bodyNames(request).map(root))] }
}

function bodyNames(request: WireRequest): readonly string[] {
  if (request.body === undefined) return []
  if (request.body.contentType.startsWith('application/x-www-form-urlencoded')) {
    return [...new URLSearchParams(request.body.text).keys()]
  }
  return Object.keys(fieldsOf(JSON.parse(request.body.text)) ?? {})
}

/** What the parameters of every list inherit in the SDK, which names only what each adds. */
const pagination = ['limit', 'starting_after', 'ending_before', 'expand']

/** `Charges.create` takes `ChargeCreateParams`. */
function parametersOf(
  sets: Readonly<Record<string, unknown>>,
  resource: string,
  fn: string,
): ReadonlySet<string> | undefined {
  const name = fn.charAt(0).toUpperCase() + fn.slice(1)
  const singular = [resource, resource.replace(/s$/, ''), resource.replace(/es$/, ''), resource.replace(/ies$/, 'y')]
  const key = singular.map((one) => `${one}${name}Params`).find((candidate) => Object.hasOwn(sets, candidate))
  const set = key === undefined ? undefined : fieldsOf(sets[key])
  if (set === undefined) return undefined
  const inherited = fn.startsWith('list') ? pagination : []
  return namesIn([...listOf(set.required), ...listOf(set.optional), ...inherited])
}

function namesIn(names: readonly unknown[]): ReadonlySet<string> {
  return new Set(names.filter((name) => typeof name === 'string'))
}

function holes(template: string): number {
  return template.split('{').length
}
