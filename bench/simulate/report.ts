import { costOfMillion } from './prices.ts'
import type { Outcome, Scenario } from './simulation.ts'

const columns = [
  'locations',
  'isolates',
  'calls/s',
  'relays',
  'object calls a call',
  'on the object/s',
  'busiest second',
  'admitted',
  'most in a window / limit',
  'added p50',
  'added p99',
  '$ a million',
]

/** A Markdown table, a row a scenario. */
export function report(results: readonly { readonly scenario: Scenario; readonly outcome: Outcome }[]): string {
  const rows = results.map(({ scenario, outcome }) => rowOf(scenario, outcome))
  const widths = columns.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`
  return [line(columns), rule, ...rows.map(line)].join('\n')
}

function rowOf(scenario: Scenario, outcome: Outcome): readonly string[] {
  const { onObject, onRelays } = outcome
  const { worker, object } = costOfMillion(outcome)
  return [
    String(scenario.locations),
    String(scenario.locations * scenario.isolatesPerLocation),
    scenario.callsPerSecond.toLocaleString('en'),
    String(outcome.relays),
    ((onObject + onRelays) / outcome.calls).toFixed(3),
    String(Math.round(onObject / scenario.seconds)),
    String(outcome.busiestSecond),
    `${((100 * outcome.admitted) / outcome.calls).toFixed(1)} %`,
    (outcome.mostInWindow / scenario.limit.limit).toFixed(2),
    `${Math.round(outcome.addedP50)} ms`,
    `${Math.round(outcome.addedP99)} ms`,
    (worker + object).toFixed(2),
  ]
}
