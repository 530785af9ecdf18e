import { env, exports } from 'cloudflare:workers'
import type { Bindings } from '../../src/env.ts'

/**
 * Deployments of the gateway that differ in their vars and secrets. All of them work on the same D1, KV and Durable
 * Objects, and each has an isolate of its own: a second one with the same vars is another isolate of the same deployment.
 */
const known = new Map<string, Bindings>()

/** The header that tells the test entry which deployment a request is for. */
export const deploymentHeader = 'x-test-deployment'

export interface Deployment {
  /** `path` starts with `/`; `origin` is the host that the request comes by. */
  fetch(path: string, init?: RequestInit, origin?: string): Promise<Response>
}

/** What a deployment has otherwise than the others; `undefined` is a binding that it lacks. */
export type Overrides = { readonly [Name in keyof Bindings]?: Bindings[Name] | undefined }

export function deploy(overrides: Overrides = {}): Deployment {
  const name = `deployment-${known.size}`
  const bindings: Record<string, unknown> = { ...usual(), ...overrides }
  for (const [binding, value] of Object.entries(bindings)) if (value === undefined) delete bindings[binding]
  known.set(name, { ...usual(), ...overrides })
  return {
    fetch(path, init = {}, origin = 'https://gateway.test') {
      const headers = new Headers(init.headers)
      headers.set(deploymentHeader, name)
      return exports.default.fetch(new Request(origin + path, { redirect: 'manual', ...init, headers }))
    },
  }
}
