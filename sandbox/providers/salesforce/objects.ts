import { address, type Field, field, reference } from './fields.ts'

/**
 * The standard objects that the sandbox plays, by the field reference at
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_list.htm
 */
export interface ObjectType {
  readonly name: string
  readonly label: string
  readonly plural: string
  readonly prefix: string
  readonly fields: readonly Field[]
}

const system: readonly Field[] = [
  field('Id', 'id', { label: 'Record ID', isReadOnly: true }),
  field('IsDeleted', 'boolean', { isReadOnly: true }),
  reference('OwnerId', 'User'),
  field('CreatedDate', 'datetime', { isReadOnly: true }),
  { ...reference('CreatedById', 'User'), isReadOnly: true },
  field('LastModifiedDate', 'datetime', { isReadOnly: true }),
  { ...reference('LastModifiedById', 'User'), isReadOnly: true },
  field('SystemModstamp', 'datetime', { isReadOnly: true }),
]

const externalId = field('External_Id__c', 'string', { label: 'External Id', length: 100, isExternalId: true })
const person: readonly Field[] = [
  field('FirstName', 'string', { length: 40 }),
  field('LastName', 'string', { length: 80, isRequired: true }),
  field('Salutation', 'picklist', { values: ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'] }),
  field('Name', 'string', { label: 'Full Name', length: 121, isReadOnly: true }),
  field('Title', 'string', { length: 128 }),
  field('Email', 'email'),
  field('Phone', 'phone'),
  field('MobilePhone', 'phone'),
  field('Fax', 'phone'),
  field('Description', 'textarea'),
  field('LeadSource', 'picklist', { values: ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'] }),
]
const industries = ['Agriculture', 'Banking', 'Consulting', 'Education', 'Electronics', 'Retail', 'Technology', 'Other']

export const stages: Readonly<Record<string, { probability: number; isClosed: boolean; isWon: boolean }>> = {
  Prospecting: { probability: 10, isClosed: false, isWon: false },
  Qualification: { probability: 10, isClosed: false, isWon: false },
  'Needs Analysis': { probability: 20, isClosed: false, isWon: false },
  'Value Proposition': { probability: 50, isClosed: false, isWon: false },
  'Id. Decision Makers': { probability: 60, isClosed: false, isWon: false },
  'Perception Analysis': { probability: 70, isClosed: false, isWon: false },
  'Proposal/Price Quote': { probability: 75, isClosed: false, isWon: false },
  'Negotiation/Review': { probability: 90, isClosed: false, isWon: false },
  'Closed Won': { probability: 100, isClosed: true, isWon: true },
  'Closed Lost': { probability: 0, isClosed: true, isWon: false },
}

export const objectTypes: readonly ObjectType[] = [
  {
    name: 'Account',
    label: 'Account',
    plural: 'Accounts',
    prefix: '001',
    fields: [
      ...system,
      field('Name', 'string', { label: 'Account Name', isRequired: true }),
      field('AccountNumber', 'string', { length: 40 }),
      field('Type', 'picklist', { values: ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Other'] }),
      field('Industry', 'picklist', { values: industries }),
      field('AnnualRevenue', 'currency'),
      field('NumberOfEmployees', 'int'),
      field('Phone', 'phone'),
      field('Fax', 'phone'),
      field('Website', 'url'),
      field('Description', 'textarea'),
      reference('ParentId', 'Account'),
      ...address('Billing'),
      ...address('Shipping'),
      externalId,
    ],
  },
  {
    name: 'Contact',
    label: 'Contact',
    plural: 'Contacts',
    prefix: '003',
    fields: [
      ...system,
      ...person,
      reference('AccountId', 'Account'),
      reference('ReportsToId', 'Contact'),
      field('Department', 'string', { length: 80 }),
      field('Birthdate', 'date'),
      field('HomePhone', 'phone'),
      field('DoNotCall', 'boolean'),
      field('HasOptedOutOfEmail', 'boolean'),
      ...address('Mailing'),
      ...address('Other'),
      externalId,
    ],
  },
  {
    name: 'Opportunity',
    label: 'Opportunity',
    plural: 'Opportunities',
    prefix: '006',
    fields: [
      ...system,
      field('Name', 'string', { length: 120, isRequired: true }),
      field('StageName', 'picklist', { label: 'Stage', isRequired: true, values: Object.keys(stages) }),
      field('CloseDate', 'date', { isRequired: true }),
      field('Amount', 'currency'),
      field('Probability', 'percent'),
      field('ExpectedRevenue', 'currency', { isReadOnly: true }),
      field('Type', 'picklist', { values: ['Existing Customer - Upgrade', 'New Customer'] }),
      field('NextStep', 'string'),
      field('LeadSource', 'picklist', {
        values: ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'],
      }),
      field('Description', 'textarea'),
      field('IsClosed', 'boolean', { isReadOnly: true }),
      field('IsWon', 'boolean', { isReadOnly: true }),
      reference('AccountId', 'Account'),
      reference('ContactId', 'Contact'),
      externalId,
    ],
  },
  {
    name: 'Lead',
    label: 'Lead',
    plural: 'Leads',
    prefix: '00Q',
    fields: [
      ...system,
      ...person,
      field('Company', 'string', { isRequired: true }),
      field('Status', 'picklist', {
        values: ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'],
      }),
      field('Industry', 'picklist', { values: industries }),
      field('Rating', 'picklist', { values: ['Hot', 'Warm', 'Cold'] }),
      field('Website', 'url'),
      field('AnnualRevenue', 'currency'),
      field('NumberOfEmployees', 'int'),
      field('IsConverted', 'boolean', { isReadOnly: true }),
      field('Street', 'textarea', { length: 255 }),
      field('City', 'string', { length: 40 }),
      field('State', 'string', { length: 80 }),
      field('PostalCode', 'string', { length: 20 }),
      field('Country', 'string', { length: 80 }),
      externalId,
    ],
  },
  {
    name: 'Task',
    label: 'Task',
    plural: 'Tasks',
    prefix: '00T',
    fields: [
      ...system,
      field('Subject'),
      field('Status', 'picklist', {
        values: ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
      }),
      field('Priority', 'picklist', { values: ['High', 'Normal', 'Low'] }),
      field('ActivityDate', 'date'),
      field('Description', 'textarea'),
      field('Type', 'picklist', { values: ['Call', 'Email', 'Meeting', 'Other'] }),
      field('TaskSubtype', 'picklist', { values: ['Task', 'Email', 'Call', 'ListEmail', 'Cadence'] }),
      field('IsClosed', 'boolean', { isReadOnly: true }),
      reference('WhoId', 'Contact', 'Lead'),
      reference('WhatId', 'Account', 'Opportunity'),
    ],
  },
  {
    name: 'Note',
    label: 'Note',
    plural: 'Notes',
    prefix: '002',
    fields: [
      ...system,
      field('Title', 'string', { length: 80, isRequired: true }),
      field('Body', 'textarea'),
      field('IsPrivate', 'boolean'),
      { ...reference('ParentId', 'Account', 'Contact', 'Lead', 'Opportunity'), isRequired: true },
    ],
  },
  {
    name: 'ContentNote',
    label: 'Note',
    plural: 'Notes',
    prefix: '069',
    fields: [
      ...system,
      field('Title', 'string', { isRequired: true }),
      field('Content', 'textarea'),
      field('FileType', 'string', { length: 20, isReadOnly: true }),
    ],
  },
  {
    name: 'User',
    label: 'User',
    plural: 'Users',
    prefix: '005',
    fields: [
      ...system,
      field('Name', 'string', { isReadOnly: true }),
      field('Username', 'string', { length: 80, isReadOnly: true }),
      field('FirstName', 'string', { length: 40, isReadOnly: true }),
      field('LastName', 'string', { length: 80, isReadOnly: true }),
      field('Email', 'email', { isReadOnly: true }),
      field('IsActive', 'boolean', { isReadOnly: true }),
    ],
  },
]

/** Objects and fields are found without regard to case. */
export function findObject(name: string): ObjectType | undefined {
  return objectTypes.find((type) => type.name.toLowerCase() === name.toLowerCase())
}

export function findField(type: ObjectType, name: string): Field | undefined {
  return type.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
}

/** The reference behind a relationship name: `Account` of a contact is its `AccountId`. */
export function findRelationship(type: ObjectType, name: string): Field | undefined {
  return type.fields.find(
    ({ type: kind, name: fieldName }) =>
      kind === 'reference' && fieldName.replace(/Id$/, '').toLowerCase() === name.toLowerCase(),
  )
}
