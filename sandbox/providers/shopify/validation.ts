import {
  type ASTNode,
  BREAK,
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  validate,
  visit,
} from 'graphql'

/**
 * What this validator says (patterns of graphql-js) in the words and codes of the Admin API, which runs on graphql-ruby.
 *
 * Source of words and codes: https://graphql-ruby.org/queries/executing_queries.html and
 * https://github.com/rmosolgo/graphql-ruby/tree/master/lib/graphql/static_validation
 */
const translations: readonly [RegExp, (...groups: string[]) => { message: string; extensions: object }][] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    (fieldName, typeName) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(?:.+?)\.(.+?)"/,
    (argumentName, name) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type ".+?" is required, but it was not provided/,
    (name, argument) => ({
      message: `Field '${name}' is missing required arguments: ${argument}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: argument },
    }),
  ],
  [
    /^Directive "@(.+?)" argument "(.+?)" of type ".+?" is required/,
    (name, argument) => ({
      message: `Directive '${name}' is missing required arguments: ${argument}`,
      extensions: { code: 'missingRequiredArguments', className: 'Directive', name, arguments: argument },
    }),
  ],
  [
    /^Directive "@(.+?)" may not be used on (.+?)\./,
    (name, place) => ({
      message: `'@${name}' can't be applied to ${place === 'MUTATION' ? 'mutations' : place.toLowerCase()} (allowed: fields)`,
      extensions: { code: 'directiveCannotBeApplied', targetName: place.toLowerCase(), name },
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    (name, type) => ({
      message: `Field must have selections (field '${name}' returns ${type.replaceAll(/[[\]!]/g, '')} but has no selections. Did you mean '${name} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${name}'`, typeName: type.replaceAll(/[[\]!]/g, '') },
    }),
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    (name, type) => ({
      message: `Selections can't be made on scalars (field '${name}' returns ${type.replaceAll(/[[\]!]/g, '')} but has selections)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${name}'`, typeName: type.replaceAll(/[[\]!]/g, '') },
    }),
  ],
  [
    /^Unknown type "(.+?)"/,
    (typeName) => ({
      message: `${typeName} isn't a defined input type`,
      extensions: { code: 'variableRequiresValidType', typeName },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined/,
    (variableName) => ({
      message: `Variable $${variableName} is used but not declared`,
      extensions: { code: 'variableNotDefined', variableName },
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used/,
    (variableName) => ({
      message: `Variable $${variableName} is declared but not used`,
      extensions: { code: 'variableNotUsed', variableName },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    (variableName, typeName, expected) => ({
      message: `Type mismatch on variable $${variableName} (${typeName} / ${expected})`,
      extensions: { code: 'variableMismatch', variableName, typeName, errorMessage: 'Type mismatch' },
    }),
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    (argumentName, name) => ({
      message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'InputObject', argumentName },
    }),
  ],
  [
    /^Field "(.+?)\.(.+?)" of required type "(.+?)" was not provided/,
    (inputObjectType, argumentName, argumentType) => ({
      message: `Argument '${argumentName}' on InputObject '${inputObjectType}' is required. Expected type ${argumentType}`,
      extensions: { code: 'missingRequiredInputObjectAttribute', argumentName, argumentType, inputObjectType },
    }),
  ],
]

/** The document's faults as the API words them; empty where it may run. */
export function documentErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  return validate(schema, document).map((error) => {
    const path = error.nodes?.[0] === undefined ? [] : pathTo(document, error.nodes[0])
    for (const [pattern, translate] of translations) {
      const match = pattern.exec(error.message)
      if (match === null) continue
      const { message, extensions } = translate(...match.slice(1))
      return new GraphQLError(message, { nodes: error.nodes ?? null, path, extensions: { ...extensions } })
    }
    const isValue = /cannot represent|does not exist in|Expected value|Enum/.test(error.message)
    return new GraphQLError(error.message, {
      nodes: error.nodes ?? null,
      path,
      extensions: { code: isValue ? 'argumentLiteralsIncompatible' : 'invalid' },
    })
  })
}

/** `['mutation CreateProduct', 'productCreate', 'product']` */
function pathTo(document: DocumentNode, wanted: ASTNode): string[] {
  let path: string[] = []
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (node !== wanted) return undefined
      const around = ancestors.filter((ancestor): ancestor is ASTNode => !Array.isArray(ancestor))
      path = [...around, node].flatMap(stepOf)
      return BREAK
    },
  })
  return path
}

