import { env } from 'cloudflare:workers'

/** How many integrations the database holds of an org, whatever their status. */
export async function integrationCount(org: string): Promise<number> {
  const row = await env.DB.prepare('SELECT COUNT(*) AS count FROM integrations WHERE org_id = ?').bind(org).first<{
    count: number
  }>()
  return row?.count ?? 0
}

/** Everything that the database holds of an org, as text: to see that nothing changed. */
export async function stored(org: string): Promise<string> {
  const integrations = await env.DB.prepare('SELECT * FROM integrations WHERE org_id = ? ORDER BY id').bind(org).all()
  const orgs = await env.DB.prepare('SELECT * FROM orgs WHERE id = ?').bind(org).all()
  return JSON.stringify([integrations.results, orgs.results])
}
