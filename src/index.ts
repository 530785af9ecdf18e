import { app } from './app.ts'

export { IntegrationMeter } from './meter/integration-meter.ts'
export { KeyedWrite } from './writes/keyed-write.ts'

export default { fetch: app.fetch } satisfies ExportedHandler<Env>
