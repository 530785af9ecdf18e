import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../sandbox/providers/klaviyo/filter.ts'
import { fixtures, klaviyo } from '../../../sandbox/providers/klaviyo.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://a.klaviyo.com/api'

const revision = '2026-07-15'

const headers = {
  Authorization: 'Klaviyo-API-Key pk_0123456789abcdef',
  revision,
  'content-type': 'application/vnd.api+json',
}

const account = () => accountAt(klaviyo, origin, headers)

type Call = ReturnType<typeof account>['send']

/** A query whose values are encoded. */
const query = (members: Record<string, string>) => `?${new URLSearchParams(members)}`

const document = (type: string, attributes: object, more: object = {}) => ({
  json: { data: { type, attributes, ...more } },
})

const ids = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id)

async function createProfile(call: Call, attributes: object): Promise<string> {
  return (await call('POST', '/profiles', document('profile', attributes))).body.data.id
}

async function createList(call: Call, opt_in_process = 'single_opt_in'): Promise<string> {
  return (await call('POST', '/lists', document('list', { name: 'Guests', opt_in_process }))).body.data.id
}

describe('access', () => {
  it('answers with the account of the key, in the form of JSON:API', async () => {
    const { status, body, headers: answered } = await account().send('GET', '/accounts')
    expect(status).toBe(200)
    expect(answered.get('content-type')).toBe('application/vnd.api+json')
    expect(answered.get('ratelimit-limit')).toBe('150')
    expect(body.data[0]).toMatchObject({
      type: 'account',
      id: fixtures.account,
      attributes: { preferred_currency: 'USD' },
      links: { self: `${origin}/accounts/${fixtures.account}` },
    })
    const token = accountAt(klaviyo, origin, { ...headers, Authorization: 'Bearer eyJhbGciOi' })
    expect((await token.send('GET', `/accounts/${fixtures.account}/`)).status).toBe(200)
  })

  it('refuses no key, and a wrong one', async () => {
    const missing = await accountAt(klaviyo, origin, { revision }).send('GET', '/accounts')
    expect([missing.status, missing.body.errors[0].code]).toEqual([401, 'not_authenticated'])
    const wrong = { revision, Authorization: 'Klaviyo-API-Key pk_invalid' }
    const { status, body } = await accountAt(klaviyo, origin, wrong).send('GET', '/accounts')
    expect([status, body.errors]).toEqual([
      401,
      [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          status: 401,
          code: 'authentication_failed',
          title: 'Incorrect authentication credentials.',
          detail: 'Missing or invalid authorization',
          source: { pointer: '/data/' },
          links: {},
          meta: {},
        },
      ],
    ])
  })

  it('needs a revision that is supported', async () => {
    const { revision: _revision, ...others } = headers
    const missing = await accountAt(klaviyo, origin, others).send('GET', '/accounts')
    expect([missing.status, missing.body.errors[0].source]).toEqual([400, { parameter: 'revision' }])
    const old = await account().send('GET', '/accounts', { headers: { revision: '2022-10-17' } })
    expect([old.status, old.body.errors[0].detail]).toEqual([404, 'No valid revisions found for method'])
  })

  it('knows no other path, method, parameter and media type', async () => {
    const { send: call } = account()
    expect((await call('GET', '/nothing')).body.errors[0].code).toBe('not_found')
    expect((await call('DELETE', '/profiles')).status).toBe(405)
    const parameter = await call('GET', '/lists?limit=3')
    expect(parameter.body.errors[0]).toMatchObject({ code: 'invalid', source: { parameter: 'limit' } })
    const form = await call('POST', '/lists', { headers: { 'content-type': 'text/plain' }, body: '{}' })
    expect(form.status).toBe(415)
    expect((await call('POST', '/lists', { body: '{' })).status).toBe(400)
  })

  it('throttles with 429 and Retry-After, and fails with 503', () => {
    const exchange = exchangeOf('GET', `${origin}/accounts`, {})
    const throttled = klaviyo.rateLimited(exchange)
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '10'])
    expect(klaviyo.outage(exchange).status).toBe(503)
  })
})

