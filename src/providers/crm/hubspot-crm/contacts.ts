import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { anything } from '../../../kit/operation.ts'
import { del, get, json, patch, post } from '../../../kit/request.ts'
import { association } from './associations.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_COMPANY, EXAMPLE_CONTACT } from './examples.ts'
import {
  cleared,
  exampleRecord,
  type HubSpotRecord,
  listCursor,
  nextAfter,
  page,
  record,
  recordId,
  recordOf,
  recordsOf,
  searchCursor,
  searchOf,
} from './objects.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/guide'

/** `associatedcompanyid` is the primary company of a contact; it follows the associations and can't be written. */
const readProperties = ['email', 'firstname', 'lastname', 'phone', 'associatedcompanyid']

export const contactOperations = ({ read, write }: Kit) => ({
  'create-contact': write(crm.createContact, {
    docs: guide,
    extra: () => ({ company: recordId().optional() }),
    rules: ({ email, firstName, lastName }) =>
      email === undefined && firstName === undefined && lastName === undefined
        ? [{ path: 'email', message: 'is needed, or a first or last name: HubSpot wants one of them' }]
        : [],
    request: ({ company, ...input }) =>
      post(
        recordsOf('contacts'),
        json({
          properties: propertiesOf(input),
          associations: company === undefined ? [] : [association('contactToCompany', company)],
        }),
      ),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper', phone: '+1 202 555 0143' },
      response: (input) => exampleRecord('51002', propertiesOf(input)),
    },
    answer: record,
    // The answer is of before the company becomes a property.
    unify: (native, { company }) => {
      const contact = unifyContact(native)
      return { ...contact, company: contact.company ?? company ?? null }
    },
  }),
  'get-contact': read(crm.getContact, {
    docs: guide,
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('contacts', id), { query: { properties: readProperties.join(',') } }),
    example: { input: { id: EXAMPLE_CONTACT }, response: ({ id }) => exampleRecord(id, ada) },
    answer: record,
    unify: unifyContact,
  }),
  'update-contact': write(crm.updateContact, {
    docs: guide,
    extra: () => ({ id: recordId() }),
    request: ({ id, ...changes }) => patch(recordOf('contacts', id), json({ properties: propertiesOf(changes) })),
    example: {
      input: { id: EXAMPLE_CONTACT, phone: '+44 20 7946 0199' },
      response: ({ id, ...changes }) => exampleRecord(id, propertiesOf(changes)),
    },
    answer: record,
    unify: ({ id, updatedAt }) => ({ id, updatedAt: toUtc(updatedAt) }),
  }),
  'delete-contact': write(crm.deleteContact, {
    docs: guide,
    extra: () => ({ id: recordId() }),
    request: ({ id }) => del(recordOf('contacts', id)),
    example: { input: { id: EXAMPLE_CONTACT }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, deleted: true as const }),
  }),
  'list-contacts': read(crm.listContacts, {
    docs: guide,
    extra: listCursor,
    request: ({ limit, cursor }) =>
      get(recordsOf('contacts'), { query: { limit, after: cursor, properties: readProperties.join(',') } }),
    example: { input: { limit: 5 }, response: () => ({ results: [exampleRecord(EXAMPLE_CONTACT, ada)] }) },
    answer: page,
    unify: ({ results }) => ({ items: results.map(unifyContact) }),
    next: nextAfter,
  }),
  'search-contacts': read(crm.searchContacts, {
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm',
    extra: searchCursor,
    request: ({ query, limit, cursor = '0' }) =>
      post(
        searchOf('contacts'),
        json({ query, filterGroups: [], properties: readProperties, sorts: [], limit, after: cursor }),
      ),
    example: {
      input: { query: 'Lovelace', limit: 5 },
      response: () => ({ total: 1, results: [exampleRecord(EXAMPLE_CONTACT, ada)] }),
    },
    answer: page,
    unify: ({ results }) => ({ items: results.map(unifyContact) }),
    next: nextAfter,
  }),
})

interface ContactFields {
  readonly email?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | null | undefined
}

function propertiesOf({ email, firstName, lastName, phone }: ContactFields) {
  return { email: cleared(email), firstname: cleared(firstName), lastname: lastName, phone: cleared(phone) }
}

function unifyContact({ id, properties, createdAt, updatedAt }: HubSpotRecord) {
  return {
    id,
    email: properties.email || null,
    firstName: properties.firstname || null,
    lastName: properties.lastname || null,
    phone: properties.phone || null,
    company: properties.associatedcompanyid || null,
    createdAt: toUtc(createdAt),
    updatedAt: toUtc(updatedAt),
  }
}

const ada = {
  email: 'ada.lovelace@example.com',
  firstname: 'Ada',
  lastname: 'Lovelace',
  phone: '+44 20 7946 0958',
  associatedcompanyid: EXAMPLE_COMPANY,
}
