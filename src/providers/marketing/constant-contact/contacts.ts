import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { linkCursor, nextQuery, paged, pageQuery } from './pages.ts'
import { reference } from './reference.ts'

const contactAnswer = once(() =>
  z.looseObject({
    contact_id: z.string(),
    email_address: z.looseObject({ address: z.string().nullish(), permission_to_send: z.string().nullish() }).nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    phone_numbers: z.array(z.looseObject({ phone_number: z.string().nullish() })).nullish(),
    taggings: z.array(z.string()).nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
    deleted_at: z.string().nullish(),
  }),
)

const contactList = once(() => z.looseObject({ ...paged(), contacts: z.array(contactAnswer()) }))

/** `temp_hold` is between the two, and means neither. */
const statuses: Readonly<Record<string, marketing.ContactStatus>> = {
  explicit: 'subscribed',
  implicit: 'subscribed',
  pending_confirmation: 'pending',
  unsubscribed: 'unsubscribed',
}

function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  const permission = native.email_address?.permission_to_send
  const deleted = typeof native.deleted_at === 'string'
  return {
    id: native.contact_id,
    email: native.email_address?.address ?? null,
    firstName: native.first_name ?? null,
    lastName: native.last_name ?? null,
    phone: native.phone_numbers?.[0]?.phone_number ?? null,
    // Nothing is sent to who was deleted, whatever they had agreed to.
    status: deleted ? ('unsubscribed' as const) : (statuses[permission ?? ''] ?? 'unknown'),
    nativeStatus: permission ?? null,
    tags: native.taggings ?? null,
    createdAt: toUtc(native.created_at),
    updatedAt: toUtc(native.updated_at),
  }
}

const included = { include: 'phone_numbers,taggings' }

export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-contacts': read(marketing.listContacts, {
    docs: reference('Contacts', 'getContacts'),
    extra: () => ({ audience: z.guid().optional(), ...linkCursor() }),
    request: ({ audience, limit, cursor }) =>
      get(path`/v3/contacts`, { query: pageQuery(cursor, { lists: audience, limit, ...included }) }),
    example: { input: { limit: 3 }, response: () => ({ contacts: [exampleContact(fixtures.contact)] }) },
    answer: contactList,
    unify: ({ contacts }) => ({ items: contacts.map(unifyContact) }),
    next: nextQuery,
  }),
  'find-contact': read(marketing.findContact, {
    docs: reference('Contacts', 'getContacts'),
    request: ({ email }) => get(path`/v3/contacts`, { query: { email, ...included } }),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({ contacts: [exampleContact(fixtures.contact, email)] }),
    },
    answer: contactList,
    unify: ({ contacts }) => ({ items: contacts.map(unifyContact) }),
  }),
  'get-contact': read(marketing.getContact, {
    docs: reference('Contacts', 'getContact'),
    request: ({ id }) => get(path`/v3/contacts/${id}`, { query: included }),
    example: { input: { id: fixtures.contact }, response: ({ id }) => exampleContact(id) },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'add-contact': write(marketing.addContact, {
    docs: reference('Contacts', 'createOrUpdateContact'),
    // Only for people who agreed to it: a new contact's permission is explicit by this request, or waits for a
    // confirmation where the account wants one.
    extra: () => ({
      audience: z.guid(),
      email: z.email().max(50),
      phone: z.string().min(3).max(25).optional(),
      job_title: z.string().min(1).max(50).optional(),
      company_name: z.string().min(1).max(50).optional(),
    }),
    request: ({ audience, email, firstName, lastName, phone, ...work }) =>
      post(
        path`/v3/contacts/sign_up_form`,
        json({
          ...work,
          email_address: email,
          first_name: firstName,
          last_name: lastName,
          phone_number: phone,
          list_memberships: [audience],
        }),
      ),
    example: {
      input: { audience: fixtures.audience, email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: () => ({ contact_id: '6eacf704-5b1f-11ea-9f1b-fa163e56c9b0', action: 'created' }),
    },
    answer: () => z.looseObject({ contact_id: z.string() }),
    unify: ({ contact_id: id }, { email }) => ({ id, email }),
  }),
  'delete-contact': write(marketing.deleteContact, {
    docs: reference('Contacts', 'deleteContact'),
    request: ({ id }) => del(path`/v3/contacts/${id}`),
    example: { input: { id: fixtures.contact }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
})

function exampleContact(id: string, address: string = fixtures.contactEmail) {
  return {
    contact_id: id,
    email_address: {
      address,
      permission_to_send: 'explicit',
      created_at: '2026-01-15T09:00:00Z',
      updated_at: '2026-01-15T09:00:00Z',
      opt_in_source: 'Contact',
      opt_in_date: '2026-01-15T09:00:00Z',
      confirm_status: 'off',
    },
    first_name: 'Ada',
    last_name: 'Lovelace',
    phone_numbers: [],
    taggings: [],
    create_source: 'Contact',
    update_source: 'Contact',
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-01-15T09:00:00Z',
  }
}