describe('filters', () => {
  it.each([
    ["equals(name,'a,b')", [{ operator: 'equals', field: 'name', values: ['a,b'] }]],
    ['any(id,["x", "y\\"z"])', [{ operator: 'any', field: 'id', values: ['x', 'y"z'] }]],
    [
      'and(greater-than(created,2026-01-01T00:00:00Z),equals(archived,false))',
      [
        { operator: 'greater-than', field: 'created', values: ['2026-01-01T00:00:00Z'] },
        { operator: 'equals', field: 'archived', values: [false] },
      ],
    ],
    ['less-than(timestamp,1700000000)', [{ operator: 'less-than', field: 'timestamp', values: [1_700_000_000] }]],
  ])('%s is read', (filter, conditions) => expect(parseFilter(filter)).toEqual(conditions))

  it.each(['', 'name=a', 'equals(name)', "equals(name,'a'", "equals(name,'a'),", 'like(name,"a")', 'any(id,["a")'])(
    '%j is none',
    (filter) => expect(parseFilter(filter)).toBeUndefined(),
  )
})

describe('profiles', () => {
  it('creates, reads, and changes what is given', async () => {
    const { send: call } = account()
    const attributes = {
      email: 'pat@shop.test',
      first_name: 'Pat',
      location: { city: 'Austin' },
      properties: { size: 9 },
    }
    const { status, body } = await call('POST', '/profiles', document('profile', attributes))
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      type: 'profile',
      id: expect.stringMatching(/^01[0-9A-Z]{24}$/),
      attributes: { ...attributes, last_name: null, created: '2026-11-24T12:00:00+00:00', last_event_date: null },
    })
    const path = `/profiles/${body.data.id}`
    const more = { first_name: null, location: { zip: '78731' } }
    const meta = { patch_properties: { append: { tags: 'new' }, unset: 'size' } }
    const changed = await call('PATCH', path, document('profile', more, { id: body.data.id, meta }))
    expect(changed.body.data.attributes).toMatchObject({
      email: 'pat@shop.test',
      first_name: null,
      location: { city: 'Austin', zip: '78731' },
      properties: { tags: ['new'] },
    })
    const sparse = await call('GET', `${path}${query({ 'fields[profile]': 'email,location.city' })}`)
    expect(sparse.body.data.attributes).toEqual({ email: 'pat@shop.test', location: { city: 'Austin' } })
    expect((await call('PATCH', path, document('profile', {}, { id: 'other' }))).status).toBe(400)
    expect((await call('GET', '/profiles/nobody')).body.errors[0].detail).toBe(
      'A profile with id nobody does not exist.',
    )
  })

  it('has identifiers of its own, but for those of examples', async () => {
    const { send: call } = account()
    const id = await createProfile(call, { email: 'pat@shop.test' })
    const { status, body } = await call('POST', '/profiles', document('profile', { email: 'Pat@shop.test' }))
    expect([status, body.errors[0]]).toMatchObject([
      409,
      { code: 'duplicate_profile', meta: { duplicate_profile_id: id } },
    ])
    const other = await createProfile(call, { external_id: '7' })
    const taken = document('profile', { email: 'pat@shop.test' }, { id: other })
    expect((await call('PATCH', `/profiles/${other}`, taken)).status).toBe(409)
    const example = await createProfile(call, { email: 'x@example.com' })
    expect(await createProfile(call, { email: 'x@example.com' })).toBe(example)
  })

  it('is imported: 201 where it is new, 200 where it is changed', async () => {
    const { send: call } = account()
    const given = (attributes: object, more: object = {}) =>
      call('POST', '/profile-import', document('profile', attributes, more))
    const created = await given({ email: 'pat@shop.test', phone_number: '+15125550100' })
    expect(created.status).toBe(201)
    const changed = await given({ email: 'pat@shop.test', last_name: 'Lee' })
    expect([changed.status, changed.body.data.id]).toEqual([200, created.body.data.id])
    expect((await given({ email: 'lee@shop.test' }, { id: created.body.data.id })).body.data.attributes.email).toBe(
      'lee@shop.test',
    )
    expect((await given({ email: 'x@shop.test' }, { id: 'nobody' })).status).toBe(404)
  })

  it.each([
    [{ first_name: 'Pat' }, '/data/attributes', /identifiers is required/],
    [{ email: 'pat' }, '/data/attributes/email', /^Invalid email address$/],
    [{ phone_number: '512 555 0100' }, '/data/attributes/phone_number', /^Invalid phone number format/],
    [{ email: 5 }, '/data/attributes/email', /not a valid text/],
    [
      { email: 'a@x.test', shoe_size: 9 },
      '/data/attributes/shoe_size',
      /^'shoe_size' is not a valid field for the resource 'profile'\.$/,
    ],
  ])('refuses %j', async (attributes, pointer, detail) => {
    const { status, body } = await account().send('POST', '/profiles', document('profile', attributes))
    expect([status, body.errors[0].source]).toEqual([400, { pointer }])
    expect(body.errors[0].detail).toMatch(detail)
  })

  it('wants the right type', async () => {
    const { status, body } = await account().send('POST', '/profiles', document('person', { email: 'a@x.test' }))
    expect([status, body.errors[0].source]).toEqual([400, { pointer: '/data/type' }])
  })

  it('is found by filters, and paged by a cursor', async () => {
    const { send: call } = account()
    const pat = await createProfile(call, { email: 'pat@shop.test' })
    const found = await call('GET', `/profiles${query({ filter: 'equals(email,"pat@shop.test")' })}`)
    expect(ids(found.body)).toEqual([pat])
    const since = await call('GET', `/profiles${query({ filter: 'greater-than(created,2026-11-01T00:00:00Z)' })}`)
    expect(ids(since.body)).toEqual([pat])
    const first = await call('GET', `/profiles${query({ 'page[size]': '2', sort: '-email' })}`)
    expect(ids(first.body)).toEqual([pat, fixtures.otherProfile])
    expect(first.body.links.prev).toBeNull()
    const next = await call('GET', first.body.links.next.slice(origin.length))
    expect(ids(next.body)).toEqual([fixtures.profile])
    expect(next.body.links.next).toBeNull()
    expect(ids((await call('GET', next.body.links.prev.slice(origin.length))).body)).toEqual(ids(first.body))
  })

  it.each([
    [{ filter: 'contains(email,"x")' }, 'filter'],
    [{ filter: 'equals(shoe_size,9)' }, 'filter'],
    [{ filter: 'email=x' }, 'filter'],
    [{ sort: 'first_name' }, 'sort'],
    [{ include: 'lists' }, 'include'],
    [{ 'page[size]': '101' }, 'page[size]'],
    [{ 'page[cursor]': 'bm90aGluZw' }, 'page[cursor]'],
    [{ 'fields[profile]': 'shoe_size' }, 'fields[profile]'],
    [{ 'additional-fields[profile]': 'friends' }, 'additional-fields[profile]'],
  ])('does not list with %j', async (members, parameter) => {
    const { status, body } = await account().send('GET', `/profiles${query(members)}`)
    expect([status, body.errors[0].source]).toEqual([400, { parameter }])
  })

  it('of the fixtures answers as if it changed, and stays', async () => {
    const { send: call } = account()
    const path = `/profiles/${fixtures.profile}`
    const changed = await call('PATCH', path, document('profile', { last_name: 'King' }, { id: fixtures.profile }))
    expect(changed.body.data.attributes.last_name).toBe('King')
    expect((await call('GET', path)).body.data.attributes.last_name).toBe('Lovelace')
  })
})

