import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { HostRefused, originOf } from '../../../src/kit/server.ts'
import { mailchimp } from '../../../src/providers/marketing/mailchimp/index.ts'

const config = { server: 'us19' }

function prepare(operation: string, input: unknown) {
  const definition = mailchimp.operations().get(operation)
  if (definition === undefined) throw new TypeError(`no operation ${operation}`)
  return definition.prepare(input)
}

function prepared(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function request(operation: string, input: unknown) {
  const { body, ...rest } = prepared(operation, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return { ...rest, body: text === undefined ? undefined : (JSON.parse(text) as unknown) }
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function reader(operation: string, input: unknown, answer: JsonValue) {
  return prepared(operation, input).readAnswer(answer, config)
}

function refused(status: number, body: unknown) {
  return mailchimp.refusal({ status, headers: new Headers(), body })
}

const audience = 'a1b2c3d4e5'
const member = {
  id: '2b9150605ac374d671a306b5fcee60a0',
  email_address: 'ada.lovelace@example.com',
  unique_email_id: '882e9bec19',
  status: 'subscribed',
  merge_fields: { FNAME: 'Ada', LNAME: 'Lovelace', PHONE: '', ADDRESS: { addr1: '1 Main Street' }, BIRTHDAY: '' },
  tags: [{ id: 1, name: 'Newsletter' }],
  timestamp_signup: '',
  timestamp_opt: '2026-01-15T10:00:00+01:00',
  last_changed: '2026-02-01T09:00:00+00:00',
}

describe('the data centre', () => {
  it('is the host', () => {
    expect(originOf(mailchimp.server, config)).toBe('https://us19.api.mailchimp.com')
  })

  it.each(['us19.evil.example/', 'evil.example#', 'us19@evil', '', 'US19', 'us'])('is never %j', (server) => {
    expect(mailchimp.configSchema().safeParse({ apiKey: `${'0'.repeat(32)}-us19`, server }).success).toBe(false)
    expect(() => originOf(mailchimp.server, { server })).toThrow(HostRefused)
  })
})

describe('contacts', () => {
  it('are upserted at their address, without a change of the status that they have', () => {
    const input = { audience, email: 'Grace+News@Example.com', firstName: 'Grace', merge_fields: { SIZE: 'M' } }
    expect(request('add-contact', input)).toMatchObject({
      method: 'PUT',
      path: '/3.0/lists/a1b2c3d4e5/members/grace%2Bnews%40example.com',
      body: {
        email_address: 'Grace+News@Example.com',
        status_if_new: 'subscribed',
        merge_fields: { FNAME: 'Grace', SIZE: 'M' },
      },
    })
  })

  it('send no merge fields where none is given', () => {
    expect(request('update-contact', { audience, id: member.id, status: 'unsubscribed' }).body).toEqual({
      status: 'unsubscribed',
    })
  })

  it('belong to an audience, so that it is required', () => {
    for (const operation of ['get-contact', 'update-contact']) {
      expect(issuePaths(operation, { id: member.id })).toEqual(['audience'])
    }
    expect(issuePaths('list-contacts', {})).toEqual(['audience'])
    expect(issuePaths('add-contact', { email: member.email_address })).toEqual(['audience'])
    expect(issuePaths('unsubscribe-contact', { email: member.email_address })).toEqual(['audience'])
  })

  it('are unified with their merge fields, tags and times', () => {
    expect(reader('get-contact', { audience, id: member.id }, member).unified?.()).toEqual({
      id: member.id,
      email: 'ada.lovelace@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      phone: null,
      status: 'subscribed',
      nativeStatus: 'subscribed',
      tags: ['Newsletter'],
      createdAt: '2026-01-15T09:00:00.000Z',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it.each([
    ['pending', 'pending'],
    ['cleaned', 'cleaned'],
    ['archived', 'unsubscribed'],
    ['transactional', 'unsubscribed'],
    ['something new', 'unknown'],
  ])('that are %s are %s', (native, status) => {
    const answer = { ...member, status: native }
    expect(reader('get-contact', { audience, id: member.id }, answer).unified?.()).toMatchObject({
      status,
      nativeStatus: native,
    })
  })

  it('are found by exact matches only', () => {
    const answer = {
      exact_matches: { members: [], total_items: 0 },
      full_search: { members: [member], total_items: 1 },
    }
    expect(reader('find-contact', { email: 'ada@example.com' }, answer).unified?.()).toEqual({ items: [] })
  })

  it('take the new id of a new address', () => {
    const input = { audience, id: member.id, email: 'ada@example.com' }
    const answer = { ...member, id: '0cc175b9c0f1b6a831c399e269772661' }
    expect(reader('update-contact', input, answer).unified?.()).toEqual({
      id: '0cc175b9c0f1b6a831c399e269772661',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it('are tagged and untagged in one request', () => {
    const input = { audience, id: member.id, add: ['VIP'], remove: ['Lead'] }
    expect(request('tag-contact', input).body).toEqual({
      tags: [
        { name: 'VIP', status: 'active' },
        { name: 'Lead', status: 'inactive' },
      ],
    })
    expect(issuePaths('tag-contact', { audience, id: member.id })).toEqual(['add'])
    expect(issuePaths('tag-contact', { audience, id: 'ada@example.com', add: ['VIP'] })).toEqual(['id'])
  })
})

describe('a new audience', () => {
  const input = {
    name: 'Spring visitors',
    contact: { company: 'Shop', address1: '1 Main Street', city: 'Atlanta', country: 'US' },
    permission_reminder: 'You signed up.',
    campaign_defaults: { from_name: 'Shop', from_email: 'shop@example.com', subject: 'News', language: 'en' },
  }

  it('has what laws against spam want in its e-mails', () => {
    expect(request('create-audience', input)).toMatchObject({
      method: 'POST',
      path: '/3.0/lists',
      body: { ...input, email_type_option: false },
    })
    expect(issuePaths('create-audience', { name: input.name })).toEqual([
      'contact',
      'permission_reminder',
      'campaign_defaults',
    ])
  })

  it('has no members', () => {
    const answer = { id: 'l1', name: 'Spring visitors', date_created: '2026-01-15T09:00:00+00:00' }
    expect(reader('create-audience', input, { ...answer, stats: { member_count: 0 } }).unified?.()).toEqual({
      id: 'l1',
      name: 'Spring visitors',
      memberCount: 0,
      createdAt: '2026-01-15T09:00:00.000Z',
    })
  })
})

describe('segments', () => {
  it('are those with conditions, and tags where they are asked for', () => {
    expect(request('list-segments', { audience, limit: 2 })).toMatchObject({
      path: `/3.0/lists/${audience}/segments`,
      query: { count: 2, offset: 0, type: 'saved' },
    })
    expect(request('list-segments', { audience, type: 'static' }).query).toMatchObject({ type: 'static' })
    expect(issuePaths('list-segments', {})).toEqual(['audience'])
  })

  it('have numbers as their ids', () => {
    const answer = { segments: [{ id: 17_002, name: 'Named Ada', member_count: 1 }], total_items: 2 }
    expect(reader('list-segments', { audience, limit: 1 }, answer).unified?.()).toMatchObject({
      items: [{ id: '17002', memberCount: 1, createdAt: null }],
    })
    expect(reader('list-segments', { audience, limit: 1 }, answer).nextCursor()).toBe('1')
  })
})

describe('pages', () => {
  it('skip what the pages before have shown', () => {
    expect(request('list-contacts', { audience, limit: 50 }).query).toEqual({ count: 50, offset: 0 })
    expect(request('list-contacts', { audience, limit: 50, cursor: '100' }).query).toEqual({ count: 50, offset: 100 })
  })

  it.each(['0', '-1', '1.5', 'abc', '9999999999'])('refuse the cursor %j', (cursor) => {
    expect(issuePaths('list-audiences', { cursor })).toEqual(['cursor'])
  })

  it('end with the last item, or where nothing is shown', () => {
    const page = (shown: number) => ({ members: Array.from({ length: shown }, () => member), total_items: 3 })
    expect(reader('list-contacts', { audience, limit: 2 }, page(2)).nextCursor()).toBe('2')
    expect(reader('list-contacts', { audience, limit: 2, cursor: '2' }, page(1)).nextCursor()).toBeUndefined()
    expect(reader('list-contacts', { audience, limit: 2 }, page(0)).nextCursor()).toBeUndefined()
  })
})

describe('campaigns', () => {
  const campaign = {
    id: '42694e9e57',
    type: 'regular',
    status: 'schedule',
    create_time: '2026-01-15T09:00:00+00:00',
    send_time: '2026-03-01T09:00:00+00:00',
    settings: { title: 'Spring', subject_line: 'Spring is here' },
  }

  it('were not sent at the time that they are scheduled for', () => {
    const answer = { campaigns: [campaign, { ...campaign, status: 'sent' }], total_items: 2 }
    expect(reader('list-campaigns', {}, answer).unified?.()).toMatchObject({
      items: [
        { status: 'scheduled', nativeStatus: 'schedule', sentAt: null },
        { status: 'sent', nativeStatus: 'sent', sentAt: '2026-03-01T09:00:00.000Z' },
      ],
    })
  })

  it('are sent by a request without a body, and answered with nothing', () => {
    expect(request('send-campaign', { id: campaign.id })).toMatchObject({
      method: 'POST',
      path: '/3.0/campaigns/42694e9e57/actions/send',
      body: undefined,
    })
    expect(reader('send-campaign', { id: campaign.id }, null).unified?.()).toEqual({ id: campaign.id, accepted: true })
  })
})

describe('refusals', () => {
  const problem = (status: number, title: string, detail: string, more = {}) => ({
    type: 'https://mailchimp.com/developer/marketing/docs/errors/',
    title,
    status,
    detail,
    instance: '995c5cb0-3280-4a6e-808b-3b096d0bb219',
    ...more,
  })

  it('name the fields that are wrong', () => {
    const body = problem(400, 'Invalid Resource', 'The resource submitted could not be validated.', {
      errors: [{ field: 'email_address', message: 'This value should be a valid email.' }],
    })
    expect(refused(400, body)).toEqual({
      kind: 'rejected',
      code: 'Invalid Resource',
      message: 'The resource submitted could not be validated. email_address: This value should be a valid email.',
    })
  })

  it.each([
    [401, 'API Key Invalid', 'credentials'],
    [403, 'Wrong Datacenter', 'credentials'],
    [403, 'Compliance Related', 'rejected'],
    [404, 'Resource Not Found', 'rejected'],
    [429, 'Too Many Requests', 'rate-limited'],
    [500, 'Internal Server Error', 'unavailable'],
  ])('of %i %s are %s', (status, title, kind) => {
    expect(refused(status, problem(status, title, 'Details.'))?.kind).toBe(kind)
  })

  it('are nothing else', () => {
    expect(refused(503, '<html>Service Unavailable</html>')).toBeUndefined()
    expect(refused(400, { error: 'no' })).toBeUndefined()
    expect(refused(200, member)).toBeUndefined()
  })
})
