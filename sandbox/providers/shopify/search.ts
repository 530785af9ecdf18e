/**
 * The search syntax of list arguments named `query`: `status:ACTIVE AND (tag:summer OR -vendor:"Acme Ltd")`.
 *
 * Source: https://shopify.dev/docs/api/usage/search-syntax
 */

/** The values that a record has under each name that can be searched. */
export type SearchFields<Item> = Readonly<Record<string, (record: Item) => readonly (string | number | null)[]>>

export interface SearchWarning {
  readonly query: string
  readonly field: string
}

type Matches<Item> = (record: Item) => boolean

interface Token {
  readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'term'
  readonly field: string
  readonly comparator: string
  readonly value: string
  readonly isQuoted: boolean
}

/**
 * Compiles a search. Terms without a field look at the fields in `anywhere`; a term with an unknown field is ignored
 * and reported through `warn`, as the API does.
 */
export function search<Item>(
  query: string | null | undefined,
  fields: SearchFields<Item>,
  anywhere: readonly string[],
  warn: (warning: SearchWarning) => void,
): Matches<Item> {
  const text = query ?? ''
  const tokens = tokenize(text)
  let position = 0

  function disjunction(): Matches<Item> {
    const branches = [conjunction()]
    while (tokens[position]?.kind === 'or') {
      position += 1
      branches.push(conjunction())
    }
    return (record) => branches.some((matches) => matches(record))
  }

  function conjunction(): Matches<Item> {
    const parts: Matches<Item>[] = []
    for (;;) {
      const token = tokens[position]
      if (token?.kind === 'and') position += 1
      else if (token === undefined || token.kind === 'or' || token.kind === 'close') break
      else parts.push(factor())
    }
    return (record) => parts.every((matches) => matches(record))
  }

  function factor(): Matches<Item> {
    const token = tokens[position]
    position += 1
    if (token?.kind === 'not') {
      const matches = factor()
      return (record) => !matches(record)
    }
    if (token?.kind === 'open') {
      const matches = disjunction()
      if (tokens[position]?.kind === 'close') position += 1
      return matches
    }
    return token === undefined ? () => true : term(token)
  }

  function term(token: Token): Matches<Item> {
    if (token.field === '') {
      return (record) => anywhere.some((name) => (fields[name]?.(record) ?? []).some((value) => compare(value, token)))
    }
    const valuesOf = fields[token.field]
    if (valuesOf === undefined) {
      warn({ query: text, field: token.field })
      return () => true
    }
    return (record) => valuesOf(record).some((value) => compare(value, token))
  }

  return disjunction()
}

const lexeme =
  /\s*(?:(?<open>\()|(?<close>\))|(?<not>-(?=\S)|NOT\s+)|(?:(?<field>[A-Za-z_]+):(?<comparator><=|>=|<|>|=?))?(?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+))/y

function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(lexeme)
  while (pattern.lastIndex < query.trimEnd().length) {
    const groups = pattern.exec(query)?.groups
    if (groups === undefined) break
    tokens.push(tokenOf(groups))
  }
  return tokens
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const raw = groups.value ?? ''
  const isQuoted = /^["']/.test(raw)
  const value = isQuoted ? raw.slice(1, -1).replaceAll(/\\(.)/g, '$1') : raw.replaceAll(/\\(.)/g, '$1')
  const token = { field: groups.field?.toLowerCase() ?? '', comparator: groups.comparator ?? '', value, isQuoted }
  if (groups.open !== undefined) return { ...token, kind: 'open' }
  if (groups.close !== undefined) return { ...token, kind: 'close' }
  if (groups.not !== undefined) return { ...token, kind: 'not' }
  if (token.field === '' && raw === 'AND') return { ...token, kind: 'and' }
  if (token.field === '' && raw === 'OR') return { ...token, kind: 'or' }
  return { ...token, kind: 'term' }
}

function compare(value: string | number | null, token: Token): boolean {
  if (value === null || value === '') return false
  if (/[<>]/.test(token.comparator)) {
    const [left, right] = [rank(value), rank(token.value)]
    if (Number.isNaN(left) || Number.isNaN(right)) return false
    const isBeyond = token.comparator.startsWith('<') ? left < right : left > right
    return isBeyond || (token.comparator.endsWith('=') && left === right)
  }
  const alternatives = token.isQuoted ? [token.value] : token.value.split(',')
  return alternatives.some((alternative) => equals(String(value).toLowerCase(), alternative.toLowerCase()))
}

function equals(value: string, wanted: string): boolean {
  if (wanted === '*') return true
  if (wanted.endsWith('*')) return value.split(/\s+/).some((word) => word.startsWith(wanted.slice(0, -1)))
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(wanted)
  return value === wanted || ` ${value} `.includes(` ${wanted} `) || (isDay && value.startsWith(`${wanted}t`))
}

/** Numbers and times on one scale, so that both can be compared. */
function rank(value: string | number): number {
  if (typeof value === 'number') return value
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value)
}