describe('lists', () => {
  it('creates, renames, counts and deletes', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/lists', document('list', { name: 'Guests' }))
    expect([status, body.data.attributes.opt_in_process]).toEqual([201, 'double_opt_in'])
    const path = `/lists/${body.data.id}`
    const renamed = await call('PATCH', path, document('list', { name: 'Visitors' }, { id: body.data.id }))
    expect(renamed.body.data.attributes.name).toBe('Visitors')
    const count = await call('GET', `${path}${query({ 'additional-fields[list]': 'profile_count' })}`)
    expect(count.body.data.attributes.profile_count).toBe(0)
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
    expect((await call('POST', '/lists', document('list', {}))).body.errors[0]).toMatchObject({
      code: 'required',
      source: { pointer: '/data/attributes/name' },
    })
  })

  it('shows ten to a page at most', async () => {
    const { send: call } = account()
    await createList(call)
    expect((await call('GET', '/lists?page[size]=11')).status).toBe(400)
    const found = await call('GET', `/lists${query({ filter: "equals(name,'Newsletter')", include: 'tags' })}`)
    expect([ids(found.body), found.body.included]).toEqual([[fixtures.audience], []])
  })

  it('takes profiles in and lets them go', async () => {
    const { send: call } = account()
    const [list, pat] = [await createList(call), await createProfile(call, { email: 'pat@shop.test' })]
    const path = `/lists/${list}/relationships/profiles`
    const json = {
      data: [
        { type: 'profile', id: pat },
        { type: 'profile', id: fixtures.profile },
      ],
    }
    expect((await call('POST', path, { json })).status).toBe(204)
    expect((await call('POST', path, { json })).status).toBe(204)
    const members = await call('GET', `/lists/${list}/profiles${query({ 'page[size]': '1' })}`)
    expect(members.body.data[0].attributes).toMatchObject({ joined_group_at: '2026-11-24T12:00:00+00:00' })
    expect((await call('GET', path)).body.data).toHaveLength(2)
    expect((await call('DELETE', path, { json })).status).toBe(204)
    expect((await call('GET', path)).body.data).toEqual([])
    const unknown = await call('POST', path, { json: { data: [{ type: 'profile', id: 'nobody' }] } })
    expect([unknown.status, unknown.body.errors[0].source]).toEqual([404, { pointer: '/data/0/id' }])
    expect((await call('POST', path, { json: { data: [] } })).status).toBe(400)
  })

  it('of the fixtures keeps its member', async () => {
    const { send: call } = account()
    const path = `/lists/${fixtures.audience}/relationships/profiles`
    const named = (id: string) => ({ json: { data: [{ type: 'profile', id }] } })
    expect((await call('DELETE', path, named(fixtures.profile))).status).toBe(204)
    expect((await call('POST', path, named(fixtures.otherProfile))).status).toBe(204)
    expect(ids((await call('GET', path)).body)).toEqual([fixtures.profile])
  })
})

