import { once } from 'node:events'
import { join } from 'node:path'
import { demoOrg, sandboxApps, seedDemo } from './local/demo.ts'
import { migrate } from './local/migrate.ts'
import { localSecrets } from './local/state.ts'
import { startWorkers } from './local/workers.ts'

/** `npm start`: the gateway, its sandbox and a demo org on one machine, until Ctrl-C. */
const host = '127.0.0.1'
const folder = process.env.STATE ?? join('.wrangler', 'upstream')

async function main(): Promise<void> {
  const port = portOf(process.env.PORT)
  const secrets = await localSecrets(folder)
  const workers = await startWorkers({
    host,
    port,
    state: join(folder, 'state'),
    vars: {
      AUTH_MODE: 'trusted-header',
      LOCAL_MODE: 'true',
      VAULT_KEYS: secrets.vaultKeys,
      ADMIN_TOKEN: secrets.adminToken,
      OAUTH_APPS: JSON.stringify(sandboxApps()),
    },
  })
  const stopping = signalled()
  await migrate(workers.database, 'migrations')
  const integrations = await seedDemo(workers.gateway)
  console.log(welcome(workers.gateway, workers.sandbox, integrations))
  console.log(`ready ${workers.gateway}`)
  await stopping
  await workers.stop()
}

/** Ctrl-C, or a polite kill. Miniflare would end the process at once on either, before its Workers have stopped. */
async function signalled(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return 8787
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is "${text}", which is no port`)
  return port
}

function welcome(gateway: string, sandbox: string, integrations: number): string {
  return `
  Upstream    ${gateway}/upstream
  Sandbox     ${sandbox}  (plays the providers; nothing leaves this machine)
  Demo org    ${demoOrg}, with ${integrations} integrations, one a provider
  State       ${folder}  (delete it to start afresh)
  Operator    the token in ${join(folder, 'admin-token')}

  Try first:

  curl -s ${gateway}/upstream/active -H 'orgid: ${demoOrg}'
  curl -s ${gateway}/upstream/call/stripe/create-payment -H 'orgid: ${demoOrg}' -H 'content-type: application/json' -d '{"amount":1000,"currency":"usd","source":"tok_visa"}'
  curl -s ${gateway}/upstream/call/stripe/get-balance -H 'orgid: ${demoOrg}'
`
}

await main().catch((thrown: unknown) => {
  console.error(explain(thrown))
  process.exit(1)
})

function explain(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (/EADDRINUSE|Address already in use/i.test(message))
    return 'The port is taken. Set PORT to another one: PORT=8788 npm start'
  return `Upstream could not start: ${message}`
}
