import { app } from '../../src/app.ts'
import type { Bindings } from '../../src/env.ts'
import { Instrument } from '../../test/support/instrument.ts'

export { IntegrationObject } from '../../src/objects/integration-object.ts'

/**
 * Upstream behind bindings that count what is asked of them and, where that is wanted, answer late: how much later a
 * call is answered then tells for how many of them it has waited. `GET /bench?delay=<milliseconds>` tells the counts
 * and sets them to nothing.
 */
const instrument = new Instrument()

const counted = new WeakMap<object, Bindings>()

export default {
  fetch(request, env, context) {
    const url = new URL(request.url)
    if (url.pathname !== '/bench') return app.fetch(request, bindingsOf(env), context)
    instrument.delay = Number(url.searchParams.get('delay') ?? 0)
    return Response.json(instrument.takeCounts())
  },
} satisfies ExportedHandler<Bindings>

/** The gateway keeps what it made of its bindings by their identity, so the counting ones are made once too. */
function bindingsOf(env: Bindings): Bindings {
  const known = counted.get(env)
  if (known !== undefined) return known
  const made = { ...env, ...instrument.wrap(env, ['DB', 'CATALOG', 'INTEGRATIONS']) }
  counted.set(env, made)
  return made
}
