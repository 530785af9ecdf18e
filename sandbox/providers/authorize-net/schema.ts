import { type Fields, isFields } from '../../http.ts'

/**
 * The language of Authorize.Net's XML schema, as far as its requests need it. JSON requests are turned into XML by the
 * API, so a member out of its schema's order is refused like a member that does not exist.
 */

/** What is wrong, in the words of the XML validator, or `undefined`. */
type Check = (value: unknown, name: string) => string | undefined

interface Member {
  /** More than one: a choice between them. */
  readonly names: readonly string[]
  readonly checks: Readonly<Record<string, Check>>
  readonly isRequired: boolean
  readonly isRepeated: boolean
}

const space = "'AnetApi/xml/v1/schema/AnetApiSchema.xsd'"

export function required(name: string, check: Check): Member {
  return { names: [name], checks: { [name]: check }, isRequired: true, isRepeated: false }
}

export function optional(name: string, check: Check): Member {
  return { names: [name], checks: { [name]: check }, isRequired: false, isRepeated: false }
}

/** An element that may come many times: in JSON one value or an array of them. */
export function repeated(name: string, check: Check): Member {
  return { names: [name], checks: { [name]: check }, isRequired: false, isRepeated: true }
}

export function choice(checks: Readonly<Record<string, Check>>): Member {
  return { names: Object.keys(checks), checks, isRequired: true, isRepeated: false }
}

/** Members in this order and no others. */
export function sequence(...members: readonly Member[]): Check {
  return (value, name) => {
    if (!isFields(value)) {
      return isEmpty(value) ? incomplete(name, expected(members, 0)) : `The element '${name}' cannot contain text.`
    }
    let position = 0
    for (const [key, child] of Object.entries(value)) {
      const found = members.findIndex((member, index) => index >= position && member.names.includes(key))
      const member = members[found]
      const skipped = members.slice(position, found).some(({ isRequired }) => isRequired)
      if (member === undefined || skipped) return misplaced(name, key, expected(members, position))
      const values = member.isRepeated && Array.isArray(child) ? child : [child]
      for (const one of values) {
        const fault = member.checks[key]?.(one, key)
        if (fault !== undefined) return fault
      }
      position = found + 1
    }
    const rest = members.slice(position)
    return rest.some(({ isRequired }) => isRequired) ? incomplete(name, expected(members, position)) : undefined
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** The elements that could come next: up to the first that must. */
function expected(members: readonly Member[], from: number): string {
  const next: string[] = []
  for (const member of members.slice(from)) {
    next.push(...member.names)
    if (member.isRequired) break
  }
  return next.join(', ')
}

function misplaced(parent: string, child: string, possible: string): string {
  const list = possible === '' ? '' : ` List of possible elements expected: '${possible}' in namespace ${space}.`
  return `The element '${parent}' in namespace ${space} has invalid child element '${child}' in namespace ${space}.${list}`
}

function incomplete(parent: string, possible: string): string {
  return `The element '${parent}' in namespace ${space} has incomplete content. List of possible elements expected: '${possible}' in namespace ${space}.`
}

function invalidValue(name: string, value: string, type: string, reason: string): string {
  return `The ${space.slice(0, -1)}:${name}' element is invalid - The value '${value}' is invalid according to its datatype '${type}' - ${reason}`
}

/** The text of a simple element; a number or a boolean of JSON becomes text too. */
export function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function simple(type: string, reasonAgainst: (text: string) => string | undefined): Check {
  return (value, name) => {
    const text = textOf(value)
    if (text === undefined) return `The element '${name}' in namespace ${space} cannot contain child elements.`
    const reason = reasonAgainst(text)
    return reason === undefined ? undefined : invalidValue(name, text, type, reason)
  }
}

export function string(maximum = Number.POSITIVE_INFINITY, minimum = 0): Check {
  return simple('String', (text) => {
    if (text.length > maximum) return 'The actual length is greater than the MaxLength value.'
    return text.length < minimum ? 'The actual length is less than the MinLength value.' : undefined
  })
}

export const decimal = simple('http://www.w3.org/2001/XMLSchema:decimal', (text) => {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim())
    ? undefined
    : `The string '${text}' is not a valid Decimal value.`
})

export const boolean = simple('http://www.w3.org/2001/XMLSchema:boolean', (text) => {
  return /^(true|false|1|0)$/.test(text) ? undefined : `The string '${text}' is not a valid Boolean value.`
})

export const numericString = simple('AnetApi/xml/v1/schema/AnetApiSchema.xsd:numericString', (text) => {
  return /^[0-9]+$/.test(text) ? undefined : 'The Pattern constraint failed.'
})

export const dateTime = simple('http://www.w3.org/2001/XMLSchema:dateTime', (text) => {
  const isDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(text)
  return isDate && !Number.isNaN(Date.parse(text)) ? undefined : `The string '${text}' is not a valid DateTime value.`
})

export function integer(minimum: number, maximum: number): Check {
  return simple('http://www.w3.org/2001/XMLSchema:int', (text) => {
    if (!/^-?\d+$/.test(text)) return `The string '${text}' is not a valid Int32 value.`
    if (Number(text) < minimum) return 'The MinInclusive constraint failed.'
    return Number(text) > maximum ? 'The MaxInclusive constraint failed.' : undefined
  })
}

export function oneOf(...values: readonly string[]): Check {
  return simple('String', (text) => (values.includes(text) ? undefined : 'The Enumeration constraint failed.'))
}

/** An element whose inside is not looked into. */
export const anything: Check = () => undefined

/** The value of a member as text, or `undefined` where it is absent or empty. */
export function read(fields: Fields | undefined, name: string): string | undefined {
  const text = textOf(fields?.[name])
  return text === undefined || text === '' ? undefined : text
}

export function child(fields: Fields | undefined, name: string): Fields | undefined {
  const value = fields?.[name]
  return isFields(value) ? value : undefined
}

/** The elements of a repeated member: in JSON one value or an array. */
export function children(fields: Fields | undefined, name: string): Fields[] {
  const value = fields?.[name]
  return (Array.isArray(value) ? value : [value]).filter(isFields)
}
