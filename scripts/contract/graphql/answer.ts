import {
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { type Problem, problem } from '../finding.ts'
import { child, isFields } from '../values.ts'

interface Context {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

interface Selected {
  readonly type: GraphQLOutputType | undefined
  readonly selections: readonly SelectionSetNode[]
}

/** Fields of an answer that the document doesn't select, or whose values aren't of their type. Missing ones are fine. */
export function checkSelection(
  context: Context,
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  value: unknown,
  path: string,
): readonly Problem[] {
  if (isNonNullType(type)) {
    return value === null
      ? [problem(path, 'must not be null')]
      : checkSelection(context, type.ofType, selections, value, path)
  }
  if (value === null) return []
  if (isListType(type)) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => checkSelection(context, type.ofType, selections, item, child(path, index)))
      : [problem(path, 'must be a list')]
  }
  if (isLeafType(type))
    return leafFits(type, value) ? [] : [problem(path, `is ${JSON.stringify(value)}, not a ${type.name}`)]
  if (!isCompositeType(type) || !isFields(value)) return [problem(path, 'must be an object')]
  const selected = new Map<string, Selected>()
  for (const set of selections) collect(context, type.name, set, selected)
  return Object.entries(value).flatMap(([name, item]) => {
    const field = selected.get(name)
    const at = child(path, name)
    if (field === undefined) return [problem(at, 'is not selected by the document')]
    return field.type === undefined ? [] : checkSelection(context, field.type, field.selections, item, at)
  })
}

function collect(context: Context, typeName: string, set: SelectionSetNode, into: Map<string, Selected>): void {
  const type = context.schema.getType(typeName)
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      const own = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value]?.type : undefined
      const before = into.get(key)?.selections ?? []
      into.set(key, { type: own, selections: selection.selectionSet ? [...before, selection.selectionSet] : before })
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(context, selection.typeCondition?.name.value ?? typeName, selection.selectionSet, into)
    } else {
      const fragment = context.fragments.get(selection.name.value)
      if (fragment) collect(context, fragment.typeCondition.name.value, fragment.selectionSet, into)
    }
  }
}

function leafFits(type: { readonly name: string }, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined
  switch (type.name) {
    case 'Int':
      return Number.isInteger(value)
    case 'Float':
      return typeof value === 'number'
    case 'Boolean':
      return typeof value === 'boolean'
    case 'String':
    case 'ID':
      return typeof value === 'string'
    default:
      return true
  }
}
