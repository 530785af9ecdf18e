import { Failure } from '../answers.ts'
import { findField, type Module } from '../modules.ts'
import type { Condition, Operator } from './condition.ts'

/** Source: https://www.zoho.com/crm/developer/docs/api/v8/search-records.html */
const operators: Readonly<Record<string, Operator>> = {
  equals: 'equal',
  not_equal: 'not equal',
  starts_with: 'starts with',
  in: 'in',
  between: 'between',
  greater_than: 'greater',
  greater_equal: 'greater or equal',
  less_than: 'less',
  less_equal: 'less or equal',
}

/** Parses `((Last_Name:equals:Hopper)and(First_Name:starts_with:G))`; `\(`, `\)` and `\,` stand for themselves. */
export function parseCriteria(module: Module, text: string): Condition {
  let position = 0

  function group(): Condition {
    expect('(')
    if (text[position] !== '(') {
      const comparison = compare()
      expect(')')
      return comparison
    }
    const inner = chain()
    expect(')')
    return inner
  }

  function chain(): Condition {
    const parts = [group()]
    const joint = /^\s*(and|or)\s*(?=\()/i.exec(text.slice(position))?.[1]?.toLowerCase()
    if (joint !== 'and' && joint !== 'or') return parts[0] ?? invalid()
    const pattern = new RegExp(`\\s*${joint}\\s*(?=\\()`, 'iy')
    for (;;) {
      pattern.lastIndex = position
      if (!pattern.test(text)) return { kind: joint, parts }
      position = pattern.lastIndex
      parts.push(group())
    }
  }

  function compare(): Condition {
    const pattern = /(\w+):(\w+):((?:\\.|[^()\\])*)/y
    pattern.lastIndex = position
    const [, name = '', word = '', raw = ''] = pattern.exec(text) ?? invalid()
    position = pattern.lastIndex
    const operator = operators[word]
    const field = findField(module, name)
    if (operator === undefined || field === undefined) return invalid()
    const values = (operator === 'in' || operator === 'between' ? raw.split(/(?<!\\),/) : [raw]).map((part) =>
      part.replaceAll(/\\(.)/g, '$1'),
    )
    const isNumber = field.data_type === 'integer' || field.data_type === 'currency'
    return { kind: 'compare', field: name, operator, values: isNumber ? values.map(Number) : values }
  }

  function expect(char: string): void {
    if (text[position] !== char) invalid()
    position += 1
  }

  const condition = chain()
  if (position !== text.length) invalid()
  return condition
}

function invalid(): never {
  throw new Failure(400, 'INVALID_QUERY', 'Invalid query formed', { reason: 'the criteria given seems to be invalid' })
}
