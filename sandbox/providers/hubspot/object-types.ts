import { type Property, property } from './properties.ts'

/** A kind of CRM record, by https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
export interface ObjectType {
  /** `0-1` */
  readonly id: string
  /** As in paths: `contacts`. */
  readonly plural: string
  readonly singular: string
  readonly properties: readonly Property[]
  /** What is answered where no `properties` are asked for. */
  readonly shown: readonly string[]
  /** Where `query` of a search looks. */
  readonly searched: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
  /** Without all of these it can't be created. */
  readonly required: readonly string[]
  /** Without one of these it can't be created. */
  readonly requiredOne: readonly string[]
}

const dealStages = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'decisionmakerboughtin',
  'contractsent',
  'closedwon',
  'closedlost',
]

const lifecycleStages = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
]

export const currencies = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'JPY']

function common(createdAt: string, updatedAt: string): Property[] {
  return [
    property('hs_object_id', 'number', { label: 'Record ID', isReadOnly: true }),
    property(createdAt, 'datetime', { label: 'Create date', isReadOnly: true }),
    property(updatedAt, 'datetime', { label: 'Last modified date', isReadOnly: true }),
    property('hubspot_owner_id', 'number', { label: 'Owner' }),
  ]
}

function texts(...names: readonly string[]): Property[] {
  return names.map((name) => property(name))
}

export const contacts: ObjectType = {
  id: '0-1',
  plural: 'contacts',
  singular: 'contact',
  properties: [
    ...common('createdate', 'lastmodifieddate'),
    property('email', 'string', { isUnique: true, isEmail: true }),
    ...texts('firstname', 'lastname', 'phone', 'mobilephone', 'company', 'jobtitle', 'website', 'salutation'),
    ...texts('address', 'city', 'state', 'zip', 'country', 'hs_lead_status'),
    property('lifecyclestage', 'enumeration', { options: lifecycleStages }),
    property('associatedcompanyid', 'number', { label: 'Primary associated company ID' }),
    property('hs_email_optout', 'bool', { label: 'Unsubscribed from all email', isReadOnly: true }),
  ],
  shown: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  searched: ['firstname', 'lastname', 'email', 'phone', 'company', 'mobilephone'],
  createdAt: 'createdate',
  updatedAt: 'lastmodifieddate',
  required: [],
  requiredOne: ['email', 'firstname', 'lastname'],
}

export const companies: ObjectType = {
  id: '0-2',
  plural: 'companies',
  singular: 'company',
  properties: [
    ...common('createdate', 'hs_lastmodifieddate'),
    ...texts('name', 'domain', 'website', 'phone', 'description', 'address', 'city', 'state', 'zip', 'country'),
    ...texts('industry', 'type'),
    property('annualrevenue', 'number'),
    property('numberofemployees', 'number'),
    property('lifecyclestage', 'enumeration', { options: lifecycleStages }),
  ],
  shown: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  searched: ['website', 'phone', 'name', 'domain'],
  createdAt: 'createdate',
  updatedAt: 'hs_lastmodifieddate',
  required: [],
  requiredOne: ['name', 'domain'],
}

export const deals: ObjectType = {
  id: '0-3',
  plural: 'deals',
  singular: 'deal',
  properties: [
    ...common('createdate', 'hs_lastmodifieddate'),
    ...texts('dealname', 'description'),
    property('amount', 'number'),
    property('closedate', 'datetime'),
    property('deal_currency_code', 'enumeration', { options: currencies }),
    property('dealstage', 'enumeration', { options: dealStages }),
    property('dealtype', 'enumeration', { options: ['newbusiness', 'existingbusiness'] }),
    property('pipeline', 'enumeration', { options: ['default'] }),
  ],
  shown: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  searched: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
  createdAt: 'createdate',
  updatedAt: 'hs_lastmodifieddate',
  required: ['dealname', 'dealstage'],
  requiredOne: [],
}

const activity = {
  createdAt: 'hs_createdate',
  updatedAt: 'hs_lastmodifieddate',
  shown: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  required: ['hs_timestamp'],
  requiredOne: [],
}

export const notes: ObjectType = {
  ...activity,
  id: '0-46',
  plural: 'notes',
  singular: 'note',
  properties: [
    ...common('hs_createdate', 'hs_lastmodifieddate'),
    property('hs_timestamp', 'datetime'),
    property('hs_note_body', 'string', { maxLength: 65_536 }),
    property('hs_attachment_ids'),
  ],
  searched: ['hs_note_body'],
}

export const tasks: ObjectType = {
  ...activity,
  id: '0-27',
  plural: 'tasks',
  singular: 'task',
  properties: [
    ...common('hs_createdate', 'hs_lastmodifieddate'),
    property('hs_timestamp', 'datetime'),
    ...texts('hs_task_subject', 'hs_task_body'),
    property('hs_task_status', 'enumeration', {
      options: ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'],
    }),
    property('hs_task_priority', 'enumeration', { options: ['NONE', 'LOW', 'MEDIUM', 'HIGH'] }),
    property('hs_task_type', 'enumeration', { options: ['TODO', 'CALL', 'EMAIL'] }),
  ],
  searched: ['hs_task_subject', 'hs_task_body'],
}

const objectTypes: readonly ObjectType[] = [contacts, companies, deals, notes, tasks]

/** A type by its plural, its singular or its id, in any case. */
export function findObjectType(name: string): ObjectType | undefined {
  const wanted = name.toLowerCase()
  return objectTypes.find(({ id, plural, singular }) => [id, plural, singular].includes(wanted))
}
