/** What `vitest.config.ts` adds to the bindings of `wrangler.toml`. */
declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[]
    VAULT_KEYS: string
    ADMIN_TOKEN: string
  }
  interface GlobalProps {
    mainModule: typeof import('./entry.ts')
    durableNamespaces: 'IntegrationObject' | 'KeyedWrite'
  }
}
