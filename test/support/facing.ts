import { type Org, org } from './org.ts'
import type { Scripted } from './scripted.ts'
import { type StubProvider, stubProvider } from './stub-provider.ts'

/** More calls than any test makes: where the limit is not what is tested. */
export const rateLimit = { limit: 100_000, window: 1 }

/** What a charge of Stripe looks like, as far as anybody reads it. */
export const charge = { id: 'ch_1', object: 'charge', amount: 1000, currency: 'usd', status: 'succeeded' }

/** An org with a Stripe integration whose provider answers what the test says. */
export async function facing(...answers: Scripted[]): Promise<{ acme: Org; id: string; provider: StubProvider }> {
  const provider = await stubProvider(...answers)
  const acme = await org('acme', { egress: provider.egress })
  const { id } = await acme.save('stripe', { config: { rateLimit } })
  return { acme, id, provider }
}
