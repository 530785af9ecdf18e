import { queryParseError } from '../answers.ts'

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'symbol' | 'end'
  readonly text: string
  readonly index: number
}

const pattern = /\s*(?:([A-Za-z_][\w.]*)|"([^"]*)"|(-?\d+(?:\.\d+)?)|(==|!=|<>|<=|>=|&&|\|\||[=<>(),]))/y

/** The words of a `where` filter. Texts stand in double quotes. */
export function tokens(filter: string): Token[] {
  const found: Token[] = []
  for (let at = 0; filter.slice(at).trim() !== ''; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const match = pattern.exec(filter)
    if (match === null) throw queryParseError(`Syntax error (at index ${at})`)
    const [, name, quoted, number, symbol = ''] = match
    if (name !== undefined) found.push({ kind: 'name', text: name, index: at })
    else if (quoted !== undefined) found.push({ kind: 'text', text: quoted, index: at })
    else if (number !== undefined) found.push({ kind: 'number', text: number, index: at })
    else found.push({ kind: 'symbol', text: symbol, index: at })
  }
  return [...found, { kind: 'end', text: '', index: filter.length }]
}
