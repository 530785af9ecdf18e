import { parserError } from './faults.ts'

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'end'
  readonly text: string
  /** Counted from 1. */
  readonly column: number
}

const pattern = /\s*(?:([A-Za-z_][\w.]*)|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)|(<=|>=|[=<>(),*]))/y

/** The words of a query. Texts stand in single quotes, with a backslash before what is to be taken as it is. */
export function tokens(query: string): Token[] {
  const found: Token[] = []
  pattern.lastIndex = 0
  for (let at = 0; query.slice(at).trim() !== ''; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const match = pattern.exec(query)
    if (match === null) throw parserError(query.slice(at).trim().charAt(0), at + 1)
    const [whole, word, quoted, number, symbol = ''] = match
    const column = at + whole.length - whole.trimStart().length + 1
    if (word !== undefined) found.push({ kind: 'word', text: word, column })
    else if (quoted !== undefined) found.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1'), column })
    else if (number !== undefined) found.push({ kind: 'number', text: number, column })
    else found.push({ kind: 'symbol', text: symbol, column })
  }
  return [...found, { kind: 'end', text: '<EOF>', column: query.length + 1 }]
}
