import { app } from '../../src/app.ts'
import type { Bindings } from '../../src/env.ts'
import * as upstream from '../../src/index.ts'

export { KeyedWrite } from '../../src/index.ts'

/** The object of an integration, which can be made to fall over: whatever it is about, and all that it has not written, is gone. */
export class IntegrationObject extends upstream.IntegrationObject {
  async crash(): Promise<void> {
    this.ctx.abort('a test has ended this object')
  }
}

type CrashingBindings = Omit<Bindings, 'INTEGRATIONS'> & {
  readonly INTEGRATIONS: DurableObjectNamespace<IntegrationObject>
}

/** The gateway as `src/index.ts` exports it, and `/crash?name=`, which ends the Durable Object of that name. */
export default {
  async fetch(request, env, context) {
    const url = new URL(request.url)
    if (url.pathname !== '/crash') return app.fetch(request, env, context)
    const stub = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(url.searchParams.get('name') ?? ''))
    // It ends before it can answer.
    await stub.crash().catch(() => undefined)
    return new Response(null, { status: 204 })
  },
} satisfies ExportedHandler<CrashingBindings>