describe('consent', () => {
  const entry = (consent: string, attributes: object = { email: 'pat@shop.test' }, more: object = {}) => ({
    type: 'profile',
    attributes: { ...attributes, subscriptions: { email: { marketing: { consent, ...more } } } },
  })
  const job = (kind: 'create' | 'delete', profile: object, list = '', more: object = {}) => {
    const relationships = list === '' ? {} : { relationships: { list: { data: { type: 'list', id: list } } } }
    const attributes = { profiles: { data: [profile] }, ...more }
    return document(`profile-subscription-bulk-${kind}-job`, attributes, relationships)
  }
  const create = '/profile-subscription-bulk-create-jobs'
  const remove = '/profile-subscription-bulk-delete-jobs'

  async function marketing(call: Call) {
    const members = { filter: 'equals(email,"pat@shop.test")', 'additional-fields[profile]': 'subscriptions' }
    return (await call('GET', `/profiles${query(members)}`)).body.data[0]?.attributes.subscriptions.email.marketing
  }

  it('is given: the profile is made, subscribed and put on the list', async () => {
    const { send: call } = account()
    const list = await createList(call)
    const given = job('create', entry('SUBSCRIBED'), list, { custom_source: 'Checkout' })
    const { status, text } = await call('POST', create, given)
    expect([status, text]).toEqual([202, ''])
    expect(await marketing(call)).toMatchObject({
      consent: 'SUBSCRIBED',
      consent_timestamp: '2026-11-24T12:00:00+00:00',
      custom_method_detail: 'Checkout',
      can_receive_email_marketing: true,
    })
    expect((await call('GET', `/lists/${list}/profiles`)).body.data).toHaveLength(1)
  })

  it('waits for confirmation on a list of double opt-in, unless it is historical', async () => {
    const { send: call } = account()
    const list = await createList(call, 'double_opt_in')
    await call('POST', create, job('create', entry('SUBSCRIBED'), list))
    expect(await marketing(call)).toMatchObject({ consent: 'NEVER_SUBSCRIBED', consent_timestamp: null })
    const past = entry('SUBSCRIBED', undefined, { consented_at: '2025-01-01T00:00:00Z' })
    await call('POST', create, job('create', past, list, { historical_import: true }))
    expect(await marketing(call)).toMatchObject({
      consent: 'SUBSCRIBED',
      consent_timestamp: '2025-01-01T00:00:00+00:00',
    })
  })

  it('is taken back altogether, or for a list where the profile is on it', async () => {
    const { send: call } = account()
    const list = await createList(call)
    await call('POST', create, job('create', entry('SUBSCRIBED'), list))
    expect((await call('POST', remove, job('delete', entry('UNSUBSCRIBED'), list))).status).toBe(202)
    expect(await marketing(call)).toMatchObject({
      consent: 'SUBSCRIBED',
      list_suppressions: [{ list_id: list, reason: 'UNSUBSCRIBE', timestamp: '2026-11-24T12:00:00+00:00' }],
    })
    expect((await call('GET', `/lists/${list}/profiles`)).body.data).toEqual([])
    await call('POST', remove, job('delete', entry('UNSUBSCRIBED')))
    expect(await marketing(call)).toMatchObject({
      consent: 'UNSUBSCRIBED',
      can_receive_email_marketing: false,
      suppression: [{ reason: 'UNSUBSCRIBE' }],
    })
    const filter = 'equals(subscriptions.email.marketing.suppression.reason,"UNSUBSCRIBE")'
    expect((await call('GET', `/profiles${query({ filter })}`)).body.data).toHaveLength(1)
  })

  it.each([
    [job('create', entry('UNSUBSCRIBED')), 400],
    [job('create', entry('SUBSCRIBED', {})), 400],
    [job('create', { type: 'profile', attributes: { email: 'a@x.test', subscriptions: {} } }), 400],
    [job('create', entry('SUBSCRIBED', undefined, { consented_at: '2025-01-01T00:00:00Z' })), 400],
    [job('create', entry('SUBSCRIBED'), '', { historical_import: true }), 400],
    [job('create', entry('SUBSCRIBED'), 'nope'), 404],
    [job('delete', entry('UNSUBSCRIBED')), 400],
  ])('is not given by %j', async (body, status) => {
    expect((await account().send('POST', create, body)).status).toBe(status)
  })
})

