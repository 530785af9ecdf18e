import { Failure } from '../answers.ts'

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end'
  /** For a string its value without escapes, else the text as written. */
  readonly text: string
  readonly start: number
}

const lexeme =
  /\s*(?:(?<string>'(?:[^'\\]|\\.)*')|(?<datetime>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))|(?<date>\d{4}-\d{2}-\d{2})|(?<number>[+-]?\d+(?:\.\d+)?)|(?<word>[A-Za-z][\w.]*(?::\d+)?)|(?<symbol>!=|<>|<=|>=|[=<>(),]))/y

/** Escapes in strings: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
}

export function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(lexeme)
  const end = query.trimEnd().length
  while (pattern.lastIndex < end) {
    const before = pattern.lastIndex
    const match = pattern.exec(query)
    if (match?.groups === undefined) throw unexpected(query, before, query.slice(before).trim().charAt(0))
    const [kind, raw] = Object.entries(match.groups).find(([, value]) => value !== undefined) ?? ['symbol', '']
    const start = match.index + match[0].length - raw.length
    tokens.push({ kind: kindOf(kind), text: kind === 'string' ? unescaped(query, raw, start) : raw, start })
  }
  return [...tokens, { kind: 'end', text: '<EOF>', start: end }]
}

function kindOf(name: string): Token['kind'] {
  const kinds: readonly Token['kind'][] = ['word', 'string', 'number', 'date', 'datetime', 'symbol']
  return kinds.find((kind) => kind === name) ?? 'symbol'
}

/** `\%` and `\_` stay as they are: they mean something to `LIKE`. */
function unescaped(query: string, raw: string, start: number): string {
  return raw.slice(1, -1).replaceAll(/\\(u[0-9A-Fa-f]{4}|.)/gs, (whole, code: string) => {
    if (code === '%' || code === '_') return whole
    if (code.startsWith('u') && code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    const plain = escapes[code.toLowerCase()]
    if (plain === undefined)
      throw malformed(
        query,
        start,
        `Invalid string literal ${raw}. Illegal character sequence '${whole}' in string literal.`,
      )
    return plain
  })
}

export function unexpected(query: string, position: number, text: string): Failure {
  return malformed(query, position, text === '<EOF>' ? "unexpected token: '<EOF>'" : `unexpected token: '${text}'`)
}

export function malformed(query: string, position: number, message: string): Failure {
  return new Failure(400, 'MALFORMED_QUERY', located(query, position, message))
}

/** The place and the message, as the API draws it under the query. */
export function located(query: string, position: number, message: string): string {
  const before = query.slice(0, position).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  const line = query.split('\n')[before.length - 1] ?? ''
  return `\n${line}\n${' '.repeat(column - 1)}^\nERROR at Row:${before.length}:Column:${column}\n${message}`
}
