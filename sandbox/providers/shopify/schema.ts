import { buildSchema, GraphQLError, type GraphQLSchema, isScalarType, Kind, type ValueNode } from 'graphql'
import { catalog } from './sdl/catalog.ts'
import { catalogInputs } from './sdl/catalog-inputs.ts'
import { connections } from './sdl/connections.ts'
import { customerInputs } from './sdl/customer-inputs.ts'
import { customers } from './sdl/customers.ts'
import { enums } from './sdl/enums.ts'
import { fulfillments } from './sdl/fulfillments.ts'
import { inventory } from './sdl/inventory.ts'
import { orders } from './sdl/orders.ts'
import { payloads } from './sdl/payloads.ts'
import { productSet } from './sdl/product-set.ts'
import { roots } from './sdl/roots.ts'
import { salesInputs } from './sdl/sales-inputs.ts'

let built: GraphQLSchema | undefined

/** The played part of the Admin API 2026-10, built on first use: a cold start should not pay for it. */
export function schema(): GraphQLSchema {
  built ??= build()
  return built
}

function build(): GraphQLSchema {
  const schema = buildSchema(
    [
      roots,
      catalog,
      inventory,
      orders,
      fulfillments,
      customers,
      payloads,
      productSet,
      connections,
      catalogInputs,
      customerInputs,
      salesInputs,
      enums,
    ].join('\n'),
  )
  for (const [name, accepts] of Object.entries(scalars)) {
    const scalar = schema.getType(name)
    if (!isScalarType(scalar)) throw new Error(`The schema has no scalar ${name}.`)
    scalar.parseValue = (value) => coerce(name, accepts, value)
    scalar.parseLiteral = (node) => coerce(name, accepts, literal(node))
  }
  return schema
}

const decimal = /^-?\d+(\.\d+)?$/

/** What each scalar takes. Source: https://shopify.dev/docs/api/admin-graphql/2026-10/scalars */
const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  DateTime: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value)),
  Decimal: (value) => (typeof value === 'string' && decimal.test(value)) || Number.isFinite(value),
  HTML: (value) => typeof value === 'string',
  JSON: () => true,
  Money: (value) => (typeof value === 'string' && decimal.test(value)) || Number.isFinite(value),
  UnsignedInt64: (value) => /^\d+$/.test(String(value)),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
}

function coerce(name: string, accepts: (value: unknown) => boolean, value: unknown): unknown {
  if (!accepts(value)) throw new GraphQLError(`invalid ${name.toLowerCase()} '${String(value)}'`)
  const isNumeric = name === 'Decimal' || name === 'Money' || name === 'UnsignedInt64'
  return isNumeric ? String(value) : value
}

function literal(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value)
    case Kind.LIST:
      return node.values.map(literal)
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value)]))
    default:
      return undefined
  }
}