describe('events', () => {
  const event = (more: object = {}, profile: object = { attributes: { email: 'pat@shop.test' } }) =>
    document('event', {
      properties: { order: '1001' },
      metric: { data: { type: 'metric', attributes: { name: 'Viewed Product' } } },
      profile: { data: { type: 'profile', ...profile } },
      ...more,
    })

  it('is taken in, and makes the profile and the metric', async () => {
    const { send: call } = account()
    const { status, text } = await call('POST', '/events', event({ value: 9.5, value_currency: 'EUR' }))
    expect([status, text]).toEqual([202, ''])
    const metrics = await call('GET', '/metrics')
    const [metric] = ids(metrics.body)
    const { body } = await call(
      'GET',
      `/events${query({ filter: `equals(metric_id,"${metric}")`, include: 'profile,metric' })}`,
    )
    expect(body.data[0]).toMatchObject({
      type: 'event',
      attributes: {
        timestamp: 1_795_521_600,
        event_properties: { order: '1001', $value: 9.5, $currency_code: 'EUR' },
        datetime: '2026-11-24T12:00:00+00:00',
      },
      relationships: { metric: { data: { type: 'metric', id: metric } } },
    })
    expect(body.included.map(({ type }: { type: string }) => type)).toEqual(['metric', 'profile'])
    expect(body.included[1].attributes).toMatchObject({ last_event_date: '2026-11-24T12:00:00+00:00' })
    expect((await call('GET', `/events/${body.data[0].id}`)).status).toBe(200)
    expect((await call('GET', '/events/nothing')).status).toBe(404)
  })

  it('counts once by its unique id', async () => {
    const { send: call } = account()
    for (const _time of [1, 2]) await call('POST', '/events', event({ unique_id: '1001' }))
    expect((await call('GET', '/events')).body.data).toHaveLength(2)
  })

  it.each([
    [event({}, { attributes: {} }), '/data/attributes/profile/data/attributes'],
    [event({ time: '2028-01-01T00:00:00Z' }), '/data/attributes/time'],
    [event({ value: 'much' }), '/data/attributes/value'],
    [event({ metric: { data: { type: 'metric', attributes: {} } } }), '/data/attributes/metric/data/attributes/name'],
    [event({ properties: undefined }), '/data/attributes/properties'],
  ])('%j is refused', async (body, pointer) => {
    const { status, body: answer } = await account().send('POST', '/events', body)
    expect([status, answer.errors[0].source]).toEqual([400, { pointer }])
  })
})

