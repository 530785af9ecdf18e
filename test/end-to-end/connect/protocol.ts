import * as z from 'zod'

/**
 * What the token endpoint does in place of its work. Each comes before the authorization server has seen the request, so
 * none of them uses up a refresh token: `held` is never let through, `slow` after a while, if its sender still waits.
 */
export const faults = ['none', 'slow', 'unavailable', 'broken', 'html', 'held'] as const

export type Fault = (typeof faults)[number]

/** How the authorization server behaves from now on. */
export const settings = z.strictObject({
  /** Seconds that access tokens live which are issued from now on. */
  accessLife: z.int().positive().optional(),
  /** One for every request to come; several are drawn from at random. */
  faults: z.array(z.enum(faults)).min(1).optional(),
  /** Takes all consents back that were given until now. */
  revokeGrants: z.literal(true).optional(),
})

export type Settings = z.output<typeof settings>

/** What the authorization server has seen. */
export const sightings = z.strictObject({
  /** Requests that the token endpoint has got, by grant type, faults included. */
  arrived: z.strictObject({ authorization_code: z.int(), refresh_token: z.int() }),
  /** Refreshes that it has answered with tokens, or refused. */
  refreshes: z.int(),
  /** The most often that one and the same refresh token was used. */
  mostUses: z.int(),
  /** Grants that it has revoked, as it does when a refresh token comes a second time. */
  revoked: z.int(),
  /** Accounts whose refreshes are held at the moment. */
  held: z.array(z.string()),
})

export type Sightings = z.output<typeof sightings>
