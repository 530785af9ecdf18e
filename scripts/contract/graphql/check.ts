import {
  buildASTSchema,
  buildClientSchema,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type NamedTypeNode,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  specifiedScalarTypes,
  validate,
  visit,
} from 'graphql'
import { type Findings, type Problem, problem } from '../finding.ts'
import { fieldsOf, isFields, textOf } from '../values.ts'
import type { WireRequest } from '../wire.ts'
import { checkSelection } from './answer.ts'

export interface GraphqlDescription {
  readonly schema: GraphQLSchema
  readonly notes: readonly string[]
}

/** A schema from its SDL; types that the SDL uses and doesn't define stand as scalars and are noted. */
export function readSdl(text: string): GraphqlDescription {
  const sdl = withoutTitle(text)
  const document = parse(sdl)
  const missing = undefinedTypes(document)
  const added = missing.map((name) => `scalar ${name}`).join('\n')
  const complete = missing.length === 0 ? document : parse(`${sdl}\n${added}`)
  return {
    schema: buildASTSchema(complete, { assumeValidSDL: true }),
    notes: missing.map((name) => `dangling type ${name}`),
  }
}

/** Some files open with a block string that describes the file: it stands before another one, where none may. */
function withoutTitle(text: string): string {
  return text.replace(/^\s*"""[^"]*"""(?=(?:\s|#.*)*""")/, '')
}

/** A schema from the answer to an introspection query. */
export function readIntrospection(answer: unknown): GraphqlDescription {
  const data = fieldsOf(answer)?.data ?? answer
  if (!isIntrospection(data)) throw new TypeError('not the answer to an introspection query')
  return { schema: buildClientSchema(data), notes: [] }
}

function isIntrospection(value: unknown): value is Parameters<typeof buildClientSchema>[0] {
  return isFields(value) && isFields(value.__schema) && Array.isArray(value.__schema.types)
}

function undefinedTypes(document: DocumentNode): readonly string[] {
  const defined = new Set(specifiedScalarTypes.map(({ name }) => name))
  for (const definition of document.definitions)
    if ('name' in definition && definition.name) defined.add(definition.name.value)
  const used = new Set<string>()
  visit(document, { NamedType: (node: NamedTypeNode) => void used.add(node.name.value) })
  return [...used].filter((name) => !defined.has(name))
}

/** The document, its variables, and the example answer of a GraphQL request sent as JSON. */
export function checkGraphql(description: GraphqlDescription, request: WireRequest, answer: unknown): Findings {
  const { schema } = description
  const fault = (path: string, message: string): Findings => ({
    problems: [problem(path, message)],
    notes: description.notes,
  })
  if (request.method !== 'POST') return fault('method', `is ${request.method}, GraphQL is sent by POST`)
  if (request.body === undefined || !/^application\/json\b/.test(request.body.contentType)) {
    return fault('header.content-type', 'must be application/json')
  }
  const body: unknown = JSON.parse(request.body.text)
  const query = textOf(fieldsOf(body)?.query)
  if (query === undefined) return fault('body.query', 'is required')
  let document: DocumentNode
  try {
    document = parse(query)
  } catch (error) {
    return fault('body.query', error instanceof Error ? error.message : String(error))
  }
  const operation = getOperationAST(document, textOf(fieldsOf(body)?.operationName))
  if (!operation) return fault('body.operationName', 'names no single operation of the document')
  const problems = validate(schema, document, specifiedRules).map(({ message }) => problem('body.query', message))
  const deprecated = validate(schema, document, [NoDeprecatedCustomRule]).map(({ message }) => message)
  return {
    problems: [
      ...problems,
      ...strayFields(body),
      ...checkVariables(schema, operation, fieldsOf(body)?.variables),
      ...(problems.length === 0 ? checkAnswer(schema, document, operation, answer) : []),
    ],
    notes: [...description.notes, ...deprecated],
  }
}

function strayFields(body: unknown): readonly Problem[] {
  const known = new Set(['query', 'variables', 'operationName', 'extensions'])
  return Object.keys(fieldsOf(body) ?? {})
    .filter((name) => !known.has(name))
    .map((name) => problem(`body.${name}`, 'is not described'))
}

function checkVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, raw: unknown): readonly Problem[] {
  const definitions = operation.variableDefinitions ?? []
  const given = fieldsOf(raw ?? {})
  if (given === undefined) return [problem('body.variables', 'must be an object')]
  const names = new Set(definitions.map(({ variable }) => variable.name.value))
  const stray = Object.keys(given).filter((name) => !names.has(name))
  const coerced = getVariableValues(schema, definitions, { ...given })
  return [
    ...stray.map((name) => problem(`body.variables.${name}`, 'is not declared by the document')),
    ...(coerced.errors ?? []).map(({ message }) => problem('body.variables', message)),
  ]
}

function checkAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  answer: unknown,
): readonly Problem[] {
  const data = fieldsOf(answer)?.data
  const root = schema.getRootType(operation.operation)
  if (data === undefined || data === null || !root) return []
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  return checkSelection({ schema, fragments }, root, [operation.selectionSet], data, 'response.data')
}
