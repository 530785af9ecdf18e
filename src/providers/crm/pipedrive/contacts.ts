import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, patch, post } from '../../../kit/request.ts'
import { EXAMPLE_ORGANIZATION, EXAMPLE_PERSON, EXAMPLE_USER } from './examples.ts'
import { dataOf, listCursor, listOf, nextCursor, numberOf, pageOf, querySecond, recordId } from './resources.ts'

/** Contacts are persons, who have one name, and lists of addresses and phones of which one each is primary. */
export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-contact': write(crm.createContact, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#addPerson',
    extra: () => ({ company: recordId().optional() }),
    rules: ({ firstName, lastName }) =>
      firstName === undefined && lastName === undefined
        ? [{ path: 'lastName', message: 'is needed, or a first name: a person has to have a name' }]
        : [],
    request: ({ firstName, lastName, ...input }) =>
      post(path`/api/v2/persons`, json({ name: nameOf(firstName, lastName), ...fieldsOf(input) })),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper', phone: '+1 202 555 0143' },
      response: (input) => ({ success: true, data: examplePerson(4_102, input) }),
    },
    answer: () => dataOf(personAnswer()),
    unify: ({ data }) => unifyPerson(data),
  }),
  'get-contact': read(crm.getContact, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#getPerson',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(path`/api/v2/persons/${id}`),
    example: {
      input: { id: EXAMPLE_PERSON },
      response: ({ id }) => ({ success: true, data: examplePerson(Number(id), ada) }),
    },
    answer: () => dataOf(personAnswer()),
    unify: ({ data }) => unifyPerson(data),
  }),
  'update-contact': write(crm.updateContact, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#updatePerson',
    // An address or a phone that is given takes the place of all that the person has: the API writes whole lists.
    extra: () => ({ id: recordId(), company: recordId().optional() }),
    rules: ({ firstName, lastName }) => {
      if ((firstName === undefined) === (lastName === undefined)) return []
      const missing = firstName === undefined ? 'firstName' : 'lastName'
      return [{ path: missing, message: 'is needed beside the other: a person has one name, which is written whole' }]
    },
    request: ({ id, firstName, lastName, ...changes }) =>
      patch(
        path`/api/v2/persons/${id}`,
        json({ name: lastName === undefined ? undefined : nameOf(firstName, lastName), ...fieldsOf(changes) }),
      ),
    example: {
      input: { id: EXAMPLE_PERSON, phone: '+44 20 7946 0199' },
      response: ({ id, ...changes }) => ({ success: true, data: examplePerson(Number(id), { ...ada, ...changes }) }),
    },
    answer: () => dataOf(z.looseObject({ update_time: z.string().nullish() })),
    unify: ({ data }, { id }) => ({ id, updatedAt: toUtc(data.update_time) }),
  }),
  'delete-contact': write(crm.deleteContact, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#deletePerson',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => del(path`/api/v2/persons/${id}`),
    example: {
      input: { id: EXAMPLE_PERSON },
      response: ({ id }) => ({ success: true, data: { id: Number(id) } }),
    },
    answer: () => dataOf(z.looseObject({ id: z.int() })),
    unify: ({ data }) => ({ id: String(data.id), deleted: true as const }),
  }),
  'list-contacts': read(crm.listContacts, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#getPersons',
    extra: () => ({
      ...listCursor(),
      company: recordId().optional(),
      /** Only contacts that changed at this time or later. */
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ limit, cursor, company, updatedSince }) =>
      get(path`/api/v2/persons`, {
        query: {
          limit,
          cursor,
          org_id: company,
          updated_since: updatedSince === undefined ? undefined : querySecond(updatedSince),
        },
      }),
    example: {
      input: { limit: 5 },
      response: () => ({
        success: true,
        data: [examplePerson(Number(EXAMPLE_PERSON), ada)],
      }),
    },
    answer: () => listOf(personAnswer()),
    unify: ({ data }) => ({ items: data.map(unifyPerson) }),
    next: nextCursor,
  }),
  'search-contacts': read(crm.searchContacts, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Persons#searchPersons',
    extra: listCursor,
    request: ({ query, limit, cursor }) =>
      get(path`/api/v2/persons/search`, { query: { term: query, fields: 'name,email', limit, cursor } }),
    example: {
      input: { query: 'Lovelace', limit: 5 },
      response: () => ({
        success: true,
        data: { items: [{ result_score: 0.51, item: exampleFound }] },
      }),
    },
    answer: () => pageOf(z.looseObject({ items: z.array(z.looseObject({ item: foundAnswer() })) })),
    unify: ({ data }) => ({ items: data.items.map(({ item }) => unifyFound(item)) }),
    next: nextCursor,
  }),
})

