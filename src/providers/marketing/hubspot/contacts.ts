import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, patch, post } from '../../../kit/request.ts'
import * as answers from './contact-answers.ts'
import { fixtures } from './fixtures.ts'
import { nextAfter, paged } from './pages.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/guide'

const withProperties = { properties: answers.readProperties.join(',') }

export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-contacts': read(marketing.listContacts, {
    docs: guide,
    rules: ({ audience }) =>
      audience === undefined
        ? []
        : [{ path: 'audience', message: 'HubSpot lists the ids of an audience only: use `list-audience-members`' }],
    request: ({ limit, cursor }) =>
      get(path`/crm/objects/2026-09/contacts`, { query: { limit, after: cursor, ...withProperties } }),
    example: { input: { limit: 3 }, response: () => ({ results: [exampleAda(fixtures.contact)] }) },
    answer: () => z.looseObject({ ...paged(), results: answers.contacts() }),
    unify: ({ results }) => ({ items: results.map(answers.unifyContact) }),
    next: nextAfter,
  }),
  'find-contact': read(marketing.findContact, {
    docs: guide,
    request: ({ email }) =>
      post(
        path`/crm/objects/2026-09/contacts/search`,
        json({
          filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email.toLowerCase() }] }],
          properties: answers.readProperties,
          sorts: [],
          limit: 10,
          after: '0',
        }),
      ),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({
        total: 1,
        results: [answers.exampleContact(fixtures.contact, { email: email.toLowerCase() })],
      }),
    },
    answer: () => z.looseObject({ results: answers.contacts() }),
    unify: ({ results }) => ({ items: results.map(answers.unifyContact) }),
  }),
  'get-contact': read(marketing.getContact, {
    docs: guide,
    request: ({ id }) => get(path`/crm/objects/2026-09/contacts/${id}`, { query: withProperties }),
    example: { input: { id: fixtures.contact }, response: ({ id }) => exampleAda(id) },
    answer: answers.contactAnswer,
    unify: answers.unifyContact,
  }),
  'add-contact': write(marketing.addContact, {
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/batch/upsert-contacts',
    extra: answers.moreProperties,
    rules: ({ audience }) =>
      audience === undefined
        ? []
        : [
            {
              path: 'audience',
              message: 'HubSpot wants a request of its own for it: use `add-to-audience` afterwards',
            },
          ],
    // Only batches are upserted.
    request: (input) =>
      post(
        path`/crm/objects/2026-09/contacts/batch/upsert`,
        json({ inputs: [{ idProperty: 'email', id: input.email, properties: answers.propertiesOf(input) }] }),
      ),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: (input) => ({
        status: 'COMPLETE',
        results: [{ ...answers.exampleContact('33499', input), new: true }],
        startedAt: '2026-01-15T09:00:00.000Z',
        completedAt: '2026-01-15T09:00:00.000Z',
      }),
    },
    answer: () => z.looseObject({ results: z.tuple([answers.contactAnswer()], z.unknown()) }),
    unify: ({ results: [contact] }, { email }) => ({ id: contact.id, email: contact.properties.email || email }),
  }),
  'update-contact': write(marketing.updateContact, {
    docs: guide,
    extra: answers.moreProperties,
    request: ({ id, ...input }) =>
      patch(path`/crm/objects/2026-09/contacts/${id}`, json({ properties: answers.propertiesOf(input) })),
    example: {
      input: { id: fixtures.contact, lastName: 'King' },
      response: ({ id, ...input }) => answers.exampleContact(id, input),
    },
    answer: answers.contactAnswer,
    unify: ({ id, updatedAt }) => ({ id, updatedAt: toUtc(updatedAt) }),
  }),
  'delete-contact': write(marketing.deleteContact, {
    docs: guide,
    request: ({ id }) => del(path`/crm/objects/2026-09/contacts/${id}`),
    example: { input: { id: fixtures.contact }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
  'unsubscribe-contact': write(marketing.unsubscribeContact, {
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide',
    rules: ({ audience }) =>
      audience === undefined
        ? []
        : [{ path: 'audience', message: 'HubSpot keeps consent by address, and not by audience' }],
    request: ({ email }) =>
      post(path`/communication-preferences/2026-09/statuses/${email}/unsubscribe-all`, undefined, {
        query: { channel: 'EMAIL' },
      }),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({
        status: 'COMPLETE',
        results: [exampleOptOut(email)],
        startedAt: '2026-01-15T09:00:00.000Z',
        completedAt: '2026-01-15T09:00:00.000Z',
      }),
    },
    answer: anything,
    unify: (_, { email }) => ({ email, accepted: true as const }),
  }),
})

function exampleAda(id: string) {
  return answers.exampleContact(id, { email: fixtures.contactEmail, firstName: 'Ada', lastName: 'Lovelace' })
}

function exampleOptOut(email: string) {
  return {
    channel: 'EMAIL',
    status: 'UNSUBSCRIBED',
    subscriberIdString: email,
    subscriptionId: 1,
    source: 'PUBLIC_API',
    timestamp: '2026-01-15T09:00:00.000Z',
  }
}
