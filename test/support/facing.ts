import { type Org, org } from './org.ts'
import type { Scripted } from './scripted.ts'
import { type StubProvider, stubProvider } from './stub-provider.ts'

/** More calls than any test makes: where the limit is not what is tested. */
export const rateLimit = { limit: 100_000, window: 1 }

/** What a charge of Stripe looks like, as far as anybody reads it. */
export const charge = { id: 'ch_1', object: 'charge', amount: 1000, currency: 'usd', status: 'succeeded' }

interface Facing {
  readonly acme: Org
  readonly id: string
  readonly provider: StubProvider
}

/** An org with a Stripe integration whose provider answers what the test says. */
export function facing(...answers: Scripted[]): Promise<Facing> {
  return facingAs('stripe', answers)
}

/** The same with Pipedrive, which recognises no write that it has seen. */
export function facingForgetful(...answers: Scripted[]): Promise<Facing> {
  return facingAs('pipedrive', answers)
}

async function facingAs(providerId: string, answers: readonly Scripted[]): Promise<Facing> {
  const provider = await stubProvider(...answers)
  const acme = await org('acme', { egress: provider.egress })
  const { id } = await acme.save(providerId, { config: { rateLimit } })
  return { acme, id, provider }
}
