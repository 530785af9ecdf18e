import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { del, get, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT, EXAMPLE_EMAIL } from './examples.ts'
import {
  actionOf,
  examplePage,
  exampleWritten,
  foundOne,
  lookup,
  lookupOf,
  nextPage,
  nextToken,
  oneRecord,
  pageCursor,
  pageOf,
  recordId,
  recordOf,
  recordsOf,
  tokenCursor,
  written,
} from './records.ts'

const fields = 'Email,First_Name,Last_Name,Phone,Account_Name,Created_Time,Modified_Time'

/** Every layout wants a last name. */
const lastName = () => z.string().min(1).max(80)

export const contactOperations = ({ read, write }: Kit) => ({
  'create-contact': write(crm.createContact, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/insert-records.html',
    extra: () => ({ lastName: lastName(), company: recordId().optional() }),
    request: (input) => post(recordsOf('Contacts'), oneRecord(fieldsOf(input))),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper', phone: '+1 202 555 0143' },
      response: () => exampleWritten('5725767000000412001', 'record added'),
    },
    answer: written,
    unify: ({ data: [{ details }] }, { email = null, firstName = null, lastName, phone = null, company = null }) => ({
      id: details.id,
      email,
      firstName,
      lastName,
      phone,
      company,
      createdAt: toUtc(details.Created_Time),
      updatedAt: toUtc(details.Modified_Time),
    }),
  }),
  'get-contact': read(crm.getContact, {
    // https://www.zoho.com/crm/developer/docs/api/v8/get-records.html: 204, nothing there.
    emptyMeansMissing: true,
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-records.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Contacts', id)),
    example: { input: { id: EXAMPLE_CONTACT }, response: ({ id }) => ({ data: [exampleContact(id)] }) },
    answer: () => foundOne(contactAnswer()),
    unify: ({ data: [contact] }) => unifyContact(contact),
  }),
  'update-contact': write(crm.updateContact, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/update-records.html',
    extra: () => ({ id: recordId(), lastName: lastName().optional(), company: recordId().nullable().optional() }),
    request: ({ id, ...changes }) => put(recordOf('Contacts', id), oneRecord(fieldsOf(changes))),
    example: {
      input: { id: EXAMPLE_CONTACT, phone: '+44 20 7946 0199' },
      response: ({ id }) => exampleWritten(id, 'record updated'),
    },
    answer: written,
    unify: ({ data: [{ details }] }) => ({ id: details.id, updatedAt: toUtc(details.Modified_Time) }),
  }),
  'delete-contact': write(crm.deleteContact, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/delete-records.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => del(recordOf('Contacts', id)),
    example: {
      input: { id: EXAMPLE_CONTACT },
      response: ({ id }) => ({
        data: [{ code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' }],
      }),
    },
    answer: written,
    unify: ({ data: [{ details }] }) => ({ id: details.id, deleted: true as const }),
  }),
  'list-contacts': read(crm.listContacts, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-records.html',
    extra: tokenCursor,
    request: ({ limit, cursor }) =>
      get(recordsOf('Contacts'), { query: { fields, per_page: limit, page_token: cursor } }),
    example: { input: { limit: 5 }, response: () => examplePage(exampleContact(EXAMPLE_CONTACT)) },
    answer: () => pageOf(contactAnswer()),
    unify: (page) => ({ items: page?.data.map(unifyContact) ?? [] }),
    next: nextToken,
  }),
  'search-contacts': read(crm.searchContacts, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/search-records.html',
    extra: pageCursor,
    request: ({ query, limit, cursor }) =>
      get(actionOf('Contacts', 'search'), { query: { word: query, fields, per_page: limit, page: cursor } }),
    example: { input: { query: 'Lovelace', limit: 5 }, response: () => examplePage(exampleContact(EXAMPLE_CONTACT)) },
    answer: () => pageOf(contactAnswer()),
    unify: (page) => ({ items: page?.data.map(unifyContact) ?? [] }),
    next: nextPage,
  }),
  'upsert-contact': write({
    name: 'Upsert Contact',
    description: 'Create a contact, or change the one that has this e-mail address',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html',
    input: () => ({
      email: z.email().max(254),
      firstName: z.string().min(1).max(40).optional(),
      lastName: lastName(),
      phone: z.string().min(3).max(40).optional(),
      company: recordId().optional(),
    }),
    request: (input) =>
      post(actionOf('Contacts', 'upsert'), oneRecord(fieldsOf(input), { duplicate_check_fields: ['Email'] })),
    example: {
      input: { email: EXAMPLE_EMAIL, firstName: 'Ada', lastName: 'Lovelace' },
      response: () => exampleWritten(EXAMPLE_CONTACT, 'record updated'),
    },
    answer: written,
  }),
})

interface ContactFields {
  readonly email?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | null | undefined
  readonly company?: string | null | undefined
}

function fieldsOf({ email, firstName, lastName, phone, company }: ContactFields) {
  return {
    Email: email,
    First_Name: firstName,
    Last_Name: lastName,
    Phone: phone,
    Account_Name: lookupOf(company),
  }
}

const contactAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    Email: z.string().nullish(),
    First_Name: z.string().nullish(),
    Last_Name: z.string().nullish(),
    Phone: z.string().nullish(),
    Account_Name: lookup(),
    Created_Time: z.string().nullish(),
    Modified_Time: z.string().nullish(),
  }),
)

function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  return {
    id: native.id,
    email: native.Email ?? null,
    firstName: native.First_Name ?? null,
    lastName: native.Last_Name ?? null,
    phone: native.Phone ?? null,
    company: native.Account_Name?.id ?? null,
    createdAt: toUtc(native.Created_Time),
    updatedAt: toUtc(native.Modified_Time),
  }
}

const exampleContact = (id: string) => ({
  id,
  Email: EXAMPLE_EMAIL,
  First_Name: 'Ada',
  Last_Name: 'Lovelace',
  Phone: '+44 20 7946 0958',
  Account_Name: { name: 'Analytical Engines Ltd', id: EXAMPLE_ACCOUNT },
  Created_Time: '2026-01-15T15:00:00+05:30',
  Modified_Time: '2026-02-01T22:15:10+05:30',
})