describe('campaigns', () => {
  const message = {
    type: 'campaign-message',
    attributes: { definition: { channel: 'email', content: { subject: 'Spring is here' } } },
  }
  const given = {
    name: 'Spring',
    audiences: { included: [fixtures.audience] },
    'campaign-messages': { data: [message] },
  }
  const channel = "equals(messages.channel,'email')"
  const sendJob = (id: string) => ({ json: { data: { type: 'campaign-send-job', id } } })

  it('are listed by channel, with their messages', async () => {
    const { send: call } = account()
    expect((await call('GET', '/campaigns')).status).toBe(400)
    expect((await call('GET', `/campaigns${query({ filter: "equals(status,'Draft')" })}`)).status).toBe(400)
    const filter = `and(${channel},equals(status,'Draft'))`
    const { body } = await call('GET', `/campaigns${query({ filter, include: 'campaign-messages' })}`)
    expect(ids(body)).toEqual([fixtures.campaign])
    expect(body.included[0]).toMatchObject({
      id: fixtures.campaignMessage,
      attributes: { definition: { channel: 'email', content: { subject: 'Winter is here' } } },
    })
  })

  it('is drafted, given a template, sent once', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/campaigns', document('campaign', given))
    expect([status, body.data.attributes.status]).toEqual([201, 'Draft'])
    const { id } = body.data
    const early = await call('POST', '/campaign-send-jobs', sendJob(id))
    expect(early.body.errors[0].detail).toBe('The campaign message has no template.')
    const messages = await call('GET', `/campaigns/${id}/campaign-messages`)
    const [messageId] = ids(messages.body)
    const template = { template: { data: { type: 'template', id: fixtures.template } } }
    const assigned = await call('POST', '/campaign-message-assign-template', {
      json: { data: { type: 'campaign-message', id: messageId, relationships: template } },
    })
    expect(assigned.body.data.relationships.template.data.type).toBe('template')
    expect((await call('GET', `/campaign-messages/${messageId}`)).body.data.id).toBe(messageId)
    expect((await call('GET', `/campaign-send-jobs/${id}`)).status).toBe(404)
    const job = await call('POST', '/campaign-send-jobs', sendJob(id))
    expect([job.status, job.body.data]).toMatchObject([202, { id, attributes: { status: 'queued' } }])
    expect((await call('GET', `/campaign-send-jobs/${id}`)).body.data.attributes.status).toBe('complete')
    expect((await call('POST', '/campaign-send-jobs', sendJob(id))).status).toBe(400)
    expect((await call('GET', `/campaigns/${id}`)).body.data.attributes).toMatchObject({
      status: 'Sent',
      send_time: '2026-11-24T12:00:00+00:00',
    })
    const late = await call('PATCH', `/campaigns/${id}`, document('campaign', { name: 'Summer' }, { id }))
    expect(late.status).toBe(400)
  })

  it('is changed and deleted as a draft', async () => {
    const { send: call } = account()
    const { id } = (await call('POST', '/campaigns', document('campaign', given))).body.data
    const changed = await call('PATCH', `/campaigns/${id}`, document('campaign', { name: 'Summer' }, { id }))
    expect(changed.body.data.attributes.name).toBe('Summer')
    expect((await call('DELETE', `/campaigns/${id}`)).status).toBe(204)
    expect((await call('GET', `/campaigns/${id}`)).status).toBe(404)
  })

  it.each([
    [{ ...given, audiences: { included: ['nope'] } }, '/data/attributes/audiences'],
    [{ ...given, 'campaign-messages': { data: [] } }, '/data/attributes/campaign-messages/data'],
    [{ ...given, subject: 'Spring' }, '/data/attributes/subject'],
    [{ name: 'Spring' }, '/data/attributes/audiences'],
  ])('refuses %j', async (attributes, pointer) => {
    const { status, body } = await account().send('POST', '/campaigns', document('campaign', attributes))
    expect([status, body.errors[0].source]).toEqual([400, { pointer }])
  })

  it('sends the fixture every time', async () => {
    const { send: call } = account()
    for (const _time of [1, 2]) {
      expect((await call('POST', '/campaign-send-jobs', sendJob(fixtures.campaign))).status).toBe(202)
    }
    expect((await call('POST', '/campaign-send-jobs', sendJob(fixtures.sentCampaign))).status).toBe(400)
    expect((await call('POST', '/campaign-send-jobs', sendJob('nope'))).status).toBe(404)
  })
})

describe('segments and tags', () => {
  it('has one segment', async () => {
    const { send: call } = account()
    const found = await call('GET', `/segments${query({ filter: 'equals(is_active,true)' })}`)
    expect(ids(found.body)).toEqual([fixtures.segment])
    expect((await call('GET', `/segments/${fixtures.segment}`)).body.data.attributes.name).toBe('Readers')
    expect((await call('GET', '/segments/nope')).status).toBe(404)
  })

  it('creates, renames and deletes tags', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/tags', document('tag', { name: 'Spring' }))
    expect([status, body.data.relationships['tag-group'].data.id]).toEqual([201, fixtures.tagGroup])
    const path = `/tags/${body.data.id}`
    expect((await call('PATCH', path, document('tag', { name: 'Summer' }, { id: body.data.id }))).status).toBe(204)
    const { body: read } = await call('GET', `${path}?include=tag-group`)
    expect([read.data.attributes.name, read.included[0].type]).toEqual(['Summer', 'tag-group'])
    expect((await call('GET', `/tags${query({ filter: "starts-with(name,'Sum')" })}`)).body.data).toHaveLength(1)
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })
})
