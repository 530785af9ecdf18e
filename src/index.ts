import { app } from './app.ts'

export { IntegrationObject } from './objects/integration-object.ts'
export { KeyedWrite } from './writes/keyed-write.ts'

export default { fetch: app.fetch } satisfies ExportedHandler<Env>
