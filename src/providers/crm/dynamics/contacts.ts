import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import { del } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT } from './examples.ts'
import { dateTime, filter, guid, literally } from './filter.ts'
import { create, etag, list, listCursor, nextToken, pageOf, read, reference, rowOf, update } from './rows.ts'

/** Columns: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/contact */
const columns = {
  $select: 'contactid,firstname,lastname,emailaddress1,telephone1,_parentcustomerid_value,createdon,modifiedon',
}
const inOrder = { ...columns, $orderby: 'contactid' }

/** Nameless contacts are possible and of no use: the forms want a last name. */
const lastName = () => z.string().min(1).max(50)

export const contactOperations = (kit: Kit) => ({
  'create-contact': kit.write(crm.createContact, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/create-entity-web-api',
    extra: () => ({ lastName: lastName(), company: z.guid().optional() }),
    request: (input) => create('contacts', fieldsOf(input), columns),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper', phone: '+1 202 555 0143' },
      response: (input) => exampleContact('c0a80002-5b1d-ed11-b83e-000d3a572421', input),
    },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'get-contact': kit.read(crm.getContact, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/retrieve-entity-using-web-api',
    extra: () => ({ id: z.guid() }),
    request: ({ id }) => read('contacts', id, columns),
    example: { input: { id: EXAMPLE_CONTACT }, response: ({ id }) => exampleContact(id, ada) },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'update-contact': kit.write(crm.updateContact, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api',
    extra: () => ({ id: z.guid(), lastName: lastName().optional(), company: z.guid().optional() }),
    request: ({ id, ...changes }) => update('contacts', id, fieldsOf(changes), columns),
    example: {
      input: { id: EXAMPLE_CONTACT, phone: '+44 20 7946 0199' },
      response: ({ id, ...changes }) => exampleContact(id, { ...ada, ...changes }),
    },
    answer: contactAnswer,
    unify: ({ modifiedon }, { id }) => ({ id, updatedAt: toUtc(modifiedon) }),
  }),
  'delete-contact': kit.write(crm.deleteContact, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api',
    extra: () => ({ id: z.guid() }),
    request: ({ id }) => del(rowOf('contacts', id)),
    example: { input: { id: EXAMPLE_CONTACT }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, deleted: true as const }),
  }),
  'list-contacts': kit.read(crm.listContacts, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/overview',
    extra: () => ({
      ...listCursor(),
      company: z.guid().optional(),
      /** Only contacts that changed at this time or later. */
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ company, updatedSince, ...page }) =>
      list(
        'contacts',
        [
          company === undefined ? undefined : filter`_parentcustomerid_value eq ${guid(company)}`,
          updatedSince === undefined ? undefined : filter`modifiedon ge ${dateTime(updatedSince)}`,
        ],
        inOrder,
        page,
      ),
    example: { input: { limit: 5 }, response: () => ({ value: [exampleContact(EXAMPLE_CONTACT, ada)] }) },
    answer: () => pageOf(contactAnswer()),
    unify: ({ value }) => ({ items: value.map(unifyContact) }),
    next: nextToken,
  }),
  'search-contacts': kit.read(crm.searchContacts, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/filter-rows',
    extra: listCursor,
    request: ({ query, ...page }) =>
      list(
        'contacts',
        [filter`(contains(fullname,${literally(query)}) or contains(emailaddress1,${literally(query)}))`],
        inOrder,
        page,
      ),
    example: {
      input: { query: 'Lovelace', limit: 5 },
      response: () => ({ value: [exampleContact(EXAMPLE_CONTACT, ada)] }),
    },
    answer: () => pageOf(contactAnswer()),
    unify: ({ value }) => ({ items: value.map(unifyContact) }),
    next: nextToken,
  }),
})

interface ContactFields {
  readonly email?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | null | undefined
  readonly company?: string | undefined
}

function fieldsOf({ email, firstName, lastName, phone, company }: ContactFields) {
  return {
    firstname: firstName,
    lastname: lastName,
    emailaddress1: email,
    telephone1: phone,
    'parentcustomerid_account@odata.bind': reference('accounts', company),
  }
}

/** A contact may also belong to another contact, which is no company. */
const tableOfParent = '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname'

const contactAnswer = once(() =>
  z.looseObject({
    contactid: z.string(),
    firstname: z.string().nullish(),
    lastname: z.string().nullish(),
    emailaddress1: z.string().nullish(),
    telephone1: z.string().nullish(),
    _parentcustomerid_value: z.string().nullish(),
    [tableOfParent]: z.string().nullish(),
    createdon: z.string().nullish(),
    modifiedon: z.string().nullish(),
  }),
)

function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  return {
    id: native.contactid,
    email: native.emailaddress1 ?? null,
    firstName: native.firstname ?? null,
    lastName: native.lastname ?? null,
    phone: native.telephone1 ?? null,
    company: native[tableOfParent] === 'account' ? (native._parentcustomerid_value ?? null) : null,
    createdAt: toUtc(native.createdon),
    updatedAt: toUtc(native.modifiedon),
  }
}

const ada = {
  email: 'ada.lovelace@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: '+44 20 7946 0958',
  company: EXAMPLE_ACCOUNT,
}

function exampleContact(id: string, { email, firstName, lastName, phone, company }: ContactFields) {
  return {
    ...etag(id),
    contactid: id,
    firstname: firstName ?? null,
    lastname: lastName ?? null,
    emailaddress1: email ?? null,
    telephone1: phone ?? null,
    _parentcustomerid_value: company ?? null,
    [tableOfParent]: company === undefined ? undefined : 'account',
    createdon: '2026-01-15T09:30:00Z',
    modifiedon: '2026-02-01T16:45:10Z',
  }
}
