import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { constantContact } from '../../../src/providers/marketing/constant-contact/index.ts'

function prepare(operation: string, input: unknown) {
  const definition = constantContact.operations().get(operation)
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
  return constantContact.refusal({ status, headers: new Headers(), body })
}

const list = '06a8eef4-5028-11ea-a812-fa163e56c9b0'
const id = '4c8ad5e2-5b1f-11ea-9f1b-fa163e56c9b0'

describe('contacts', () => {
  const contact = (more: Readonly<Record<string, JsonValue>>) => ({
    contact_id: id,
    email_address: { address: 'ada@example.com', permission_to_send: 'implicit' },
    first_name: 'Ada',
    phone_numbers: [{ phone_number: '202-555-0143', kind: 'work' }],
    taggings: ['9e3e0b20-5b1f-11ea-9f1b-fa163e56c9b0'],
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-02-01T04:00:00-05:00',
    ...more,
  })

  it('are upserted on a list, which they must have', () => {
    const input = { audience: list, email: 'grace@example.com', firstName: 'Grace', phone: '202-555-0143' }
    expect(request('add-contact', input)).toMatchObject({
      method: 'POST',
      path: '/v3/contacts/sign_up_form',
      body: {
        email_address: 'grace@example.com',
        first_name: 'Grace',
        phone_number: '202-555-0143',
        list_memberships: [list],
      },
    })
    expect(reader('add-contact', input, { contact_id: id, action: 'updated' }).unified?.()).toEqual({
      id,
      email: 'grace@example.com',
    })
    expect(issuePaths('add-contact', { email: 'grace@example.com' })).toEqual(['audience'])
    expect(issuePaths('add-contact', { audience: list, email: `${'a'.repeat(40)}@example.com` })).toEqual(['email'])
  })

  it('are read with their telephone numbers and tags', () => {
    expect(encodeQuery(request('get-contact', { id }).query)).toBe('include=phone_numbers%2Ctaggings')
    expect(reader('get-contact', { id }, contact({})).unified?.()).toEqual({
      id,
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      phone: '202-555-0143',
      status: 'subscribed',
      nativeStatus: 'implicit',
      tags: ['9e3e0b20-5b1f-11ea-9f1b-fa163e56c9b0'],
      createdAt: '2026-01-15T09:00:00.000Z',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it.each([
    ['explicit', 'subscribed'],
    ['pending_confirmation', 'pending'],
    ['unsubscribed', 'unsubscribed'],
    ['temp_hold', 'unknown'],
    ['not_set', 'unknown'],
  ])('whose permission is %s are %s', (permission, status) => {
    const answer = contact({ email_address: { address: 'ada@example.com', permission_to_send: permission } })
    expect(reader('get-contact', { id }, answer).unified?.()).toMatchObject({ status, nativeStatus: permission })
  })

  it('that were deleted are sent nothing', () => {
    const answer = contact({ deleted_at: '2026-02-02' })
    expect(reader('get-contact', { id }, answer).unified?.()).toMatchObject({ status: 'unsubscribed' })
  })
})

describe('members', () => {
  it.each(['add', 'remove'])('are changed by an activity: %s', (change) => {
    const operation = change === 'add' ? 'add-to-audience' : 'remove-from-audience'
    expect(request(operation, { audience: list, id })).toMatchObject({
      method: 'POST',
      path: `/v3/activities/${change}_list_memberships`,
      body: { source: { contact_ids: [id] }, list_ids: [list] },
    })
    expect(issuePaths(operation, { audience: 'Newsletter', id: '*' })).toEqual(['audience', 'id'])
  })
})

describe('pages', () => {
  const page = (href?: string) => ({ campaigns: [], _links: href === undefined ? {} : { next: { href } } })

  it.each([
    ['/v3/emails?limit=50&next=bGlt%3D', 'limit=50&next=bGlt%3D'],
    ['https://api.cc.email/v3/emails?cursor=bGlt', 'cursor=bGlt'],
    ['/v3/emails', undefined],
    [undefined, undefined],
  ])('after %s are asked for by %s', (href, cursor) => {
    expect(reader('list-campaigns', { limit: 50 }, page(href)).nextCursor()).toBe(cursor)
  })

  it('follow the link, which has the limit and the filters of the first', () => {
    expect(request('list-contacts', { audience: list, limit: 50 }).query).toEqual({
      lists: list,
      limit: 50,
      include: 'phone_numbers,taggings',
    })
    const cursor = 'limit=50&cursor=bGltaXQ9MSZuZXh0PTI%3D'
    expect(request('list-contacts', { audience: list, limit: 50, cursor }).query).toEqual({
      limit: '50',
      cursor: 'bGltaXQ9MSZuZXh0PTI=',
    })
  })

  it.each(['abc', 'limit=50', 'status=all&cursor=x', 'cursor=', 'cursor=x&status=all', 'x.cursor=1'])(
    'refuse the cursor %j',
    (cursor) => {
      expect(issuePaths('list-contacts', { cursor })).toEqual(['cursor'])
    },
  )

  it.each(['cursor=bGlt==', 'next=2', 'lists=a%2Cb&cursor=x'])('take the cursor %j', (cursor) => {
    expect(issuePaths('list-contacts', { cursor })).toEqual([])
  })
})

describe('e-mails', () => {
  const content = {
    subject: 'Spring is here',
    fromName: 'Example Shop',
    fromEmail: 'shop@example.com',
    replyTo: 'hello@example.com',
    html: '<p>[[trackingImage]]</p>',
  }
  const native = {
    from_name: 'Example Shop',
    from_email: 'shop@example.com',
    reply_to_email: 'hello@example.com',
    subject: 'Spring is here',
    html_content: '<p>[[trackingImage]]</p>',
  }

  it('are made as custom code, and their recipients set afterwards', () => {
    expect(request('create-email-draft', { name: 'Spring', ...content }).body).toEqual({
      name: 'Spring',
      email_campaign_activities: [{ format_type: 5, ...native }],
    })
    expect(request('set-up-email-draft', { activity: id, audiences: [list], ...content })).toMatchObject({
      method: 'PUT',
      path: `/v3/emails/activities/${id}`,
      body: { ...native, contact_list_ids: [list] },
    })
  })

  it('are sent now by the time "0"', () => {
    expect(request('send-email-draft', { activity: id }).body).toEqual({ scheduled_date: '0' })
    expect(request('send-email-draft', { activity: id, at: '2026-03-01T09:00:00Z' }).body).toEqual({
      scheduled_date: '2026-03-01T09:00:00Z',
    })
  })

  it.each([
    ['Draft', 'draft'],
    ['DRAFT', 'draft'],
    ['Executing', 'sending'],
    ['Done', 'sent'],
    ['Removed', 'unknown'],
  ])('that are %s are %s', (native, status) => {
    const answer = { campaigns: [{ campaign_id: 'c', name: 'Spring', current_status: native }] }
    expect(reader('list-campaigns', {}, answer).unified?.()).toMatchObject({
      items: [{ id: 'c', status, nativeStatus: native }],
    })
  })
})

describe('segments', () => {
  it('have numbers as their ids, and a time of their last edit', () => {
    const edited = { segment_id: 30, name: 'Readers', edited_at: '2026-01-27T17:10:50.000Z' }
    const answer = { segments: [edited], _links: { next: { href: '/v3/segments?cursor=abc' } } }
    const read = reader('list-segments', { limit: 1 }, answer)
    expect(read.unified?.()).toEqual({
      items: [{ id: '30', name: 'Readers', memberCount: null, createdAt: null, updatedAt: '2026-01-27T17:10:50.000Z' }],
    })
    expect(read.nextCursor()).toBe('cursor=abc')
    expect(request('list-segments', { cursor: 'cursor=abc' }).query).toEqual({ cursor: 'abc' })
    expect(issuePaths('list-segments', { audience: list })).toEqual(['audience'])
  })
})

describe('refusals', () => {
  it('come as a list or alone', () => {
    const errors = [
      { error_key: 'contacts.api.validation.error', error_message: 'limit is too large' },
      { error_key: 'contacts.api.validation.error', error_message: 'lists is no list' },
    ]
    expect(refused(400, errors)).toEqual({
      kind: 'rejected',
      code: 'contacts.api.validation.error',
      message: 'limit is too large; lists is no list',
      retryAfter: undefined,
    })
    expect(refused(401, { error_key: 'unauthorized', error_message: 'Unauthorized' })?.kind).toBe('credentials')
  })

  it.each([
    ['throttled', 1],
    ['quota_exceeded', undefined],
  ])('say which limit: %s', (key, retryAfter) => {
    expect(refused(429, { error_key: key, error_message: 'Slow down' })).toEqual({
      kind: 'rate-limited',
      code: key,
      message: 'Slow down',
      retryAfter,
    })
  })

  it('are nothing else', () => {
    expect(refused(500, [])).toBeUndefined()
    expect(refused(503, 'Service Unavailable')).toBeUndefined()
    expect(refused(400, { message: 'no' })).toBeUndefined()
    expect(refused(200, { error_key: 'a', error_message: 'b' })).toBeUndefined()
  })
})
