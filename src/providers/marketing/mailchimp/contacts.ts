import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, patch, post, put } from '../../../kit/request.ts'
import * as answers from './contact-answers.ts'
import { fixtures } from './fixtures.ts'
import { nextOffset, offsetCursor, pageQuery } from './pages.ts'

/** A contact belongs to one audience here, and the same address in two audiences is two contacts. */
const inAudience = () => ({ audience: identifier() })

/** Values of further merge fields, by their tags. */
const moreFields = () => ({
  merge_fields: z.record(z.string().regex(/^[A-Z0-9_]{1,10}$/), z.union([z.string().max(255), z.number()])).optional(),
})

const settableStatus = () => z.enum(['subscribed', 'unsubscribed', 'cleaned', 'pending'])

const memberStatus = () => z.enum([...settableStatus().options, 'transactional'])

/** Wherever a path wants the MD5 hash of an address, the address itself or a contact id will do as well. */
const member = (audience: string, id: string) => path`/3.0/lists/${audience}/members/${id}`

export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-contacts': read(marketing.listContacts, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/list-members-info/',
    extra: () => ({
      ...inAudience(),
      ...offsetCursor(),
      status: z.enum([...memberStatus().options, 'archived']).optional(),
    }),
    request: ({ audience, status, ...page }) =>
      get(path`/3.0/lists/${audience}/members`, { query: { ...pageQuery(page), status } }),
    example: {
      input: { audience: fixtures.audience, limit: 3 },
      response: ({ audience }) => ({
        list_id: audience,
        members: [answers.exampleMember({ id: fixtures.contact, email: fixtures.contactEmail })],
        total_items: 1,
      }),
    },
    answer: answers.memberList,
    unify: ({ members }) => ({ items: members.map(answers.unifyMember) }),
    next: ({ members, total_items: total }, input) => nextOffset(members.length, total, input),
  }),
  'find-contact': read(marketing.findContact, {
    docs: 'https://mailchimp.com/developer/marketing/api/search-members/search-members/',
    request: ({ email }) => get(path`/3.0/search-members`, { query: { query: email } }),
    example: {
      input: { email: fixtures.contactEmail },
      response: ({ email }) => ({
        exact_matches: { members: [answers.exampleMember({ id: fixtures.contact, email })], total_items: 1 },
        full_search: { members: [], total_items: 0 },
      }),
    },
    answer: answers.searchAnswer,
    unify: ({ exact_matches: { members } }) => ({ items: members.map(answers.unifyMember) }),
  }),
  'get-contact': read(marketing.getContact, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/get-member-info/',
    extra: inAudience,
    request: ({ audience, id }) => get(member(audience, id)),
    example: {
      input: { audience: fixtures.audience, id: fixtures.contact },
      response: ({ id }) => answers.exampleMember({ id, email: fixtures.contactEmail, firstName: 'Ada' }),
    },
    answer: answers.memberAnswer,
    unify: answers.unifyMember,
  }),
  'add-contact': write(marketing.addContact, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/add-or-update-list-member/',
    extra: () => ({
      ...inAudience(),
      ...moreFields(),
      /** `pending` asks the person to confirm. Who is in the audience already keeps the status that they have. */
      status_if_new: memberStatus().default('subscribed'),
    }),
    request: ({ audience, email, status_if_new, ...names }) =>
      put(
        member(audience, email.toLowerCase()),
        json({ email_address: email, status_if_new, merge_fields: answers.mergeFields(names) }),
      ),
    example: {
      input: { audience: fixtures.audience, email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: ({ status_if_new: status, ...input }) =>
        answers.exampleMember({ ...input, status, id: 'c404ee70be8231ce56d64b5497d91b14' }),
    },
    answer: answers.memberAnswer,
    unify: ({ id, email_address: address }, { email }) => ({ id, email: address ?? email }),
  }),
  'update-contact': write(marketing.updateContact, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/update-list-member/',
    extra: () => ({ ...inAudience(), ...moreFields(), status: settableStatus().optional() }),
    request: ({ audience, id, email, status, ...names }) =>
      patch(member(audience, id), json({ email_address: email, status, merge_fields: answers.mergeFields(names) })),
    example: {
      input: { audience: fixtures.audience, id: fixtures.contact, lastName: 'King' },
      response: ({ id, email = fixtures.contactEmail, status = 'subscribed', ...names }) =>
        answers.exampleMember({ ...names, id, email, status }),
    },
    answer: answers.memberAnswer,
    unify: ({ id, last_changed: changed }) => ({ id, updatedAt: toUtc(changed) }),
  }),
  'remove-from-audience': write(marketing.removeFromAudience, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/archive-list-member/',
    request: ({ audience, id }) => del(member(audience, id)),
    example: { input: { audience: fixtures.audience, id: fixtures.contact }, response: () => null },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
  'unsubscribe-contact': write(marketing.unsubscribeContact, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-members/update-list-member/',
    extra: inAudience,
    request: ({ audience, email }) => patch(member(audience, email.toLowerCase()), json({ status: 'unsubscribed' })),
    example: {
      input: { audience: fixtures.audience, email: fixtures.contactEmail },
      response: ({ email }) => answers.exampleMember({ id: fixtures.contact, email, status: 'unsubscribed' }),
    },
    answer: answers.memberAnswer,
    unify: (_, { email }) => ({ email, accepted: true as const }),
  }),
  'tag-contact': write({
    name: 'Tag Contact',
    description: 'Add tags to a contact and remove others; a tag that is new is made',
    docs: 'https://mailchimp.com/developer/marketing/api/list-member-tags/add-or-remove-member-tags/',
    input: () => ({
      audience: identifier(),
      /** The MD5 hash of the address in lower case, as answers give it. */
      id: z.string().regex(/^[0-9a-f]{32}$/, 'is not the MD5 hash of an address'),
      add: z.array(z.string().min(1).max(100)).max(100).default([]),
      remove: z.array(z.string().min(1).max(100)).max(100).default([]),
    }),
    rules: ({ add, remove }) =>
      add.length + remove.length === 0 ? [{ path: 'add', message: 'Name a tag to add or to remove' }] : [],
    request: ({ audience, id, add, remove }) =>
      post(
        path`/3.0/lists/${audience}/members/${id}/tags`,
        json({
          tags: [
            ...add.map((name) => ({ name, status: 'active' })),
            ...remove.map((name) => ({ name, status: 'inactive' })),
          ],
        }),
      ),
    example: {
      input: { audience: fixtures.audience, id: fixtures.contact, add: ['Newsletter'] },
      response: () => null,
    },
    answer: anything,
  }),
})
