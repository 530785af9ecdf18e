import { buildSchema, GraphQLError, type GraphQLSchema, isScalarType, Kind } from 'graphql'
import { connections } from './sdl/connections.ts'
import { enums } from './sdl/enums.ts'
import { events } from './sdl/events.ts'
import { industryInputs } from './sdl/industry-inputs.ts'
import { inputs } from './sdl/inputs.ts'
import { parties } from './sdl/parties.ts'
import { paymentMethods } from './sdl/payment-methods.ts'
import { roots } from './sdl/roots.ts'
import { searchInputs } from './sdl/search-inputs.ts'
import { transactionInputs } from './sdl/transaction-inputs.ts'
import { transactions } from './sdl/transactions.ts'

let built: GraphQLSchema | undefined

/** The played part of Braintree's schema of 2025-04-29, built on first use: a cold start should not pay for it. */
export function schema(): GraphQLSchema {
  built ??= build()
  return built
}

/** What the scalars take; the others take any text. */
const patterns: Readonly<Record<string, RegExp>> = {
  Amount: /^-?\d+(\.\d+)?$/,
  CurrencyCodeAlpha: /^[A-Z]{3}$/,
  Date: /^\d{4}-\d{2}-\d{2}$/,
  Timestamp: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/,
  URL: /^https?:\/\/\S+$/,
}

function build(): GraphQLSchema {
  const schema = buildSchema(
    [
      roots,
      transactions,
      events,
      paymentMethods,
      parties,
      connections,
      transactionInputs,
      industryInputs,
      searchInputs,
      inputs,
      enums,
    ].join('\n'),
  )
  for (const scalar of Object.values(schema.getTypeMap())) {
    if (!isScalarType(scalar) || ['String', 'ID', 'Int', 'Float', 'Boolean'].includes(scalar.name)) continue
    const coerce = (value: unknown): string => {
      const text = typeof value === 'number' ? String(value) : value
      if (typeof text !== 'string' || patterns[scalar.name]?.test(text) === false) {
        throw new GraphQLError(`${scalar.name} cannot represent value: ${JSON.stringify(value)}`)
      }
      return text
    }
    scalar.parseValue = coerce
    scalar.parseLiteral = (node) =>
      coerce(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined)
  }
  return schema
}
