import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { equals } from '../../../src/providers/marketing/klaviyo/filter.ts'
import { klaviyo } from '../../../src/providers/marketing/klaviyo/index.ts'

function prepare(operation: string, input: unknown) {
  const definition = klaviyo.operations().get(operation)
  if (definition === undefined) throw new TypeError(`no operation ${operation}`)
  return definition.prepare(input)
}

function prepared(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function request(operation: string, input: unknown) {
  const { body, ...rest } = prepared(operation, input).request({}, { idempotencyKey: 'key-1' })
  const encoded = encodeBody(body)
  return {
    ...rest,
    contentType: encoded?.contentType,
    body: encoded === undefined ? undefined : (JSON.parse(encoded.text) as unknown),
  }
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function reader(operation: string, input: unknown, answer: JsonValue) {
  return prepared(operation, input).readAnswer(answer, {})
}

function refused(status: number, body: unknown) {
  return klaviyo.refusal({ status, headers: new Headers(), body })
}

function profile(marketing: JsonValue) {
  return {
    type: 'profile',
    id: '01GDD',
    attributes: {
      email: 'ada@example.com',
      phone_number: '+12025550143',
      first_name: 'Ada',
      last_name: null,
      created: '2026-01-15T09:00:00+00:00',
      updated: '2026-02-01T10:00:00+01:00',
      subscriptions: { email: { marketing } },
    },
  }
}

describe('requests', () => {
  it('are JSON:API of a pinned revision', () => {
    expect(klaviyo.headers).toEqual({ revision: '2026-07-15', Accept: 'application/vnd.api+json' })
    const sent = request('update-contact', { id: '01GDD', firstName: 'Ada' })
    expect(sent.contentType).toBe('application/vnd.api+json')
    expect(sent.body).toEqual({ data: { type: 'profile', id: '01GDD', attributes: { first_name: 'Ada' } } })
  })

  it('name the relationship of a list in the body, for DELETE too', () => {
    expect(request('remove-from-audience', { audience: 'Y6nRLr', id: '01GDD' })).toMatchObject({
      method: 'DELETE',
      path: '/api/lists/Y6nRLr/relationships/profiles',
      body: { data: [{ type: 'profile', id: '01GDD' }] },
    })
  })
})

describe('filters', () => {
  it('are one comparison, whatever text is compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (/["\\]/.test(text)) expect(() => equals('email', text)).toThrow(RangeError)
        else expect(/^equals\(email,"([^"\\]*)"\)$/s.exec(equals('email', text))?.[1]).toBe(text)
      }),
    )
  })

  it('can hold every address that an input may have', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const isEmail = z.email().safeParse(email).success
        return !isEmail || equals('email', email).length > 0
      }),
    )
  })

  it('are encoded whole', () => {
    expect(encodeQuery(request('find-contact', { email: "o'hara+1@example.com" }).query)).toBe(
      'additional-fields%5Bprofile%5D=subscriptions&filter=equals(email%2C%22o%27hara%2B1%40example.com%22)',
    )
  })
})

