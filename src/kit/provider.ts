import * as z from 'zod'
import type { Auth } from './auth.ts'
import {
  appFields,
  type ConfigField,
  type ConfigShape,
  describeFields,
  type PublicConfig,
  rateLimitField,
} from './config.ts'
import type { Connect } from './connect.ts'
import { once } from './contract.ts'
import type { ConcurrencyLimit, LimitHeaders, RateLimit } from './limit.ts'
import type { Operation, OperationDefinition, OperationKit } from './operation.ts'
import { operationKit } from './operation-kit.ts'
import type { RefusalReader } from './refusal.ts'
import type { PublicValues, Server } from './server.ts'
import type { WebhookScheme } from './webhook.ts'

export type ProviderType = 'payment' | 'shipping' | 'ecommerce' | 'marketing' | 'crm' | 'accounting'

interface ProviderFacts {
  readonly id: string
  readonly type: ProviderType
  readonly name: string
  readonly description: string
  /** The provider's API reference. */
  readonly docs: string
  /** The version that every request is pinned to, as the provider writes it. */
  readonly apiVersion: string
  readonly server: Server
  /** Headers that every request carries: the pinned API version, what the provider wants to accept. */
  readonly headers?: Readonly<Record<string, string>>
  /** Documented limits, each with its source; none where the provider publishes none. */
  readonly limits: readonly RateLimit[]
  /** How many calls it serves at once, where it documents that. */
  readonly concurrency?: ConcurrencyLimit
  /** What its answers tell of its limits, where they do. */
  readonly limitHeaders?: LimitHeaders
  /** The header by which the provider drops a repeated write, where it honours one. */
  readonly idempotencyHeader?: string
  readonly refusal: RefusalReader
}

interface Definition<Shape extends ConfigShape, Operations extends Readonly<Record<string, OperationDefinition>>>
  extends ProviderFacts {
  readonly config: () => Shape
  readonly auth: Auth<keyof Shape & string>
  /** How an account gives its consent, where the provider can be used on behalf of one. */
  readonly connect?: Connect<keyof Shape & string>
  /** How the provider signs what it delivers; undefined where it delivers nothing, or signs nothing. */
  readonly webhook?: WebhookScheme<keyof Shape & string>
  /** The cheap read that proves the credentials. */
  readonly check: keyof Operations & string
  readonly operations: (kit: OperationKit<PublicConfig<Shape>>) => Operations
}

/** A provider as the rest of the program sees it. Everything costly is made on first use and kept. */
export interface Provider extends ProviderFacts {
  readonly auth: Auth
  readonly connect?: Connect
  readonly webhook?: WebhookScheme
  readonly check: string
  /** The strict schema of a saved config, `rateLimit` included. */
  readonly configSchema: () => z.ZodObject
  /** The same for an integration whose account has given its consent: without what that stands in for. */
  readonly connectedSchema: () => z.ZodObject
  /** The same for one whose account has yet to give its consent: without what that will tell, too. */
  readonly unconnectedSchema: () => z.ZodObject
  readonly configFields: () => readonly ConfigField[]
  readonly operations: () => ReadonlyMap<string, Operation>
}

/** A provider is one file of declarations; this gives it its types and makes its costly parts lazy. */
export function defineProvider<
  const Shape extends ConfigShape,
  const Operations extends Readonly<Record<string, OperationDefinition>>,
>(definition: Definition<Shape, Operations>): Provider {
  const { connect } = definition
  const shape = once(() => {
    const own = definition.config()
    const app = connect === undefined ? {} : askedFields(connect, appFields(definition.name))
    // Named twice, so that its own fields come first and its own meaning of a name wins.
    return { ...own, ...app, ...own, rateLimit: rateLimitField() }
  }) // Only `configSchema` makes what reaches a request as config, and it is this very shape that it parses with.
  const narrow = (config: PublicValues) => config as PublicConfig<Shape>
  return {
    ...definition,
    configSchema: once(() => z.strictObject(shape())),
    connectedSchema: once(() => without(shape(), connect?.replaces ?? [])),
    unconnectedSchema: once(() => without(shape(), [...(connect?.replaces ?? []), ...(connect?.learned ?? [])])),
    configFields: once(() => describeFields(shape())),
    operations: once(() => withIds(definition.operations(operationKit(narrow)))),
  }
}

/** The schema of a config that may lack these fields. */
function without(shape: ConfigShape, names: readonly string[]): z.ZodObject {
  const lacking = Object.entries(shape).map(([name, schema]) => [
    name,
    names.includes(name) ? schema.optional() : schema,
  ])
  return z.strictObject(Object.fromEntries(lacking))
}

/** Those of the app's fields that the provider's own don't stand for. */
function askedFields({ app }: Connect, shape: ConfigShape): ConfigShape {
  const names: readonly (string | undefined)[] = [app.clientId, app.clientSecret]
  return Object.fromEntries(Object.entries(shape).filter(([name]) => names.includes(name)))
}

function withIds(operations: Readonly<Record<string, OperationDefinition>>): ReadonlyMap<string, Operation> {
  return new Map(Object.entries(operations).map(([id, operation]) => [id, { ...operation, id }]))
}
