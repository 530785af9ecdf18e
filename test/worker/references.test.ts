import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { findReferenced } from '../../src/db/integrations.ts'

/** A database that keeps the statements that it was given, with their parameters. */
function recording(database: D1Database) {
  const asked: { readonly text: string; readonly parameters: readonly unknown[] }[] = []
  const recorded = new Proxy(database, {
    get: (target, name) =>
      name === 'prepare'
        ? (text: string) => {
            const statement = target.prepare(text)
            const bind = (...parameters: unknown[]) => {
              asked.push({ text, parameters })
              return statement.bind(...parameters)
            }
            return { ...statement, bind }
          }
        : Reflect.get(target, name, target),
  })
  return { recorded, asked }
}

test('what a reference means is found by an index in each of its readings, however many integrations an org has', async () => {
  const { recorded, asked } = recording(env.DB)
  await findReferenced(openDatabase(recorded), 'acme', 'stripe')
  const [statement] = asked
  expect(asked).toHaveLength(1)
  const { results } = await env.DB.prepare(`explain query plan ${statement?.text}`)
    .bind(...(statement?.parameters ?? []))
    .all<{ detail: string }>()
  const searches = results.map(({ detail }) => detail).filter((detail) => detail.includes(' integrations '))
  expect(searches.map((detail) => /\((.*)\)$/.exec(detail)?.[1])).toEqual([
    'org_id=? AND id=?',
    'org_id=? AND id=?',
    'org_id=? AND name=?',
    'org_id=? AND name=?',
    'org_id=? AND provider=?',
  ])
})