function nameOf(...names: readonly (string | null | undefined)[]): string {
  return names.filter((name) => typeof name === 'string').join(' ')
}

interface PersonFields {
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly company?: string | undefined
}

function fieldsOf({ email, phone, company }: PersonFields) {
  return { emails: labelled(email), phones: labelled(phone), org_id: numberOf(company) }
}

/** No value empties the list. */
function labelled(value: string | null | undefined) {
  if (value === undefined) return undefined
  return value === null ? [] : [{ value, primary: true, label: 'work' }]
}

const values = () => z.array(z.looseObject({ value: z.string().nullish(), primary: z.boolean().nullish() })).nullish()

const personAnswer = once(() =>
  z.looseObject({
    id: z.int(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    emails: values(),
    phones: values(),
    org_id: z.int().nullish(),
    add_time: z.string().nullish(),
    update_time: z.string().nullish(),
  }),
)

function unifyPerson(native: z.output<ReturnType<typeof personAnswer>>) {
  return {
    id: String(native.id),
    email: primaryOf(native.emails),
    firstName: native.first_name || null,
    lastName: native.last_name || null,
    phone: primaryOf(native.phones),
    company: native.org_id ? String(native.org_id) : null,
    createdAt: toUtc(native.add_time),
    updatedAt: toUtc(native.update_time),
  }
}

function primaryOf(list: z.output<ReturnType<typeof values>>): string | null {
  const chosen = list?.find(({ primary }) => primary === true) ?? list?.[0]
  return chosen?.value || null
}

/** A search answers less of a person than a list does, and only the whole name. */
const foundAnswer = once(() =>
  z.looseObject({
    id: z.int(),
    name: z.string().nullish(),
    emails: z.array(z.string()).nullish(),
    phones: z.array(z.string()).nullish(),
    organization: z.looseObject({ id: z.int() }).nullish(),
  }),
)

function unifyFound({ id, name, emails, phones, organization }: z.output<ReturnType<typeof foundAnswer>>) {
  const [first = '', ...others] = name?.trim().split(/\s+/) ?? []
  return {
    id: String(id),
    email: emails?.[0] || null,
    firstName: first || null,
    lastName: others.join(' ') || null,
    phone: phones?.[0] || null,
    company: organization ? String(organization.id) : null,
    createdAt: null,
    updatedAt: null,
  }
}

const ada = {
  email: 'ada.lovelace@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: '+44 20 7946 0958',
  company: EXAMPLE_ORGANIZATION,
}

interface Named extends PersonFields {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | undefined
}

function examplePerson(id: number, { firstName, lastName, ...fields }: Named) {
  const { emails = [], phones = [], org_id } = fieldsOf(fields)
  return {
    id,
    name: nameOf(firstName, lastName),
    first_name: firstName ?? null,
    last_name: lastName ?? null,
    owner_id: Number(EXAMPLE_USER),
    org_id,
    emails,
    phones,
    is_deleted: false,
    visible_to: 3,
    label_ids: [],
    custom_fields: {},
    add_time: '2026-01-15T09:30:00Z',
    update_time: '2026-02-01T16:45:10Z',
  }
}

const exampleFound = {
  id: Number(EXAMPLE_PERSON),
  type: 'person',
  name: 'Ada Lovelace',
  emails: [ada.email],
  phones: [ada.phone],
  visible_to: 3,
  owner: { id: Number(EXAMPLE_USER) },
  organization: { id: Number(EXAMPLE_ORGANIZATION), name: 'Analytical Engines Ltd', address: null },
  custom_fields: [],
  notes: [],
}
