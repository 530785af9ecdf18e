import { app } from './app.ts'

export { IntegrationMeter } from './meter/integration-meter.ts'

export default { fetch: app.fetch } satisfies ExportedHandler<Env>
