/**
 * The modules that the sandbox plays, with the fields of their default layouts.
 *
 * Source: https://www.zoho.com/crm/developer/docs/api/v8/modules-fields-overview.html
 */

export type DataType =
  | 'text'
  | 'email'
  | 'phone'
  | 'website'
  | 'textarea'
  | 'integer'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'picklist'
  | 'lookup'
  | 'ownerlookup'

export interface Field {
  readonly api_name: string
  readonly data_type: DataType
  /** In characters; 0 where the type has none. */
  readonly length: number
  readonly isRequired: boolean
  /** Set by the system; what a request says of it is ignored. */
  readonly isReadOnly: boolean
  /** The module that a lookup leads to. */
  readonly module?: ModuleName
  readonly values: readonly string[]
}

export type ModuleName = 'Leads' | 'Contacts' | 'Accounts' | 'Deals' | 'Notes'

export interface Module {
  readonly name: ModuleName
  readonly singular: string
  /** The field that names a record. */
  readonly title: string
  /** The field by which an upsert recognises a record: https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html */
  readonly key: string
  readonly fields: readonly Field[]
}

type Options = Partial<Omit<Field, 'api_name' | 'data_type'>>

const lengths: Partial<Record<DataType, number>> = {
  text: 255,
  email: 100,
  phone: 30,
  website: 450,
  textarea: 32_000,
  picklist: 120,
  currency: 16,
  integer: 9,
}

function field(api_name: string, data_type: DataType = 'text', options: Options = {}): Field {
  return {
    api_name,
    data_type,
    length: lengths[data_type] ?? 0,
    isRequired: false,
    isReadOnly: false,
    values: [],
    ...options,
  }
}

const system: readonly Field[] = [
  field('id', 'text', { isReadOnly: true }),
  field('Owner', 'ownerlookup'),
  field('Created_By', 'ownerlookup', { isReadOnly: true }),
  field('Modified_By', 'ownerlookup', { isReadOnly: true }),
  field('Created_Time', 'datetime', { isReadOnly: true }),
  field('Modified_Time', 'datetime', { isReadOnly: true }),
]

const person: readonly Field[] = [
  field('First_Name', 'text', { length: 40 }),
  field('Last_Name', 'text', { length: 80, isRequired: true }),
  field('Full_Name', 'text', { isReadOnly: true }),
  field('Email', 'email'),
  field('Phone', 'phone'),
  field('Mobile', 'phone'),
  field('Title', 'text', { length: 100 }),
  field('Lead_Source', 'picklist'),
  field('Email_Opt_Out', 'boolean'),
]

export const stages = [
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Identify Decision Makers',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
  'Closed Lost to Competition',
] as const

export const modules: readonly Module[] = [
  {
    name: 'Leads',
    singular: 'Lead',
    title: 'Full_Name',
    key: 'Email',
    fields: [
      ...system,
      ...person,
      field('Company', 'text', { length: 200 }),
      field('Lead_Status', 'picklist'),
      field('Website', 'website'),
      field('Description', 'textarea'),
    ],
  },
  {
    name: 'Contacts',
    singular: 'Contact',
    title: 'Full_Name',
    key: 'Email',
    fields: [
      ...system,
      ...person,
      field('Account_Name', 'lookup', { module: 'Accounts' }),
      field('Department', 'text', { length: 50 }),
      field('Date_of_Birth', 'date'),
      field('Mailing_Street', 'text', { length: 250 }),
      field('Mailing_City', 'text', { length: 100 }),
      field('Mailing_State', 'text', { length: 100 }),
      field('Mailing_Zip', 'text', { length: 30 }),
      field('Mailing_Country', 'text', { length: 100 }),
      field('Description', 'textarea'),
    ],
  },
  {
    name: 'Accounts',
    singular: 'Account',
    title: 'Account_Name',
    key: 'Account_Name',
    fields: [
      ...system,
      field('Account_Name', 'text', { length: 200, isRequired: true }),
      field('Phone', 'phone'),
      field('Website', 'website'),
      field('Industry', 'picklist'),
      field('Account_Type', 'picklist'),
      field('Employees', 'integer'),
      field('Annual_Revenue', 'currency'),
      field('Billing_Street', 'text', { length: 250 }),
      field('Billing_City', 'text', { length: 100 }),
      field('Billing_State', 'text', { length: 100 }),
      field('Billing_Code', 'text', { length: 30 }),
      field('Billing_Country', 'text', { length: 100 }),
      field('Description', 'textarea'),
    ],
  },
  {
    name: 'Deals',
    singular: 'Deal',
    title: 'Deal_Name',
    key: 'Deal_Name',
    fields: [
      ...system,
      field('Deal_Name', 'text', { length: 120, isRequired: true }),
      field('Amount', 'currency'),
      field('Stage', 'picklist', { isRequired: true, values: stages }),
      field('Closing_Date', 'date'),
      field('Account_Name', 'lookup', { module: 'Accounts' }),
      field('Contact_Name', 'lookup', { module: 'Contacts' }),
      field('Probability', 'integer'),
      field('Type', 'picklist', { values: ['Existing Business', 'New Business'] }),
      field('Next_Step', 'text', { length: 100 }),
      field('Lead_Source', 'picklist'),
      field('Description', 'textarea'),
    ],
  },
  {
    name: 'Notes',
    singular: 'Note',
    title: 'Note_Title',
    key: 'Note_Title',
    fields: [
      ...system,
      field('Note_Title', 'text', { length: 120 }),
      field('Note_Content', 'textarea', { isRequired: true }),
      field('Parent_Id', 'lookup', { isRequired: true }),
    ],
  },
]

export function findModule(name: string): Module | undefined {
  return modules.find((module) => module.name === name)
}

export function findField({ fields }: Module, name: string): Field | undefined {
  return fields.find(({ api_name }) => api_name === name)
}
