import type { Fields } from '../../http.ts'
import { invalid, type Refusal } from './answers.ts'

/** Types of https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
type PropertyType = 'string' | 'number' | 'datetime' | 'bool' | 'enumeration'

export interface Property {
  readonly name: string
  readonly label: string
  readonly type: PropertyType
  readonly options: readonly string[]
  readonly isReadOnly: boolean
  /** Names one record: `idProperty` may be it. */
  readonly isUnique: boolean
  readonly isEmail: boolean
  /** In characters. */
  readonly maxLength: number
}

type Options = Partial<Omit<Property, 'name' | 'type'>>

export function property(name: string, type: PropertyType = 'string', options: Options = {}): Property {
  return {
    name,
    label: name.replace(/^hs_/, '').replaceAll('_', ' '),
    type,
    options: [],
    isReadOnly: false,
    isUnique: false,
    isEmail: false,
    maxLength: 65_536,
    ...options,
  }
}

interface PropertyFault {
  readonly isValid: false
  readonly message: string
  readonly error: string
  readonly name: string
}

/**
 * The properties of a body as they are stored. HubSpot takes text, and numbers and booleans as their text; an empty
 * text empties a property.
 */
export function writtenProperties(known: readonly Property[], given: Fields): Record<string, string> {
  const written: Record<string, string> = {}
  const faults: PropertyFault[] = []
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw invalid(
        `Invalid input JSON on line 1, column 1: Cannot deserialize value of type \`java.lang.String\` from ${JSON.stringify(value)} (properties.${name})`,
      )
    }
    const text = String(value)
    const fault = faultOf(
      known.find((candidate) => candidate.name === name.toLowerCase()),
      name,
      text,
    )
    if (fault === undefined) written[name.toLowerCase()] = text
    else faults.push({ isValid: false, name, ...fault })
  }
  if (faults.length > 0) throw notValid(faults)
  return written
}

/** Source: https://developers.hubspot.com/docs/api-reference/error-handling */
function notValid(faults: readonly PropertyFault[]): Refusal {
  return invalid(`Property values were not valid: ${JSON.stringify(faults)}`, {
    errors: faults.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  })
}

function faultOf(
  known: Property | undefined,
  name: string,
  text: string,
): { message: string; error: string } | undefined {
  if (known === undefined) {
    return { error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` }
  }
  if (known.isReadOnly) {
    return { error: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` }
  }
  if (text === '') return undefined
  if (text.length > known.maxLength) {
    return { error: 'INVALID_LENGTH', message: `${name} is longer than ${known.maxLength} characters` }
  }
  if (known.isEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return { error: 'INVALID_EMAIL', message: `Email address ${text} is invalid` }
  }
  if (known.type === 'enumeration' && !known.options.includes(text)) {
    return { error: 'INVALID_OPTION', message: optionMessage(known, text) }
  }
  if (known.type === 'number' && !Number.isFinite(Number(text))) {
    return { error: 'INVALID_NUMBER', message: `${text} was not a valid number.` }
  }
  if (known.type === 'datetime' && !/^\d{10,}$/.test(text) && Number.isNaN(Date.parse(text))) {
    return { error: 'INVALID_LONG', message: `${text} was not a valid long.` }
  }
  return undefined
}

function optionMessage({ name, options }: Property, text: string): string {
  const allowed = `[${options.join(', ')}]`
  return name === 'dealstage'
    ? `${text} is not a valid pipeline stage ID. Valid options are: pipelineId=default : ${allowed}`
    : `${text} was not one of the allowed options: ${allowed}`
}
