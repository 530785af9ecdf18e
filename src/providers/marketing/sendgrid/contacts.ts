import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, post, put } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { sgqlString } from './sgql.ts'

const contactAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    email: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    phone_number: z.string().nullish(),
    phone_number_id: z.string().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

/** What isn't known of a contact is an empty text here. Consent is kept apart, by address, so it isn't known either. */
function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  return {
    id: native.id,
    email: native.email || null,
    firstName: native.first_name || null,
    lastName: native.last_name || null,
    phone: native.phone_number_id || native.phone_number || null,
    status: 'unknown' as const,
    nativeStatus: null,
    tags: null,
    createdAt: toUtc(native.created_at),
    updatedAt: toUtc(native.updated_at),
  }
}

/** Ids travel in comma-separated lists, where another text could name more than one contact. */
const contactId = () => ({ id: z.guid() })

export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'find-contact': read(marketing.findContact, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/contacts/search-contacts',
    // Addresses are stored in lower case, and compared as they are.
    request: ({ email }) =>
      post(path`/v3/marketing/contacts/search`, json({ query: `email = ${sgqlString(email.toLowerCase())}` })),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({ result: [exampleContact(fixtures.contact, email)], contact_count: 1 }),
    },
    answer: () => z.looseObject({ result: z.array(contactAnswer()).nullish() }),
    unify: ({ result }) => ({ items: (result ?? []).map(unifyContact) }),
  }),
  'get-contact': read(marketing.getContact, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/contacts/get-a-contact-by-id',
    extra: contactId,
    request: ({ id }) => get(path`/v3/marketing/contacts/${id}`),
    example: {
      input: { id: fixtures.contact },
      response: ({ id }) => exampleContact(id, fixtures.contactEmail),
    },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'add-contact': write(marketing.addContact, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/contacts/add-or-update-a-contact',
    extra: () => ({
      audience: z.guid().optional(),
      /** One of the identifiers of a contact here, so no two of them have the same. */
      phone: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number with its country code, such as +12025550143')
        .optional(),
      /** Your own id of the contact. */
      external_id: z.string().min(1).max(254).optional(),
      country: z.string().min(1).max(50).optional(),
      /** Values by the ids of custom fields, such as `e1_T`. */
      custom_fields: z.record(z.string().min(1).max(100), z.union([z.string().max(1_000), z.number()])).optional(),
    }),
    request: ({ audience, firstName, lastName, phone, ...contact }) =>
      put(
        path`/v3/marketing/contacts`,
        json({
          list_ids: audience === undefined ? undefined : [audience],
          contacts: [{ ...contact, first_name: firstName, last_name: lastName, phone_number_id: phone }],
        }),
      ),
    example: {
      input: { audience: fixtures.audience, email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: exampleJob,
    },
    answer: anything,
    // It is queued, and has no id until it is worked off.
    unify: (_, { email }) => ({ id: null, email }),
  }),
  'remove-from-audience': write(marketing.removeFromAudience, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/lists/remove-contacts-from-a-list',
    extra: contactId,
    request: ({ audience, id }) => del(path`/v3/marketing/lists/${audience}/contacts`, { query: { contact_ids: id } }),
    example: { input: { audience: fixtures.audience, id: fixtures.contact }, response: exampleJob },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
  'delete-contact': write(marketing.deleteContact, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/contacts/delete-contacts',
    extra: contactId,
    request: ({ id }) => del(path`/v3/marketing/contacts`, { query: { ids: id } }),
    example: { input: { id: fixtures.contact }, response: exampleJob },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
  'unsubscribe-contact': write(marketing.unsubscribeContact, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/suppressions-global-suppressions/add-recipient-addresses-to-the-global-suppression-group',
    rules: ({ audience }) =>
      audience === undefined
        ? []
        : [
            {
              path: 'audience',
              message: 'SendGrid unsubscribes an address from everything, and from no single audience',
            },
          ],
    request: ({ email }) => post(path`/v3/asm/suppressions/global`, json({ recipient_emails: [email] })),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({ recipient_emails: [email] }),
    },
    answer: anything,
    unify: (_, { email }) => ({ email, accepted: true as const }),
  }),
})

function exampleContact(id: string, email: string) {
  return {
    id,
    email,
    first_name: 'Ada',
    last_name: 'Lovelace',
    list_ids: [fixtures.audience],
    segment_ids: [],
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-01-15T09:00:00Z',
  }
}

function exampleJob() {
  return { job_id: '5b2b2f6c-7a43-4e8a-9f0e-5a2c1c6d8e77' }
}
