import { exports } from 'cloudflare:workers'
import type { Bindings } from '../../src/env.ts'

/** Vars and secrets that a deployment may lack. */
type Optional = 'AUTH_MODE' | 'UPSTREAM_EGRESS' | 'LOCAL_MODE' | 'VAULT_KEYS' | 'ADMIN_TOKEN' | 'GATEWAY_SECRET'

type MutableBindings = { -readonly [Name in keyof Bindings]: Bindings[Name] }

interface Difference {
  readonly overrides: Partial<Bindings>
  readonly without: readonly Optional[]
  /** Made once: the gateway keeps its services by its bindings, so these are what makes an isolate. */
  bindings: Bindings | undefined
}

export interface Deployment {
  /** `path` starts with `/`; `origin` is the host that the request comes by. */
  fetch(path: string, init?: RequestInit, origin?: string): Promise<Response>
}

/** The header that tells the test entry which deployment a request is for. */
const deploymentHeader = 'x-test-deployment'

const known = new Map<string, Difference>()

/**
 * A deployment of the gateway that has some vars or bindings otherwise than `vitest.config.ts` says. All deployments work
 * on the same D1, KV and Durable Objects, and each has an isolate of its own: one without differences is another
 * isolate of the usual deployment.
 */
export function deploy(overrides: Partial<Bindings> = {}, without: readonly Optional[] = []): Deployment {
  const name = `deployment-${known.size}`
  known.set(name, { overrides, without, bindings: undefined })
  return {
    fetch(path, init = {}, origin = 'https://gateway.test') {
      const headers = new Headers(init.headers)
      headers.set(deploymentHeader, name)
      return exports.default.fetch(new Request(origin + path, { redirect: 'manual', ...init, headers }))
    },
  }
}

/** Sorts out for which deployment a request is, and hands it on as its caller sent it. */
export function arrival(request: Request, usual: Bindings): { request: Request; bindings: Bindings } {
  const headers = new Headers(request.headers)
  const difference = known.get(headers.get(deploymentHeader) ?? '')
  if (difference === undefined) throw new Error('a request for no deployment')
  headers.delete(deploymentHeader)
  difference.bindings ??= make(usual, difference)
  return { request: new Request(request, { headers }), bindings: difference.bindings }
}

function make(usual: Bindings, { overrides, without }: Difference): Bindings {
  const bindings: MutableBindings = { ...usual, ...overrides }
  for (const name of without) delete bindings[name]
  return bindings
}
