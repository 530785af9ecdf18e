import { app } from '../../src/app.ts'
import type { Bindings } from '../../src/env.ts'
import { arrival } from './deployments.ts'

export * from '../../src/index.ts'

/** The gateway as `src/index.ts` exports it, in as many deployments as the tests want. */
export default {
  fetch(request, usual, context) {
    const { request: arrived, bindings } = arrival(request, usual)
    return app.fetch(arrived, bindings, context)
  },
} satisfies ExportedHandler<Bindings>
