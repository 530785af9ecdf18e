import type { ProviderDescription, Source } from './descriptions.ts'
import { type Findings, merge, nothing, problem } from './finding.ts'
import { checkGraphql, type GraphqlDescription, readIntrospection, readSdl } from './graphql/check.ts'
import { loadJson, loadText } from './load.ts'
import { amend, findMethod, givenNames, type MethodList, readMethodList } from './methods.ts'
import { checkOpenApi, type Exchange, type OpenApi, openApi } from './openapi/check.ts'
import { readDescription } from './openapi/document.ts'
import { checkXmlSchema } from './xsd/check.ts'
import { readXmlSchema, type XmlSchema } from './xsd/schema.ts'

/** A provider's description, read, whatever it is written in. */
export interface LoadedDescription {
  readonly partial: boolean
  readonly missing: readonly string[]
  readonly openapi: readonly OpenApi[]
  readonly methods: readonly MethodList[]
  readonly graphql: readonly Located<GraphqlDescription>[]
  readonly xsd: readonly Located<XmlSchema>[]
}

interface Located<Value> {
  readonly file: string
  readonly path: string
  readonly value: Value
}

/** Undefined where the directory has none of its files. */
export function loadDescription(directory: string, described: ProviderDescription): LoadedDescription | undefined {
  const loaded = described.sources.map((source) => ({ source, value: loadSource(directory, source) }))
  const missing = loaded.flatMap(({ source, value }) => (value === undefined ? [source.file] : []))
  if (missing.length === loaded.length) return undefined
  const values = loaded.flatMap(({ value }) => (value === undefined ? [] : [value]))
  return {
    partial: described.partial === true,
    missing,
    openapi: values.flatMap((value) => (value.kind === 'openapi' ? [value.document] : [])),
    methods: values.flatMap((value) => (value.kind === 'methods' ? [value.list] : [])),
    graphql: values.flatMap((value) => (value.kind === 'graphql' ? [value.at] : [])),
    xsd: values.flatMap((value) => (value.kind === 'xsd' ? [value.at] : [])),
  }
}

type LoadedSource =
  | { readonly kind: 'openapi'; readonly document: OpenApi }
  | { readonly kind: 'methods'; readonly list: MethodList }
  | { readonly kind: 'graphql'; readonly at: Located<GraphqlDescription> }
  | { readonly kind: 'xsd'; readonly at: Located<XmlSchema> }

function loadSource(directory: string, source: Source): LoadedSource | undefined {
  const { file } = source
  if (source.kind === 'sdl' || source.kind === 'xsd') {
    const text = loadText(directory, file)
    if (text === undefined) return undefined
    return source.kind === 'sdl'
      ? { kind: 'graphql', at: { file, path: source.path, value: readSdl(text) } }
      : { kind: 'xsd', at: { file, path: source.path, value: readXmlSchema(text) } }
  }
  const raw = loadJson(directory, file)
  if (raw === undefined) return undefined
  switch (source.kind) {
    case 'openapi':
      return { kind: 'openapi', document: openApi(file, readDescription(raw, source.bases)) }
    case 'methods':
      return { kind: 'methods', list: readMethodList(file, raw, source.base) }
    case 'introspection':
      return { kind: 'graphql', at: { file, path: source.path, value: readIntrospection(raw) } }
  }
}

export type Verdict =
  | { readonly kind: 'checked'; readonly file: string; readonly findings: Findings }
  /** The description is known not to be whole, and doesn't have this operation. */
  | { readonly kind: 'not described' }

export function judge(description: LoadedDescription, exchange: Exchange): Verdict {
  const { request, answer } = exchange
  for (const { file, path, value } of description.graphql) {
    if (path === request.path) return { kind: 'checked', file, findings: checkGraphql(value, request, answer) }
  }
  for (const { file, path, value } of description.xsd) {
    if (path === request.path) return { kind: 'checked', file, findings: checkXmlSchema(value, request, answer) }
  }
  const result = checkOpenApi(description.openapi, exchange)
  const listed = findMethod(description.methods, request)
  if (listed !== undefined) {
    const file = [result.found ? result.file : undefined, ...description.methods.map((list) => list.file)]
    const findings = result.found ? result.findings : merge(nothing)
    return {
      kind: 'checked',
      file: file.filter((name) => name !== undefined).join(', '),
      findings: amend(findings, listed, givenNames(request)),
    }
  }
  if (result.found) return { kind: 'checked', file: result.file, findings: result.findings }
  if (description.partial) return { kind: 'not described' }
  const hint = result.methods.length === 0 ? '' : `, only ${result.methods.join(', ')}`
  const fault = problem('path', `${request.method} ${request.path} is not described${hint}`)
  return { kind: 'checked', file: '', findings: { problems: [fault], notes: [] } }
}
