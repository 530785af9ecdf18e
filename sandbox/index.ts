import { DurableObject } from 'cloudflare:workers'
import type { State } from './provider.ts'
import { providers } from './registry.ts'
import { type Arrival, exchangeOf, route } from './router.ts'
import { createTables, storedState } from './stored-state.ts'

interface Bindings {
  ACCOUNTS: DurableObjectNamespace<SandboxAccount>
}

/** One account at one provider: what it created, and the place where its requests are answered one at a time. */
export class SandboxAccount extends DurableObject<Bindings> {
  readonly #state: State

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings)
    createTables(context.storage.sql)
    this.#state = storedState(context.storage.sql)
  }

  play(providerId: string, arrival: Arrival): Response {
    const provider = providers.find(({ id }) => id === providerId)
    if (provider === undefined) throw new Error(`The sandbox has no provider ${providerId}.`)
    return this.ctx.storage.transactionSync(() => provider.handle(exchangeOf(arrival), this.#state))
  }
}

export default {
  fetch(request, bindings): Promise<Response> {
    return route(request, new Date(), providers, (provider, account, arrival) =>
      bindings.ACCOUNTS.getByName(`${provider.id}|${account}`).play(provider.id, arrival),
    )
  },
} satisfies ExportedHandler<Bindings>
