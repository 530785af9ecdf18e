import { readFileSync } from 'node:fs'

/** The compatibility date of the deployment, for every Worker that is compared with it. */
export function compatibilityDate(): string {
  const date = /^compatibility_date = "([\d-]+)"$/m.exec(readFileSync('wrangler.toml', 'utf8'))?.[1]
  if (date === undefined) throw new Error('wrangler.toml has no compatibility_date')
  return date
}
