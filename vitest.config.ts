import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { bundle } from './scripts/local/bundle.ts'

const compatibilityDate = '2026-10-20'

/**
 * Three kinds of tests. `unit`: pure code in plain Node. `worker`: the gateway in workerd with its real bindings, the
 * sandbox and a scriptable provider in place of the internet. `end-to-end`: the program as a newcomer starts it.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['./test/support/read-at-least.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: './test/support/entry.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(join(import.meta.dirname, 'migrations')),
                VAULT_KEYS: `first:${randomBytes(32).toString('base64')}`,
                ADMIN_TOKEN: `upa_${randomBytes(24).toString('hex')}`,
                LOCAL_MODE: 'true',
                UPSTREAM_EGRESS: JSON.stringify({ '*': 'http://sandbox.test' }),
              },
              outboundService: 'internet',
              workers: [
                {
                  name: 'internet',
                  modules: true,
                  script: await bundle('test/support/internet.ts'),
                  compatibilityDate,
                  serviceBindings: { SANDBOX: 'sandbox' },
                },
                {
                  name: 'sandbox',
                  modules: true,
                  script: await bundle('sandbox/index.ts'),
                  compatibilityDate,
                  durableObjects: { ACCOUNTS: { className: 'SandboxAccount', useSQLite: true } },
                },
              ],
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['./test/support/set-up.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          environment: 'node',
          include: ['test/end-to-end/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
