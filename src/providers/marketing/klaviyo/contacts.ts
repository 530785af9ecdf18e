import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, patch, post } from '../../../kit/request.ts'
import { equals } from './filter.ts'
import { fixtures } from './fixtures.ts'
import { document, nextCursor, paged, pageQuery } from './json-api.ts'
import * as profiles from './profiles.ts'

/** Contacts, which Klaviyo calls profiles. */
export const contactOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-contacts': read(marketing.listContacts, {
    docs: 'https://developers.klaviyo.com/en/reference/get_profiles',
    request: ({ audience, ...page }) =>
      get(audience === undefined ? path`/api/profiles` : path`/api/lists/${audience}/profiles`, {
        query: { ...profiles.withSubscriptions, ...pageQuery(page) },
      }),
    example: {
      input: { limit: 3 },
      response: ({ audience }) => ({
        data: [{ ...exampleAda(), ...(audience === undefined ? {} : membership(exampleAda())) }],
        links: { self: 'https://a.klaviyo.com/api/profiles' },
      }),
    },
    answer: () => z.looseObject({ ...paged(), data: profiles.profiles() }),
    unify: ({ data }) => ({ items: data.map(profiles.unifyProfile) }),
    next: nextCursor,
  }),
  'find-contact': read(marketing.findContact, {
    docs: 'https://developers.klaviyo.com/en/reference/get_profiles',
    request: ({ email }) =>
      get(path`/api/profiles`, { query: { ...profiles.withSubscriptions, filter: equals('email', email) } }),
    example: {
      input: { email: fixtures.profileEmail },
      response: ({ email }) => ({
        data: [profiles.exampleProfile(fixtures.profile, { email })],
        links: { self: 'https://a.klaviyo.com/api/profiles' },
      }),
    },
    answer: () => z.looseObject({ data: profiles.profiles() }),
    unify: ({ data }) => ({ items: data.map(profiles.unifyProfile) }),
  }),
  'get-contact': read(marketing.getContact, {
    docs: 'https://developers.klaviyo.com/en/reference/get_profile',
    request: ({ id }) => get(path`/api/profiles/${id}`, { query: profiles.withSubscriptions }),
    example: {
      input: { id: fixtures.profile },
      response: ({ id }) => ({ data: { ...exampleAda(), id } }),
    },
    answer: profiles.profileAnswer,
    unify: ({ data }) => profiles.unifyProfile(data),
  }),
  'add-contact': write(marketing.addContact, {
    docs: 'https://developers.klaviyo.com/en/reference/create_or_update_profile',
    extra: profiles.profileFields,
    // Only an import puts a profile onto a list in the same request, and it answers before it is done:
    // https://developers.klaviyo.com/en/reference/bulk_import_profiles
    request: ({ audience, ...input }) => {
      const profile = { type: 'profile', attributes: profiles.attributesOf(input) }
      if (audience === undefined) return post(path`/api/profile-import`, document(profile))
      return post(
        path`/api/profile-bulk-import-jobs`,
        document({
          type: 'profile-bulk-import-job',
          attributes: { profiles: { data: [profile] } },
          relationships: { lists: { data: [{ type: 'list', id: audience }] } },
        }),
      )
    },
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: ({ audience, ...input }) => ({
        data: audience === undefined ? profiles.exampleProfile(fixtures.otherProfile, input) : exampleImport(),
      }),
    },
    answer: () => z.looseObject({ data: z.looseObject({ type: z.string(), id: z.string() }) }),
    unify: ({ data: { type, id } }, { email }) => ({ id: type === 'profile' ? id : null, email }),
  }),
  'update-contact': write(marketing.updateContact, {
    docs: 'https://developers.klaviyo.com/en/reference/update_profile',
    extra: profiles.profileFields,
    request: ({ id, ...input }) =>
      patch(path`/api/profiles/${id}`, document({ type: 'profile', id, attributes: profiles.attributesOf(input) })),
    example: {
      input: { id: fixtures.profile, lastName: 'King' },
      response: ({ id, ...input }) => ({ data: profiles.exampleProfile(id, input) }),
    },
    answer: profiles.profileAnswer,
    unify: ({ data }) => ({ id: data.id, updatedAt: toUtc(data.attributes.updated) }),
  }),
})

function exampleAda() {
  return profiles.exampleProfile(fixtures.profile, {
    email: fixtures.profileEmail,
    firstName: 'Ada',
    lastName: 'Lovelace',
  })
}

/** Profiles of a list say since when they are on it. */
function membership({ attributes }: ReturnType<typeof exampleAda>) {
  return { attributes: { ...attributes, joined_group_at: '2026-01-15T09:00:00+00:00' } }
}

function exampleImport() {
  return {
    type: 'profile-bulk-import-job',
    id: '01GSQPBF74KQ5YTDEPP41T1BZH',
    attributes: { status: 'queued', created_at: '2026-01-15T09:00:00+00:00', total_count: 1 },
    links: { self: 'https://a.klaviyo.com/api/profile-bulk-import-jobs/01GSQPBF74KQ5YTDEPP41T1BZH/' },
  }
}
