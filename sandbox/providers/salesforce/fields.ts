/** Fields of objects, by https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm */

export type FieldType =
  | 'boolean'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'double'
  | 'email'
  | 'id'
  | 'int'
  | 'percent'
  | 'phone'
  | 'picklist'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'url'

export interface Field {
  readonly name: string
  readonly label: string
  readonly type: FieldType
  /** In characters; 0 where the type has none. */
  readonly length: number
  /** Must be given when a record is created. */
  readonly isRequired: boolean
  /** Set by the system: an error to write. */
  readonly isReadOnly: boolean
  /** Names a record of another system: unique, and the key of an upsert. */
  readonly isExternalId: boolean
  readonly referenceTo: readonly string[]
  readonly values: readonly string[]
}

type Options = Partial<Omit<Field, 'name' | 'type'>>

const defaultLengths: Partial<Record<FieldType, number>> = {
  email: 80,
  id: 18,
  phone: 40,
  picklist: 255,
  reference: 18,
  string: 255,
  textarea: 32_000,
  url: 255,
}

export function field(name: string, type: FieldType = 'string', options: Options = {}): Field {
  return {
    name,
    label: name
      .replace(/__c$/, '')
      .replace(/Id$/, ' ID')
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' '),
    type,
    length: defaultLengths[type] ?? 0,
    isRequired: false,
    isReadOnly: false,
    isExternalId: false,
    referenceTo: [],
    values: [],
    ...options,
  }
}

export function reference(name: string, ...referenceTo: string[]): Field {
  return field(name, 'reference', { referenceTo })
}

export function address(prefix: string): Field[] {
  return [
    field(`${prefix}Street`, 'textarea', { length: 255 }),
    field(`${prefix}City`, 'string', { length: 40 }),
    field(`${prefix}State`, 'string', { length: 80 }),
    field(`${prefix}PostalCode`, 'string', { length: 20 }),
    field(`${prefix}Country`, 'string', { length: 80 }),
  ]
}
