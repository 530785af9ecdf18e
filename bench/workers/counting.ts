import { app } from '../../src/app.ts'
import type { Bindings } from '../../src/env.ts'

export { IntegrationMeter } from '../../src/meter/integration-meter.ts'

/**
 * Upstream behind bindings that count what is asked of them and, where that is wanted, answer late: how much later a call is
 * answered then tells how many of them it waited for. `GET /bench?delay=<milliseconds>` tells the counts and sets them
 * to nothing.
 */
let counts: Record<string, number> = {}
let delay = 0

const counted = new WeakMap<object, Bindings>()

export default {
  fetch(request, env, context) {
    const url = new URL(request.url)
    if (url.pathname !== '/bench') return app.fetch(request, bindingsOf(env), context)
    const told = counts
    counts = {}
    delay = Number(url.searchParams.get('delay') ?? 0)
    return Response.json(told)
  },
} satisfies ExportedHandler<Bindings>

/** The gateway holds what it made of its bindings by their identity, so the counting ones are made once too. */
function bindingsOf(env: Bindings): Bindings {
  const known = counted.get(env)
  if (known !== undefined) return known
  const made: Bindings = {
    ...env,
    DB: counting(env.DB, 'D1', { prepare: () => statement }),
    CATALOG: counting(env.CATALOG, 'KV', {}),
    METERS: counting(env.METERS, 'DO', { idFromName: (id) => id, get: (stub) => counting(stub, 'DO', {}) }),
  }
  counted.set(env, made)
  return made
}
