import { requestText } from '../load/http.ts'
import type { MiniflareServed } from '../serve/miniflare.ts'
import { furnish, newSecrets, org, serveUpstream } from '../serve/upstream.ts'
import type { Settings, SoakSettings } from '../settings.ts'
import { whole } from '../table.ts'
import type { Place } from './memory.ts'
import { type Contestant, measureInTurn, seriesTable } from './paired.ts'
import { createPayment } from './subjects.ts'

/** The fewest integrations of an org; each contestant has a hundred times as many as the one before. */
const fewest = 10

/** A warm call, and a dry run, beside more and more integrations of the same org. */
export async function measureGrowth(
  { load, provider, script }: Place,
  settings: Settings & SoakSettings,
): Promise<string> {
  const sizes: number[] = []
  for (let size = fewest; size <= settings.integrations; size *= 100) sizes.push(size)
  const served: MiniflareServed[] = []
  const contestants: { readonly call: Contestant; readonly look: Contestant }[] = []
  try {
    for (const size of sizes) {
      const secrets = newSecrets()
      const one = await serveUpstream({ script, provider, secrets })
      served.push(one)
      const key = await furnish(one, secrets.adminToken)
      await fill(await one.miniflare.getD1Database('DB'), size)
      contestants.push({
        call: { served: one, request: createPayment.upstream(key) },
        look: { served: one, request: lookUp(key) },
      })
    }
    const names = sizes.map((size) => `${whole(size)} integrations`)
    const pairs = sizes.slice(1).map((_, index) => [index + 1, 0] as const)
    const options = { ...settings, load, connections: 1 }
    const calls = await measureInTurn(
      contestants.map(({ call }) => call),
      options,
    )
    const looks = await measureInTurn(
      contestants.map(({ look }) => look),
      options,
    )
    return [
      seriesTable('create-payment, warm', names, calls, pairs),
      seriesTable('dry run, which asks the database', names, looks, pairs),
    ].join('\n\n')
  } finally {
    await Promise.all(served.map((one) => one.stop()))
  }
}

/** Other integrations of the same org. Nobody calls them, so they need no secrets that could be opened. */
async function fill(database: D1Database, integrations: number): Promise<void> {
  await database
    .prepare(
      `insert into integrations (org_id, id, type, provider, name, description, status, version, public_config,
         secrets_version, webhook_enabled, created_at, updated_at)
       with recursive numbers(number) as (select 1 union all select number + 1 from numbers where number < ?2)
       select ?1, 'other-' || number, 'payment', 'paypal', 'Other ' || number, '', 'active', 1, '{}', 1, 0, number, number
       from numbers`,
    )
    .bind(org, integrations)
    .run()
}

/** A dry run asks the database what its reference means every time. */
function lookUp(key: string): string {
  const headers = { Host: 'upstream.example', 'Content-Type': 'application/json', Authorization: `Bearer ${key}` }
  const input = { amount: 1000, currency: 'usd', source: 'tok_visa' }
  return requestText('POST', '/upstream/test/stripe/create-payment', headers, JSON.stringify(input))
}
