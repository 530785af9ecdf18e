import { buildSchema, GraphQLError, type GraphQLSchema, isScalarType, Kind, type ValueNode } from 'graphql'
import { enums } from './sdl/enums.ts'
import { inputs } from './sdl/inputs.ts'
import { invoices } from './sdl/invoices.ts'
import { objects } from './sdl/objects.ts'
import { outputs } from './sdl/outputs.ts'
import { roots } from './sdl/roots.ts'

let built: GraphQLSchema | undefined

/** The played part of the public schema, built on first use: a cold start should not pay for it. */
export function schema(): GraphQLSchema {
  built ??= build()
  return built
}

function build(): GraphQLSchema {
  const schema = buildSchema([roots, objects, invoices, inputs, outputs, enums].join('\n'))
  for (const [name, accepts] of Object.entries(scalars)) {
    const scalar = schema.getType(name)
    if (!isScalarType(scalar)) throw new Error(`The schema has no scalar ${name}.`)
    scalar.parseValue = (value) => coerce(name, accepts, value)
    scalar.parseLiteral = (node) => coerce(name, accepts, literal(node))
  }
  return schema
}

/** What each scalar takes. Source: https://developer.waveapps.com/hc/en-us/articles/360019968212-API-Reference */
const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  DateTime: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)),
  Decimal: (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) || Number.isFinite(value),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
}

function coerce(name: string, accepts: (value: unknown) => boolean, value: unknown): unknown {
  if (!accepts(value)) throw new GraphQLError(`${name} cannot represent value: ${JSON.stringify(value)}`)
  return name === 'Decimal' ? String(value) : value
}

function literal(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value
  return node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : undefined
}
