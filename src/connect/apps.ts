import * as z from 'zod'
import { Secret } from '../kit/secret.ts'
import type { App } from './token-endpoint.ts'

/**
 * `OAUTH_APPS`: the deployment's own apps, a JSON object of `{clientId, clientSecret}` by provider id. Anything else is a
 * mistake in the deployment; says where, never what.
 */
export function parseApps(text: string | undefined): ReadonlyMap<string, App> {
  if (text === undefined || text.trim() === '') return new Map()
  const shape = z.record(
    z.string(),
    z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1).optional() }),
  )
  const parsed = shape.safeParse(parseJson(text))
  if (!parsed.success) throw new TypeError('OAUTH_APPS is no JSON object of {clientId, clientSecret} by provider')
  return new Map(
    Object.entries(parsed.data).map(([provider, { clientId, clientSecret }]) => [
      provider,
      { clientId, clientSecret: clientSecret === undefined ? undefined : new Secret(clientSecret) },
    ]),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
