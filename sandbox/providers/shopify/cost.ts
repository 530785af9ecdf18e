import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** A single query may not cost more: https://shopify.dev/docs/api/usage/limits */
export const mostCost = 1000

/** The bucket of a standard plan refills by 100 points a second: https://shopify.dev/docs/api/usage/limits */
const bucket = { maximumAvailable: 2000, restoreRate: 100 }

/** `extensions.cost` of an answer. A throttled request has no actual cost, and an empty bucket. */
export function costExtension(requested: number, actual: number | null): object {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: {
      maximumAvailable: bucket.maximumAvailable,
      currentlyAvailable: actual === null ? 0 : bucket.maximumAvailable - actual,
      restoreRate: bucket.restoreRate,
    },
  }
}

/**
 * What a query may cost: a mutation 10 points, an object 1, a connection 2 and its objects as often as the page is
 * large, a scalar nothing. Source: https://shopify.dev/docs/api/usage/limits#calculated-query-costs
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )

  function pageSize(field: FieldNode): number {
    const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
    if (argument?.kind === Kind.INT) return Number(argument.value)
    return argument?.kind === Kind.VARIABLE ? Number(variables[argument.name.value]) || 1 : 1
  }

  function fieldCost(field: FieldNode, parent: GraphQLNamedType, times: number): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0
    const definition = parent.getFields()[field.name.value]
    if (definition === undefined || field.selectionSet === undefined) return 0
    const type = getNamedType(definition.type)
    if (parent === schema.getMutationType()) return 10 + selectionCost(field.selectionSet, type, 1)
    if (type.name.endsWith('Connection')) return 2 + selectionCost(field.selectionSet, type, pageSize(field))
    const isPlumbing = type.name.endsWith('Edge') || type.name === 'PageInfo' || type.name.endsWith('UserError')
    if (isPlumbing) return selectionCost(field.selectionSet, type, times)
    const isOfPage = field.name.value === 'node' || field.name.value === 'nodes'
    return (isOfPage ? times : 1) * (1 + selectionCost(field.selectionSet, type, 1))
  }

  function selectionCost(selections: SelectionSetNode, type: GraphQLNamedType, times: number): number {
    return selections.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + fieldCost(selection, type, times)
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      if (fragment === undefined) return sum
      const condition = fragment.typeCondition === undefined ? type : schema.getType(fragment.typeCondition.name.value)
      return condition !== undefined && isCompositeType(condition)
        ? sum + selectionCost(fragment.selectionSet, condition, times)
        : sum
    }, 0)
  }

  const root = schema.getRootType(operation.operation)
  return root === null || root === undefined ? 0 : Math.max(1, selectionCost(operation.selectionSet, root, 1))
}