function stepOf(node: ASTNode): string[] {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return [node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`]
    case Kind.FIELD:
      return [node.alias?.value ?? node.name.value]
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return [node.name.value]
    default:
      return []
  }
}

interface Problem {
  readonly path: readonly (string | number)[]
  readonly explanation: string
}

/** One error a variable, with a problem for each place in it, as the API answers (`INVALID_VARIABLE`). */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    const type = typeFromAST(schema, definition.type)
    if (type === undefined || !isInputType(type)) return []
    const isGiven = Object.hasOwn(variables, name)
    if (!isGiven && (definition.defaultValue !== undefined || !isNonNullType(type))) return []
    const value = isGiven ? variables[name] : null
    const problems = problemsOf(value, type)
    if (problems.length === 0) return []
    const explained = problems.map(({ path, explanation }) => `${path.join('.')} (${explanation})`).join(', ')
    const where = problems.every(({ path }) => path.length === 0) ? '' : ` for ${explained}`
    return [
      new GraphQLError(`Variable $${name} of type ${String(type)} was provided invalid value${where}`, {
        nodes: definition,
        extensions: { code: 'INVALID_VARIABLE', value, problems },
      }),
    ]
  })
}

function problemsOf(value: unknown, type: GraphQLInputType): Problem[] {
  const problems: Problem[] = []
  coerceInputValue(value, type, (path, invalid, error) => problems.push(problemOf(path, invalid, error.message, type)))
  return problems.length > 0 ? problems : foreignIds(value, type, [])
}

function problemOf(
  path: readonly (string | number)[],
  invalid: unknown,
  message: string,
  type: GraphQLInputType,
): Problem {
  const missing = /^Field "(.+?)" of required type/.exec(message)?.[1]
  if (missing !== undefined) return { path: [...path, missing], explanation: 'Expected value to not be null' }
  if (message.startsWith('Expected non-nullable type')) return { path, explanation: 'Expected value to not be null' }
  const unknown = /^Field "(.+?)" is not defined by type "(.+?)"/.exec(message)
  if (unknown !== null)
    return { path: [...path, unknown[1] ?? ''], explanation: `Field is not defined on ${unknown[2]}` }
  const enumName = /does not exist in "(.+?)" enum|Enum "(.+?)" cannot represent/.exec(message)
  if (enumName !== null) {
    const values = enumValues(type, enumName[1] ?? enumName[2] ?? '')
    return { path, explanation: `Expected "${String(invalid)}" to be one of: ${values.join(', ')}` }
  }
  const scalar = /^(\w+) cannot represent/.exec(message)?.[1]
  if (scalar !== undefined)
    return { path, explanation: `Could not coerce value ${JSON.stringify(invalid)} to ${scalar}` }
  return { path, explanation: message.replace(/^Expected type "(\w+)".*?; /, '') }
}

function enumValues(type: GraphQLInputType, name: string): string[] {
  const seen = new Set<string>()
  function within(candidate: GraphQLInputType): string[] | undefined {
    const named = getNamedType(candidate)
    if (isEnumType(named)) return named.name === name ? named.getValues().map((value) => value.name) : undefined
    if (!isInputObjectType(named) || seen.has(named.name)) return undefined
    seen.add(named.name)
    for (const field of Object.values(named.getFields())) {
      const found = within(field.type)
      if (found !== undefined) return found
    }
    return undefined
  }
  return within(type) ?? []
}

/** Ids that are no global ids: `Invalid global id '1'`. */
function foreignIds(value: unknown, type: GraphQLInputType, path: readonly (string | number)[]): Problem[] {
  if (value === null || value === undefined) return []
  if (isNonNullType(type)) return foreignIds(value, type.ofType, path)
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value]
    return items.flatMap((item: unknown, index) => foreignIds(item, type.ofType, [...path, index]))
  }
  if (isInputObjectType(type)) {
    return Object.entries(value).flatMap(([name, member]) => {
      const field = type.getFields()[name]
      return field === undefined ? [] : foreignIds(member, field.type, [...path, name])
    })
  }
  const isForeign = type.name === 'ID' && !/^gid:\/\/[\w-]+\/\w+\/\S+$/.test(String(value))
  return isForeign ? [{ path, explanation: `Invalid global id '${String(value)}'` }] : []
}
