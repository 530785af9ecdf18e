import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { connectFailures } from '../../../src/connect/failure.ts'

const page = await readFile('docs/connect.md', 'utf8')

/** The rows of a table below its heading, as cells. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const [, after = ''] = page.split(`\n${heading}\n| ---`)
  const [rows = ''] = after.slice(after.indexOf('\n') + 1).split(/\n(?!\|)/)
  return rows.split('\n').map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

it('every code by which nothing comes of a consent is documented, with what to do', () => {
  const rows = rowsOf('| Code | Meaning | What to do |')
  const documented = rows.map(([code = '']) => code.replaceAll('`', ''))
  expect(new Set(documented)).toEqual(new Set(Object.keys(connectFailures)))
  for (const [code, meaning = '', remedy = ''] of rows) {
    expect(meaning.length, code).toBeGreaterThan(10)
    expect(remedy.length, code).toBeGreaterThan(5)
  }
})
