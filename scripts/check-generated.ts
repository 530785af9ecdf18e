import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectTable } from './connect-table.ts'
import { marksModule } from './marks.ts'
import { providerTable } from './provider-table.ts'

/**
 * Checks that what is generated is what would be generated now: the tables of providers in README.md and
 * docs/connect.md, the marks of the catalog, the types of the bindings, the migrations. With `--write`, writes all but the last.
 */
const write = process.argv.includes('--write')
const stale: string[] = []
const open = '<!-- providers -->'
const close = '<!-- /providers -->'

checkTable('README.md', providerTable())
checkTable('docs/connect.md', connectTable())
checkMarks()
checkBindingTypes()
checkMigrations()

if (stale.length > 0) {
  console.error(stale.join('\n'))
  process.exitCode = 1
}

function checkTable(file: string, table: string): void {
  const page = readFileSync(file, 'utf8')
  const [before, rest = ''] = page.split(open)
  const after = rest.slice(rest.indexOf(close))
  const current = `${before}${open}\n${table}\n${after}`
  if (current === page) return
  if (write) writeFileSync(file, current)
  else stale.push(`The table of providers in ${file} is not current: npm run generate`)
}

function checkMarks(): void {
  const file = 'src/catalog/marks.ts'
  const current = marksModule()
  if (existsSync(file) && readFileSync(file, 'utf8') === current) return
  if (write) writeFileSync(file, current)
  else stale.push(`${file} is not current: npm run generate`)
}

function checkBindingTypes(): void {
  const flags = ['--include-runtime=false', '--strict-vars=false']
  try {
    execFileSync('wrangler', ['types', ...flags, ...(write ? [] : ['--check']), 'worker-configuration.d.ts'], {
      stdio: 'pipe',
    })
  } catch {
    stale.push('worker-configuration.d.ts is not current: npm run generate')
  }
}

function checkMigrations(): void {
  const folder = mkdtempSync(join(tmpdir(), 'upstream-migrations-'))
  try {
    cpSync('migrations', folder, { recursive: true })
    execFileSync('drizzle-kit', ['generate', '--dialect', 'sqlite', '--schema', 'src/db/schema.ts', '--out', folder], {
      stdio: 'pipe',
    })
    if (readdirSync(folder).length !== readdirSync('migrations').length) {
      stale.push('migrations/ lacks a change of src/db/schema.ts: npm run migration')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
