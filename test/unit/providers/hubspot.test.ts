import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { UnreadableAnswer } from '../../../src/kit/operation.ts'
import { hubspot } from '../../../src/providers/marketing/hubspot/index.ts'

function prepare(operation: string, input: unknown) {
  const definition = hubspot.operations().get(operation)
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
  const text = encodeBody(body)?.text
  return { ...rest, body: text === undefined ? undefined : (JSON.parse(text) as unknown) }
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function reader(operation: string, input: unknown, answer: JsonValue) {
  return prepared(operation, input).readAnswer(answer, {})
}

function refused(status: number, body: unknown) {
  return hubspot.refusal({ status, headers: new Headers(), body })
}

const contact = {
  id: '33451',
  properties: {
    email: 'ada@example.com',
    firstname: 'Ada',
    lastname: null,
    phone: '',
    hs_email_optout: null,
    hs_object_id: '33451',
  },
  createdAt: '2026-01-15T09:00:00.123Z',
  updatedAt: '2026-02-01T09:00:00Z',
  archived: false,
}

describe('contacts', () => {
  it('are upserted by their address, in a batch of one', () => {
    const input = { email: 'grace@example.com', lastName: 'Hopper', properties: { company: 'Navy' } }
    expect(request('add-contact', input)).toMatchObject({
      path: '/crm/objects/2026-09/contacts/batch/upsert',
      body: {
        inputs: [
          {
            idProperty: 'email',
            id: 'grace@example.com',
            properties: { email: 'grace@example.com', lastname: 'Hopper', company: 'Navy' },
          },
        ],
      },
    })
    expect(reader('add-contact', input, { status: 'COMPLETE', results: [contact] }).unified?.()).toEqual({
      id: '33451',
      email: 'ada@example.com',
    })
  })

  it('of an upsert without a result are unreadable, not made up', () => {
    const answer = { status: 'COMPLETE', results: [] }
    expect(() => reader('add-contact', { email: 'grace@example.com' }, answer).unified?.()).toThrow(UnreadableAnswer)
  })

  it('are read with the properties that are asked for, in one parameter', () => {
    expect(encodeQuery(request('list-contacts', { limit: 2, cursor: 'NTI=' }).query)).toBe(
      'limit=2&after=NTI%3D&properties=email%2Cfirstname%2Clastname%2Cphone%2Chs_email_optout',
    )
  })

  it.each([
    [null, 'unknown', null],
    ['', 'unknown', null],
    ['false', 'unknown', null],
    ['true', 'unsubscribed', 'hs_email_optout'],
  ])('whose opt-out is %j are %s', (optout, status, nativeStatus) => {
    const answer = { ...contact, properties: { ...contact.properties, hs_email_optout: optout } }
    expect(reader('get-contact', { id: '33451' }, answer).unified?.()).toEqual({
      id: '33451',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      phone: null,
      status,
      nativeStatus,
      tags: null,
      createdAt: '2026-01-15T09:00:00.123Z',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it('are found by their whole address, with everything that a search must have', () => {
    expect(request('find-contact', { email: 'Ada@Example.com' }).body).toEqual({
      filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'ada@example.com' }] }],
      properties: ['email', 'firstname', 'lastname', 'phone', 'hs_email_optout'],
      sorts: [],
      limit: 10,
      after: '0',
    })
  })

  it('join no audience while they are added, and are listed by none', () => {
    expect(issuePaths('add-contact', { email: 'ada@example.com', audience: '31' })).toEqual(['audience'])
    expect(issuePaths('list-contacts', { audience: '31' })).toEqual(['audience'])
    expect(issuePaths('unsubscribe-contact', { email: 'ada@example.com', audience: '31' })).toEqual(['audience'])
  })

  it('unsubscribe by their address', () => {
    expect(request('unsubscribe-contact', { email: 'ada+1@example.com' })).toMatchObject({
      method: 'POST',
      path: '/communication-preferences/2026-09/statuses/ada%2B1%40example.com/unsubscribe-all',
      query: { channel: 'EMAIL' },
      body: undefined,
    })
  })
})

describe('segments', () => {
  it('are the lists of contacts that conditions fill, of the whole account', () => {
    expect(request('list-segments', { limit: 2 }).body).toMatchObject({
      objectTypeId: '0-1',
      processingTypes: ['DYNAMIC'],
      count: 2,
      offset: 0,
    })
    expect(issuePaths('list-segments', { audience: '31' })).toEqual(['audience'])
  })
})

describe('audiences', () => {
  const list = { listId: '31', name: 'Newsletter', createdAt: '2026-01-15T09:00:00Z' }

  it('are searched among the lists of contacts', () => {
    expect(request('list-audiences', { limit: 2, cursor: '2' }).body).toEqual({
      objectTypeId: '0-1',
      additionalProperties: ['hs_list_size'],
      listIds: [],
      processingTypes: [],
      count: 2,
      offset: 2,
    })
    expect(issuePaths('list-audiences', { cursor: '-1' })).toEqual(['cursor'])
  })

  it.each([
    ['7', 7],
    ['', null],
    [undefined, null],
    ['many', null],
  ])('of the size %j have %j members', (size, memberCount) => {
    const additionalProperties = size === undefined ? {} : { hs_list_size: size }
    const answer = { lists: [{ ...list, additionalProperties }], hasMore: false, offset: 1, total: 1 }
    expect(reader('list-audiences', {}, answer).unified?.()).toEqual({
      items: [{ id: '31', name: 'Newsletter', memberCount, createdAt: '2026-01-15T09:00:00.000Z' }],
    })
  })

  it('have a next page while HubSpot says so', () => {
    const answer = (hasMore: boolean) => ({ lists: [list], hasMore, offset: 1, total: 2 })
    expect(reader('list-audiences', { limit: 1 }, answer(true)).nextCursor()).toBe('1')
    expect(reader('list-audiences', { limit: 1 }, answer(false)).nextCursor()).toBeUndefined()
  })

  it('take and give back members by bare lists of ids', () => {
    expect(request('add-to-audience', { audience: '31', id: '33451' })).toMatchObject({
      method: 'PUT',
      path: '/crm/lists/2026-09/31/memberships/add',
      body: ['33451'],
    })
    expect(request('remove-from-audience', { audience: '31', id: '33451' }).path).toBe(
      '/crm/lists/2026-09/31/memberships/remove',
    )
  })

  it('say who is in them, a page after another', () => {
    const answer = { results: [{ recordId: '33451' }], paging: { next: { after: 'MzM0NTE', link: '' } } }
    expect(reader('list-audience-members', { audience: '31' }, answer).nextCursor()).toBe('MzM0NTE')
  })
})

describe('campaigns', () => {
  it.each([
    ['DRAFT', 'draft', null],
    ['AUTOMATED_DRAFT_AB', 'draft', null],
    ['BLOG_EMAIL_DRAFT', 'draft', null],
    ['SCHEDULED_AB', 'scheduled', null],
    ['PRE_PROCESSING', 'sending', null],
    ['PUBLISHED', 'sent', '2026-03-01T09:00:00.000Z'],
    ['PUBLISHED_OR_SCHEDULED', 'unknown', null],
    ['SCHEDULED_OR_PUBLISHED', 'unknown', null],
    ['AUTOMATED', 'unknown', null],
    ['ERROR', 'unknown', null],
  ])('in the state %s are %s', (state, status, sentAt) => {
    const answer = { results: [{ id: '1', name: 'Spring', state, publishedAt: '2026-03-01T09:00:00Z', isAb: false }] }
    expect(reader('list-campaigns', {}, answer).unified?.()).toMatchObject({
      items: [{ id: '1', name: 'Spring', subject: null, status, nativeStatus: state, sentAt }],
    })
  })

  it('leave out what they are not given', () => {
    expect(request('create-campaign', { name: 'Spring', subject: 'Hello' }).body).toEqual({
      name: 'Spring',
      subject: 'Hello',
      sendOnPublish: true,
    })
    expect(
      request('create-campaign', { name: 'Spring', subject: 'Hello', audience: '31', replyTo: 'shop@example.com' })
        .body,
    ).toMatchObject({ from: { replyTo: 'shop@example.com' }, to: { contactIlsLists: { include: ['31'] } } })
  })
})

describe('single sends', () => {
  it('carry the key of their write, and every list that HubSpot requires', () => {
    expect(hubspot.operations().get('send-email')?.keyed).toBe(true)
    expect(request('send-email', { emailId: 1, to: 'grace@example.com' }).body).toEqual({
      emailId: 1,
      contactProperties: {},
      customProperties: {},
      message: { to: 'grace@example.com', replyTo: [], cc: [], bcc: [], sendId: 'key-1' },
    })
  })
})

describe('refusals', () => {
  const correlationId = 'aeb5f871-7f07-4993-9211-075dc63e7cbf'

  it.each([
    [400, 'VALIDATION_ERROR', 'rejected'],
    [401, 'INVALID_AUTHENTICATION', 'credentials'],
    [403, 'MISSING_SCOPES', 'credentials'],
    [404, 'OBJECT_NOT_FOUND', 'rejected'],
    [409, 'CONFLICT', 'rejected'],
    [500, 'INTERNAL_ERROR', 'unavailable'],
  ])('of %i %s are %s', (status, category, kind) => {
    const body = { status: 'error', message: 'No.', correlationId, category }
    expect(refused(status, body)).toEqual({ kind, code: category, message: 'No.', retryAfter: undefined })
  })

  it('say how long to wait where the limit is of ten seconds', () => {
    const limit = (policyName: string) => ({
      message: 'Slow down.',
      correlationId,
      errorType: 'RATE_LIMIT',
      policyName,
    })
    expect(refused(429, limit('TEN_SECONDLY_ROLLING'))).toEqual({
      kind: 'rate-limited',
      code: 'RATE_LIMIT',
      message: 'Slow down.',
      retryAfter: 10,
    })
    expect(refused(429, limit('DAILY'))?.retryAfter).toBeUndefined()
  })

  it('hide in the success of a batch', () => {
    const error = {
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: 'Email is invalid',
      context: {},
      errors: [],
    }
    const batch = { status: 'COMPLETE', results: [], numErrors: 1, errors: [error] }
    expect(refused(207, batch)).toEqual({ kind: 'rejected', code: 'VALIDATION_ERROR', message: 'Email is invalid' })
    expect(refused(207, { ...batch, results: [contact] })).toBeUndefined()
  })

  it('hide in the success of a change of members', () => {
    const answer = { recordIdsMissing: ['9'], recordIdsRemoved: [], recordsIdsAdded: [] }
    expect(refused(200, answer)).toEqual({ kind: 'rejected', message: 'HubSpot has no record 9' })
    expect(refused(200, { ...answer, recordIdsMissing: [], recordsIdsAdded: ['9'] })).toBeUndefined()
    // Who is on the list already is neither added nor missing.
    expect(refused(200, { ...answer, recordIdsMissing: [] })).toBeUndefined()
  })

  it.each([
    ['SENT', undefined],
    ['IDEMPOTENT_IGNORE', undefined],
    ['ADDRESS_OPTED_OUT', 'rejected'],
    ['THROTTLED', 'rate-limited'],
  ])('hide in the success of a single send: %s', (sendResult, kind) => {
    expect(refused(200, { statusId: 's', status: 'COMPLETE', sendResult })?.kind).toBe(kind)
  })

  it('are nothing else', () => {
    expect(refused(502, '<html>Bad Gateway</html>')).toBeUndefined()
    expect(refused(400, { message: 'no correlation' })).toBeUndefined()
    expect(refused(200, contact)).toBeUndefined()
    expect(refused(204, null)).toBeUndefined()
  })
})
