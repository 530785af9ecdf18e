import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { del, get, json, patch, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT } from './examples.ts'
import { lastId, listCursor, page } from './listing.ts'
import { recordId, recordOf, recordsOf } from './resources.ts'
import { containing, dateTime, soql } from './soql.ts'

/** Contacts. Fields: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm */
export const contactOperations = ({ read, write }: Kit) => ({
  'create-contact': write(crm.createContact, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html',
    extra: () => ({ lastName: z.string().min(1).max(80), company: recordId().optional() }),
    request: (input) => post(recordsOf('Contact'), json(fieldsOf(input))),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper', phone: '+1 202 555 0143' },
      response: () => answers.exampleSaved(EXAMPLE_CONTACT),
    },
    answer: answers.saved,
    unify: ({ id }, { email = null, firstName = null, lastName, phone = null, company = null }) => ({
      id,
      email,
      firstName,
      lastName,
      phone,
      company,
      createdAt: null,
      updatedAt: null,
    }),
  }),
  'get-contact': read(crm.getContact, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-get-field-values.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Contact', id)),
    example: { input: { id: EXAMPLE_CONTACT }, response: ({ id }) => exampleContact(id) },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'update-contact': write(crm.updateContact, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-update-fields.html',
    extra: () => ({
      id: recordId(),
      lastName: z.string().min(1).max(80).optional(),
      company: recordId().nullable().optional(),
    }),
    request: ({ id, ...changes }) => patch(recordOf('Contact', id), json(fieldsOf(changes))),
    example: {
      input: { id: EXAMPLE_CONTACT, phone: '+1 202 555 0199' },
      response: ({ id }) => answers.exampleSaved(id),
    },
    answer: answers.nothing,
    result: answers.savedAs,
    unify: (_, { id }) => ({ id, updatedAt: null }),
  }),
  'delete-contact': write(crm.deleteContact, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-delete-record.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => del(recordOf('Contact', id)),
    example: { input: { id: EXAMPLE_CONTACT }, response: ({ id }) => answers.exampleSaved(id) },
    answer: answers.nothing,
    result: answers.savedAs,
    unify: (_, { id }) => ({ id, deleted: true as const }),
  }),
  'list-contacts': read(crm.listContacts, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html',
    extra: () => ({
      ...listCursor(),
      company: recordId().optional(),
      /** Only contacts that changed at this time or later. */
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ company, updatedSince, ...input }) =>
      page(
        selectContacts,
        [
          company === undefined ? undefined : soql`AccountId = ${company}`,
          updatedSince === undefined ? undefined : soql`LastModifiedDate >= ${dateTime(updatedSince)}`,
        ],
        input,
      ),
    example: {
      input: { limit: 5 },
      response: () => answers.examplePage(exampleContact(EXAMPLE_CONTACT)),
    },
    answer: contactPage,
    unify: ({ records }) => ({ items: records.map(unifyContact) }),
    next: lastId,
  }),
  'search-contacts': read(crm.searchContacts, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html',
    extra: listCursor,
    request: ({ query, ...input }) =>
      page(selectContacts, [soql`(Name LIKE ${containing(query)} OR Email LIKE ${containing(query)})`], input),
    example: {
      input: { query: 'Lovelace', limit: 5 },
      response: () => answers.examplePage(exampleContact(EXAMPLE_CONTACT)),
    },
    answer: contactPage,
    unify: ({ records }) => ({ items: records.map(unifyContact) }),
    next: lastId,
  }),
})

const selectContacts = soql`SELECT Id, FirstName, LastName, Email, Phone, AccountId, CreatedDate, LastModifiedDate FROM Contact`

interface ContactFields {
  readonly email?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | null | undefined
  readonly company?: string | null | undefined
}

function fieldsOf({ email, firstName, lastName, phone, company }: ContactFields) {
  return { FirstName: firstName, LastName: lastName, Email: email, Phone: phone, AccountId: company }
}

const contactAnswer = once(() =>
  z.looseObject({
    Id: z.string(),
    FirstName: z.string().nullish(),
    LastName: z.string().nullish(),
    Email: z.string().nullish(),
    Phone: z.string().nullish(),
    AccountId: z.string().nullish(),
    CreatedDate: z.string().nullish(),
    LastModifiedDate: z.string().nullish(),
  }),
)

const contactPage = () => answers.pageOf(contactAnswer())

function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  return {
    id: native.Id,
    email: native.Email ?? null,
    firstName: native.FirstName ?? null,
    lastName: native.LastName ?? null,
    phone: native.Phone ?? null,
    company: native.AccountId ?? null,
    createdAt: toUtc(native.CreatedDate),
    updatedAt: toUtc(native.LastModifiedDate),
  }
}

const exampleContact = (id: string) => ({
  ...answers.attributes('Contact', id),
  FirstName: 'Ada',
  LastName: 'Lovelace',
  Email: 'ada.lovelace@example.com',
  Phone: '+44 20 7946 0958',
  AccountId: EXAMPLE_ACCOUNT,
  CreatedDate: '2026-01-15T09:30:00.000+0000',
  LastModifiedDate: '2026-02-01T16:45:10.000+0000',
})
