import { app } from '../../src/app.ts'
import type { Bindings } from '../../src/env.ts'

export { IntegrationObject } from '../../src/objects/integration-object.ts'

/**
 * Upstream behind bindings that count what is asked of them and, where that is wanted, answer late: how much later a
 * call is answered then tells for how many of them it has waited. `GET /bench?delay=<milliseconds>` tells the counts
 * and sets them to nothing.
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

/** The gateway keeps what it made of its bindings by their identity, so the counting ones are made once too. */
function bindingsOf(env: Bindings): Bindings {
  const known = counted.get(env)
  if (known !== undefined) return known
  const made = {
    ...env,
    DB: counting(env.DB, 'D1'),
    CATALOG: counting(env.CATALOG, 'KV'),
    INTEGRATIONS: counting(env.INTEGRATIONS, 'Durable Object'),
  }
  counted.set(env, made)
  return made
}

/** Methods that ask nothing yet, and answer what is asked. */
const steps = new Map<string, readonly (string | symbol)[]>([
  ['D1', ['prepare', 'bind']],
  ['KV', []],
  ['Durable Object', ['get']],
])

function counting<Target extends object>(target: Target, binding: string): Target {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name, object)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        const ask = (): unknown => Reflect.apply(member, object, given)
        if (steps.get(binding)?.includes(name)) return wrapped(ask(), binding)
        if (synchronous.has(name)) return ask()
        const what = `${binding} ${String(name)}`
        counts[what] = (counts[what] ?? 0) + 1
        return delay === 0 ? ask() : scheduler.wait(delay).then(ask)
      }
    },
  })
}

const synchronous = new Set<string | symbol>(['idFromName', 'idFromString', 'newUniqueId'])

function wrapped(value: unknown, binding: string): unknown {
  return typeof value === 'object' && value !== null ? counting(value, binding) : value
}