describe('contacts', () => {
  it('are upserted at once, or by an import where they join a list', () => {
    expect(request('add-contact', { email: 'grace@example.com', phone: '+12025550143' })).toMatchObject({
      path: '/api/profile-import',
      body: { data: { type: 'profile', attributes: { email: 'grace@example.com', phone_number: '+12025550143' } } },
    })
    expect(request('add-contact', { email: 'grace@example.com', audience: 'Y6nRLr' })).toMatchObject({
      path: '/api/profile-bulk-import-jobs',
      body: {
        data: {
          type: 'profile-bulk-import-job',
          attributes: { profiles: { data: [{ type: 'profile', attributes: { email: 'grace@example.com' } }] } },
          relationships: { lists: { data: [{ type: 'list', id: 'Y6nRLr' }] } },
        },
      },
    })
  })

  it('have no id before their import is done', () => {
    const input = { email: 'grace@example.com', audience: 'Y6nRLr' }
    const job = { data: { type: 'profile-bulk-import-job', id: '01GSQ', attributes: { status: 'queued' } } }
    expect(reader('add-contact', input, job).unified?.()).toEqual({ id: null, email: 'grace@example.com' })
    const done = { data: profile(null) }
    expect(reader('add-contact', { email: 'ada@example.com' }, done).unified?.()).toMatchObject({ id: '01GDD' })
  })

  it('are called by E.164', () => {
    expect(issuePaths('add-contact', { email: 'grace@example.com', phone: '202 555 0143' })).toEqual(['phone'])
  })

  it.each<[string, JsonValue, string, string | null]>([
    ['who subscribed', { consent: 'SUBSCRIBED', suppression: [] }, 'subscribed', 'SUBSCRIBED'],
    ['who unsubscribed', { consent: 'UNSUBSCRIBED' }, 'unsubscribed', 'UNSUBSCRIBED'],
    ['who never did', { consent: 'NEVER_SUBSCRIBED' }, 'unknown', 'NEVER_SUBSCRIBED'],
    [
      'whose mail bounces',
      { consent: 'SUBSCRIBED', suppression: [{ reason: 'HARD_BOUNCE' }] },
      'cleaned',
      'HARD_BOUNCE',
    ],
    [
      'who are suppressed',
      { consent: 'SUBSCRIBED', suppression: [{ reason: 'USER_SUPPRESSED' }] },
      'unsubscribed',
      'USER_SUPPRESSED',
    ],
    ['of whom nothing is said', null, 'unknown', null],
  ])('%s are told apart', (_, marketing, status, nativeStatus) => {
    expect(reader('get-contact', { id: '01GDD' }, { data: profile(marketing) }).unified?.()).toEqual({
      id: '01GDD',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      phone: '+12025550143',
      status,
      nativeStatus,
      tags: null,
      createdAt: '2026-01-15T09:00:00.000Z',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it('are never unsubscribed by way of a list, where it could mean everything', () => {
    expect(issuePaths('unsubscribe-contact', { email: 'ada@example.com', audience: 'Y6nRLr' })).toEqual(['audience'])
    expect(request('unsubscribe-contact', { email: 'ada@example.com' }).body).toEqual({
      data: {
        type: 'profile-subscription-bulk-delete-job',
        attributes: {
          profiles: {
            data: [
              {
                type: 'profile',
                attributes: {
                  email: 'ada@example.com',
                  subscriptions: { email: { marketing: { consent: 'UNSUBSCRIBED' } } },
                },
              },
            ],
          },
        },
      },
    })
  })
})

describe('pages', () => {
  it('are of a list or of the account', () => {
    expect(request('list-contacts', { audience: 'Y6nRLr', limit: 50, cursor: 'bmV4dA==' })).toMatchObject({
      path: '/api/lists/Y6nRLr/profiles',
      query: { 'page[size]': 50, 'page[cursor]': 'bmV4dA==' },
    })
    expect(request('list-contacts', {}).path).toBe('/api/profiles')
  })

  it('of lists are of ten at most', () => {
    expect(issuePaths('list-audiences', { limit: 11 })).toEqual(['limit'])
    expect(issuePaths('list-segments', { limit: 11 })).toEqual(['limit'])
    expect(request('list-audiences', {}).query).toMatchObject({ 'page[size]': 10 })
  })

  it.each([
    ['https://a.klaviyo.com/api/lists/?page%5Bcursor%5D=bmV4dA%3D%3D', 'bmV4dA=='],
    ['https://a.klaviyo.com/api/lists/', undefined],
    [null, undefined],
  ])('after %s begin at %s', (next, cursor) => {
    expect(reader('list-audiences', {}, { data: [], links: { next } }).nextCursor()).toBe(cursor)
  })
})

describe('campaigns', () => {
  const campaign = (status: string) => ({
    type: 'campaign',
    id: 'c1',
    attributes: { name: 'Spring', status, created_at: '2026-01-15T09:00:00+00:00', send_time: '2026-03-01T09:00:00Z' },
    relationships: { 'campaign-messages': { data: [{ type: 'campaign-message', id: 'm1' }] } },
  })

  it('have the subject of their message', () => {
    const answer = {
      data: [campaign('Sent')],
      included: [
        { type: 'campaign-message', id: 'm0', attributes: { definition: { channel: 'sms', content: { body: 'Hi' } } } },
        { type: 'campaign-message', id: 'm1', attributes: { definition: { content: { subject: 'Spring is here' } } } },
      ],
    }
    expect(reader('list-campaigns', {}, answer).unified?.()).toEqual({
      items: [
        {
          id: 'c1',
          name: 'Spring',
          subject: 'Spring is here',
          status: 'sent',
          nativeStatus: 'Sent',
          sentAt: '2026-03-01T09:00:00.000Z',
          createdAt: '2026-01-15T09:00:00.000Z',
          updatedAt: null,
        },
      ],
    })
  })

  it.each([
    ['Draft', 'draft'],
    ['Scheduled', 'scheduled'],
    ['Adding Recipients', 'sending'],
    ['Cancelled: No Recipients', 'canceled'],
    ['Unknown', 'unknown'],
  ])('that are %s are %s', (native, status) => {
    expect(reader('list-campaigns', {}, { data: [campaign(native)] }).unified?.()).toMatchObject({
      items: [{ status, nativeStatus: native, sentAt: null, subject: null }],
    })
  })
})

describe('a new campaign', () => {
  const input = { name: 'Spring', subject: 'Spring is here', audience: 'Y6nRLr' }

  it('is made with its message in one request', () => {
    const { method, path, body } = request('create-campaign', { ...input, fromName: 'Shop', replyTo: 'a@example.com' })
    expect({ method, path }).toEqual({ method: 'POST', path: '/api/campaigns' })
    expect(body).toEqual({
      data: {
        type: 'campaign',
        attributes: {
          name: 'Spring',
          audiences: { included: ['Y6nRLr'] },
          'campaign-messages': {
            data: [
              {
                type: 'campaign-message',
                attributes: {
                  definition: {
                    channel: 'email',
                    label: 'Spring',
                    content: { subject: 'Spring is here', from_label: 'Shop', reply_to_email: 'a@example.com' },
                  },
                },
              },
            ],
          },
        },
      },
    })
  })

  it('has an audience', () => {
    const { audience: _, ...nobody } = input
    expect(issuePaths('create-campaign', nobody)).toEqual(['audience'])
  })

  it('has the subject that it was given, which its answer leaves out', () => {
    const attributes = { name: 'Spring', status: 'Draft', created_at: '2026-01-15T09:00:00+00:00', send_time: null }
    const answer = { data: { type: 'campaign', id: 'c1', attributes } }
    expect(reader('create-campaign', input, answer).unified?.()).toMatchObject({
      id: 'c1',
      subject: 'Spring is here',
      status: 'draft',
      sentAt: null,
    })
  })
})

describe('events', () => {
  it('carry the key of their write, or the id that they are given', () => {
    const event = { email: 'ada@example.com', metric: 'Placed Order' }
    expect(klaviyo.operations().get('track-event')?.keyed).toBe(true)
    expect(request('track-event', event).body).toMatchObject({
      data: { type: 'event', attributes: { properties: {}, unique_id: 'key-1' } },
    })
    expect(request('track-event', { ...event, unique_id: 'order-1' }).body).toMatchObject({
      data: { attributes: { unique_id: 'order-1' } },
    })
  })
})

describe('refusals', () => {
  const error = (code: string, more = {}) => ({
    errors: [{ id: 'e1', code, title: 'A title', detail: 'What went wrong.', ...more }],
  })

  it('say what they are about', () => {
    const pointer = { source: { pointer: '/data/attributes/email' } }
    expect(refused(400, error('invalid', pointer))).toEqual({
      kind: 'rejected',
      code: 'invalid',
      message: '/data/attributes/email: What went wrong.',
    })
    expect(refused(400, error('invalid', { source: { pointer: '/data/' } }))?.message).toBe('What went wrong.')
    expect(refused(400, error('invalid', { detail: '', source: { parameter: 'filter' } }))?.message).toBe(
      'filter: A title',
    )
  })

  it.each([
    [401, 'not_authenticated', 'credentials'],
    [403, 'permission_denied', 'credentials'],
    [404, 'not_found', 'rejected'],
    [409, 'duplicate_profile', 'rejected'],
    [429, 'throttled', 'rate-limited'],
    [503, 'service_unavailable', 'unavailable'],
  ])('of %i %s are %s', (status, code, kind) => {
    expect(refused(status, error(code))).toMatchObject({ kind, code })
  })

  it('are nothing else', () => {
    expect(refused(500, { errors: [] })).toBeUndefined()
    expect(refused(500, 'oops')).toBeUndefined()
    expect(refused(200, error('invalid'))).toBeUndefined()
  })
})
