import { type Exception, findException } from './exceptions.ts'
import type { ProviderReport } from './provider.ts'

export interface Summary {
  readonly lines: readonly string[]
  readonly failed: boolean
}

/** What is printed: a table, then what is wrong, then what couldn't be checked. */
export function summarize(
  reports: readonly ProviderReport[],
  undescribed: readonly string[],
  exceptions: readonly Exception[],
): Summary {
  const used = new Set<Exception>()
  const problems: string[] = []
  const rows = reports.map((report) => {
    const lines = new Map<string, number>()
    let excused = 0
    for (const { operation, variant, path, message } of report.problems) {
      const exception = findException(exceptions, report.provider, operation, `${path}: ${message}`)
      if (exception !== undefined) {
        used.add(exception)
        excused += 1
        continue
      }
      // The same fault in every variant of an operation is one fault.
      const key = `${path}: ${message}`
      if (lines.has(`${operation} ${key}`)) continue
      lines.set(`${operation} ${key}`, 1)
      problems.push(`${report.provider} ${operation} ${variant}: ${key}`)
    }
    const { provider, operations, requests, undescribed: without, files } = report
    return [provider, operations, operations - without.length, requests, lines.size, excused, files.join(', ')].map(
      String,
    )
  })
  const checked = new Set(reports.map(({ provider }) => provider))
  const idle = exceptions
    .filter((exception) => checked.has(exception.provider) && !used.has(exception))
    .map(
      ({ provider, operation, problem }) =>
        `${provider} ${operation}: the exception ${problem} matches nothing any more`,
    )
  const head = ['provider', 'operations', 'checked', 'requests', 'problems', 'excused', 'against']
  return {
    failed: problems.length > 0 || idle.length > 0,
    lines: [
      ...table([head, ...rows]),
      ...section(`Not described (${undescribed.length})`, undescribed),
      ...section('Operations that a partial description lacks', reports.flatMap(missing)),
      ...section(
        'Notes',
        reports.flatMap(({ provider, notes }) => notes.map((note) => `${provider}: ${note}`)),
      ),
      ...section('Exceptions without use', idle),
      ...section(`Problems (${problems.length})`, problems),
    ],
  }
}

function missing({ provider, undescribed }: ProviderReport): readonly string[] {
  return undescribed.length === 0 ? [] : [`${provider}: ${undescribed.join(', ')}`]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
