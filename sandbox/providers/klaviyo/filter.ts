const operators = [
  'equals',
  'any',
  'contains',
  'has',
  'starts-with',
  'ends-with',
  'greater-than',
  'greater-or-equal',
  'less-than',
  'less-or-equal',
] as const

type Operator = (typeof operators)[number]

export type Operand = string | number | boolean

export interface Condition {
  readonly operator: Operator
  readonly field: string
  readonly values: readonly Operand[]
}

/** The operators that each field of a list can be filtered with. */
export type Filterable = Readonly<Record<string, readonly Operator[]>>

/**
 * The conditions of a `filter`, which all have to hold: `equals(name,"x"),greater-than(created,2026-01-01T00:00:00Z)`
 * or `and(…)` around them. Undefined where it is written in another way.
 *
 * Source: https://developers.klaviyo.com/en/docs/filtering_
 */
export function parseFilter(filter: string): Condition[] | undefined {
  const inner = /^\s*and\(([\s\S]*)\)\s*$/.exec(filter)?.[1] ?? filter
  const conditions: Condition[] = []
  let rest = inner.trim()
  while (rest !== '') {
    const head = /^([a-z-]+)\(\s*([\w.$-]+)\s*,\s*/.exec(rest)
    const operator = operators.find((name) => name === head?.[1])
    if (head === null || operator === undefined) return undefined
    const operand = parseOperand(rest.slice(head[0].length))
    const tail = operand === undefined ? null : /^\s*\)\s*(,\s*(?=\S)|$)/.exec(operand.rest)
    if (operand === undefined || tail === null) return undefined
    conditions.push({ operator, field: head[2] ?? '', values: operand.values })
    rest = operand.rest.slice(tail[0].length)
  }
  return conditions.length === 0 ? undefined : conditions
}

interface Read {
  readonly values: readonly Operand[]
  readonly rest: string
}

function parseOperand(text: string): Read | undefined {
  if (!text.startsWith('[')) return parseScalar(text)
  let values: readonly Operand[] = []
  let rest = text.slice(1).trimStart()
  for (;;) {
    const scalar = parseScalar(rest)
    if (scalar === undefined) return undefined
    values = [...values, ...scalar.values]
    const mark = /^\s*([\],])\s*/.exec(scalar.rest)
    if (mark === null) return undefined
    rest = scalar.rest.slice(mark[0].length)
    if (mark[1] === ']') return { values, rest }
  }
}

/** Text in quotation marks of either kind, a number, `true`, `false`, or a time without quotation marks. */
function parseScalar(text: string): Read | undefined {
  const match = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.:+-]+))/.exec(text)
  if (match === null) return undefined
  const quoted = match[1] ?? match[2]
  const bare = match[3] ?? ''
  const rest = text.slice(match[0].length)
  if (quoted !== undefined) return { values: [quoted.replaceAll(/\\(.)/g, '$1')], rest }
  if (bare === 'true' || bare === 'false') return { values: [bare === 'true'], rest }
  return { values: [/^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : bare], rest }
}

/** Whether a value of an object, or one of several, meets a condition. */
export function meets({ operator, values }: Condition, actual: Operand | readonly Operand[] | null): boolean {
  const candidates = Array.isArray(actual) ? actual : [actual]
  return candidates.some((candidate) => values.some((wanted) => compare(operator, candidate, wanted)))
}

function compare(operator: Operator, actual: Operand | null, wanted: Operand): boolean {
  if (actual === null) return false
  switch (operator) {
    case 'equals':
    case 'any':
    case 'has':
      return ordinal(actual) === ordinal(wanted)
    case 'contains':
      return String(actual).toLowerCase().includes(String(wanted).toLowerCase())
    case 'starts-with':
      return String(actual).startsWith(String(wanted))
    case 'ends-with':
      return String(actual).endsWith(String(wanted))
    case 'greater-than':
      return ordinal(actual) > ordinal(wanted)
    case 'greater-or-equal':
      return ordinal(actual) >= ordinal(wanted)
    case 'less-than':
      return ordinal(actual) < ordinal(wanted)
    case 'less-or-equal':
      return ordinal(actual) <= ordinal(wanted)
  }
}

/** Times compare as times, however they are written, and e-mail addresses without case. */
function ordinal(value: Operand): Operand {
  if (typeof value === 'string' && value.includes('@')) return value.toLowerCase()
  const isTime = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value)
  const instant = isTime ? Date.parse(value) : Number.NaN
  return Number.isNaN(instant) ? value : instant
}
