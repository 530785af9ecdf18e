import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { md5 } from '../../../sandbox/providers/mailchimp/md5.ts'
import { fixtures, mailchimp } from '../../../sandbox/providers/mailchimp.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://us19.api.mailchimp.com/3.0'

const basic = (key: string) => ({ Authorization: `Basic ${btoa(`anystring:${key}`)}` })

const account = () => accountAt(mailchimp, origin, basic('0123456789abcdef0123456789abcdef-us19'))

const members = `/lists/${fixtures.audience}/members`

const reader = { email_address: 'Pat@shop.test', status_if_new: 'subscribed', merge_fields: { FNAME: 'Pat' } }

const readerPath = `${members}/${md5('pat@shop.test')}`

describe('access', () => {
  it('greets who has a key of this data center, and takes OAuth tokens', async () => {
    const { status, body } = await account().send('GET', '/ping')
    expect([status, body]).toEqual([200, { health_status: "Everything's Chimpy!" }])
    const token = { Authorization: 'Bearer 5c7b1e9d3f2a4b6c' }
    expect((await accountAt(mailchimp, origin, token).send('GET', '/')).body.account_name).toBe('Example Shop')
  })

  it('refuses no key, a wrong one, and one of another data center', async () => {
    const missing = await accountAt(mailchimp, origin, {}).send('GET', '/ping')
    expect([missing.status, missing.body.title]).toEqual([401, 'API Key Missing'])
    for (const key of ['invalid-us19', '0123456789abcdef-us20', 'nonsense']) {
      const { status, body, headers } = await accountAt(mailchimp, origin, basic(key)).send('GET', '/ping')
      expect(status).toBe(401)
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
      expect(body).toEqual({
        type: 'https://mailchimp.com/developer/marketing/docs/errors/',
        title: 'API Key Invalid',
        status: 401,
        detail: "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
        instance: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      })
    }
  })

  it('knows no other path and no other method', async () => {
    const { send: call } = account()
    const unknown = await call('GET', '/lists/a/b/c/d')
    expect([unknown.status, unknown.body.title]).toEqual([404, 'Resource Not Found'])
    const method = await call('PUT', '/lists')
    expect([method.status, method.body.title, method.headers.get('allow')]).toEqual([
      405,
      'Method Not Allowed',
      'GET, POST',
    ])
    const version = await send(mailchimp, memoryState(), 'GET', 'https://us19.api.mailchimp.com/2.0/ping', {
      headers: basic('0123456789abcdef-us19'),
    })
    expect(version.status).toBe(404)
  })

  it('throttles with 429 and fails with 500', async () => {
    const exchange = exchangeOf('GET', `${origin}/ping`, {})
    const throttled = mailchimp.rateLimited(exchange)
    expect([throttled.status, await throttled.json()]).toMatchObject([429, { title: 'Too Many Requests' }])
    expect(mailchimp.outage(exchange).status).toBe(500)
  })
})

describe('the hash of an address', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
    [fixtures.contactEmail, fixtures.contact],
  ])('of %j', (text, hash) => expect(md5(text)).toBe(hash))
})

describe('audiences', () => {
  const given = {
    name: 'Shop',
    contact: { company: 'Shop', address1: 'Main St 1', city: 'Austin', country: 'US' },
    permission_reminder: 'You bought something.',
    campaign_defaults: { from_name: 'Shop', from_email: 'news@shop.test', subject: '', language: 'en' },
    email_type_option: true,
  }

  it('creates, reads, changes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/lists', { json: given })
    expect(created.body).toMatchObject({ name: 'Shop', date_created: '2026-11-24T12:00:00+00:00', visibility: 'pub' })
    const path = `/lists/${created.body.id}`
    const changed = await call('PATCH', path, { json: { ...given, name: 'Store' } })
    expect(changed.body.name).toBe('Store')
    expect((await call('GET', path)).body.stats).toMatchObject({ member_count: 0, campaign_last_sent: '' })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('lists with count, offset and only the fields that were asked for', async () => {
    const { send: call } = account()
    await call('POST', '/lists', { json: given })
    const { body } = await call('GET', '/lists?count=1&offset=1&fields=lists.id,lists.stats.member_count,total_items')
    expect(body).toEqual({ lists: [{ id: fixtures.audience, stats: { member_count: 1 } }], total_items: 2 })
    const found = await call('GET', `/lists?email=${fixtures.contactEmail}&exclude_fields=lists`)
    expect(found.body).toEqual({
      total_items: 1,
      _links: [],
      constraints: { may_create: true, max_instances: 100, current_total_instances: 2 },
    })
  })

  it('names each field that is wrong', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/lists', { json: { ...given, name: 5, contact: { company: 'x' } } })
    expect([status, body.title]).toEqual([400, 'Invalid Resource'])
    expect(body.errors).toContainEqual({ field: 'name', message: 'Schema describes text, number found instead' })
    expect(body.errors).toContainEqual({ field: 'contact.city', message: 'This value should not be blank.' })
    expect((await call('GET', '/lists?count=1001')).body.errors[0].field).toBe('count')
    expect((await call('GET', '/lists?page=2')).body.errors[0].field).toBe('page')
    const broken = await call('POST', '/lists', { body: '{', headers: { 'content-type': 'application/json' } })
    expect(broken.body.title).toBe('JSON Parse Error')
  })
})

describe('members', () => {
  it('adds or updates by the hash of the address', async () => {
    const { send: call } = account()
    const added = await call('PUT', readerPath, { json: reader })
    expect(added.body).toMatchObject({
      id: md5('pat@shop.test'),
      email_address: 'Pat@shop.test',
      status: 'subscribed',
      full_name: 'Pat',
      list_id: fixtures.audience,
    })
    const updated = await call('PUT', readerPath, { json: { ...reader, status_if_new: 'pending', vip: true } })
    expect(updated.body).toMatchObject({ status: 'subscribed', vip: true, merge_fields: { FNAME: 'Pat', LNAME: '' } })
    for (const name of [md5('pat@shop.test'), 'pat@shop.test', added.body.contact_id]) {
      expect((await call('GET', `${members}/${name}`)).body.email_address).toBe('Pat@shop.test')
    }
  })

  it('wants an address and a status of who is new', async () => {
    const { status, body } = await account().send('PUT', readerPath, { json: { status: 'subscribed' } })
    expect(status).toBe(400)
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['email_address', 'status_if_new'])
  })

  it('adds once, and refuses what is no address', async () => {
    const { send: call } = account()
    const given = { email_address: 'pat@shop.test', status: 'subscribed', tags: ['Guest'] }
    expect((await call('POST', members, { json: given })).body).toMatchObject({ tags_count: 1 })
    const again = await call('POST', members, { json: given })
    expect([again.status, again.body.title]).toEqual([400, 'Member Exists'])
    expect((await call('POST', members, { json: { ...given, email_address: 'x@example.com' } })).status).toBe(200)
    expect((await call('POST', members, { json: { ...given, email_address: 'x@example.com' } })).status).toBe(200)
    const wrong = await call('POST', members, { json: { ...given, email_address: 'pat' } })
    expect(wrong.body.errors[0].field).toBe('email_address')
    const fake = await call('POST', members, { json: { ...given, email_address: 'fake@shop.test' } })
    expect(fake.body.detail).toMatch(/looks fake or invalid/)
    const word = await call('POST', members, { json: { ...given, status: 'keen' } })
    expect(word.body.errors[0]).toMatchObject({ field: 'status', message: expect.stringMatching(/^Value must be one/) })
  })

  it('moves to the hash of a new address', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    const moved = await call('PATCH', readerPath, { json: { email_address: 'patricia@shop.test' } })
    expect(moved.body.id).toBe(md5('patricia@shop.test'))
    expect((await call('GET', readerPath)).status).toBe(404)
    await call('PUT', readerPath, { json: reader })
    const taken = await call('PATCH', readerPath, { json: { email_address: 'patricia@shop.test' } })
    expect(taken.body.title).toBe('Member Exists')
  })

  it('archives once, and takes back by an upsert', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    expect((await call('DELETE', readerPath)).status).toBe(204)
    expect((await call('DELETE', readerPath)).status).toBe(405)
    expect((await call('GET', members)).body.total_items).toBe(3)
    expect((await call('GET', `${members}?status=archived`)).body.total_items).toBe(1)
    expect((await call('PUT', readerPath, { json: reader })).body.status).toBe('subscribed')
  })

  it('forgets for good', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    expect((await call('POST', `${readerPath}/actions/delete-permanent`)).status).toBe(204)
    const { status, body } = await call('PUT', readerPath, { json: reader })
    expect([status, body.title]).toEqual([400, 'Forgotten Email Not Subscribed'])
  })

  it('never subscribes an address that bounced', async () => {
    const path = `${members}/${fixtures.cleanedEmail}`
    const { status, body } = await account().send('PATCH', path, { json: { status: 'subscribed' } })
    expect([status, body.title]).toEqual([400, 'Member In Compliance State'])
  })

  it('filters and sorts', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    const { body } = await call('GET', `${members}?status=subscribed&sort_field=last_changed&sort_dir=ASC`)
    expect(body.members.map((member: { id: string }) => member.id)).toEqual([fixtures.contact, md5('pat@shop.test')])
    const since = await call('GET', `${members}?since_last_changed=2026-11-01T00:00:00Z`)
    expect(since.body.total_items).toBe(1)
  })

  it('answers for a fixture as if it changed, and keeps it', async () => {
    const { send: call } = account()
    const path = `${members}/${fixtures.contact}`
    const changed = await call('PATCH', path, { json: { email_address: 'ada@shop.test', status: 'unsubscribed' } })
    expect(changed.body).toMatchObject({ id: md5('ada@shop.test'), status: 'unsubscribed' })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).body).toMatchObject({ status: 'subscribed', email_address: fixtures.contactEmail })
  })

  it('searches in all audiences', async () => {
    const { send: call } = account()
    const { body } = await call('GET', '/search-members?query=lovelace')
    expect(body.exact_matches.members[0].id).toBe(fixtures.contact)
    expect((await call('GET', '/search-members?query=love')).body).toMatchObject({
      exact_matches: { total_items: 0 },
      full_search: { total_items: 1 },
    })
    expect((await call('GET', '/search-members')).status).toBe(400)
    expect((await call('GET', '/search-members?query=x&list_id=nope')).status).toBe(400)
  })
})

describe('tags and segments', () => {
  it('makes a tag by giving it, and shows it as a static segment', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    const changes = { tags: [{ name: 'Guest', status: 'active' }] }
    expect((await call('POST', `${readerPath}/tags`, { json: changes })).status).toBe(204)
    const { body } = await call('GET', `${readerPath}/tags`)
    expect(body.tags).toEqual([{ id: expect.any(Number), name: 'Guest', date_added: '2026-11-24T12:00:00+00:00' }])
    const segment = await call('GET', `/lists/${fixtures.audience}/segments/${body.tags[0].id}`)
    expect(segment.body).toMatchObject({ name: 'Guest', type: 'static', member_count: 1 })
    expect((await call('GET', `/lists/${fixtures.audience}/tag-search?name=gu`)).body.total_items).toBe(1)
    await call('POST', `${readerPath}/tags`, { json: { tags: [{ name: 'guest', status: 'inactive' }] } })
    expect((await call('GET', readerPath)).body.tags).toEqual([])
  })

  it('creates a segment of addresses, or by a condition', async () => {
    const { send: call } = account()
    await call('PUT', readerPath, { json: reader })
    const path = `/lists/${fixtures.audience}/segments`
    const list = await call('POST', path, { json: { name: 'Guests', static_segment: ['pat@shop.test'] } })
    expect(list.body).toMatchObject({ type: 'static', member_count: 1 })
    expect((await call('POST', path, { json: { name: 'guests' } })).status).toBe(400)
    expect((await call('GET', `${path}?type=saved`)).body.segments).toMatchObject([
      { id: fixtures.segment, member_count: 1 },
    ])
    expect((await call('DELETE', `${path}/${list.body.id}`)).status).toBe(204)
    expect((await call('GET', readerPath)).body.tags_count).toBe(0)
  })

  it('wants tags in their form', async () => {
    const json = { tags: [{ name: 'x', status: 'on' }] }
    const { status, body } = await account().send('POST', `${members}/${fixtures.contact}/tags`, { json })
    expect([status, body.errors[0].field]).toEqual([400, 'tags.0.status'])
  })
})

describe('campaigns', () => {
  const given = {
    type: 'regular',
    recipients: { list_id: fixtures.audience },
    settings: { subject_line: 'Spring', title: 'Spring', from_name: 'Shop', reply_to: 'news@shop.test' },
  }

  it('is written, checked, sent once, and listed as sent', async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/campaigns', { json: given })
    expect(body).toMatchObject({ status: 'save', settings: given.settings, recipients: { recipient_count: 1 } })
    const path = `/campaigns/${body.id}`
    expect((await call('GET', `${path}/send-checklist`)).body).toMatchObject({ is_ready: false })
    const early = await call('POST', `${path}/actions/send`)
    expect([early.status, early.body.detail]).toEqual([400, 'Your Campaign is not ready to send.'])
    const content = await call('PUT', `${path}/content`, { json: { html: '<p>Spring</p>' } })
    expect(content.body).toMatchObject({ html: '<p>Spring</p>', plain_text: 'Spring' })
    expect((await call('GET', `${path}/send-checklist`)).body.is_ready).toBe(true)
    expect((await call('POST', `${path}/actions/send`)).status).toBe(204)
    expect((await call('POST', `${path}/actions/send`)).status).toBe(400)
    const sent = await call('GET', '/campaigns?status=sent&sort_field=send_time&sort_dir=DESC')
    expect(sent.body.campaigns.map(({ id }: { id: string }) => id)).toEqual([body.id, fixtures.sentCampaign])
    expect((await call('GET', path)).body).toMatchObject({ emails_sent: 1, send_time: '2026-11-24T12:00:00+00:00' })
  })

  it('is scheduled on a quarter of an hour, and taken back', async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/campaigns', { json: given })
    const path = `/campaigns/${body.id}`
    await call('PUT', `${path}/content`, { json: { plain_text: 'Spring' } })
    const at = (time: string) => call('POST', `${path}/actions/schedule`, { json: { schedule_time: time } })
    expect((await at('2026-12-01T08:10:00Z')).status).toBe(400)
    expect((await at('2026-12-01T08:15:00Z')).status).toBe(204)
    expect((await call('GET', path)).body.status).toBe('schedule')
    expect((await call('POST', `${path}/actions/unschedule`)).status).toBe(204)
    expect((await call('POST', `${path}/actions/unschedule`)).status).toBe(400)
  })

  it('is changed and deleted', async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/campaigns', { json: { type: 'regular' } })
    const path = `/campaigns/${body.id}`
    const changed = await call('PATCH', path, { json: { settings: { subject_line: 'Summer' } } })
    expect(changed.body.settings.subject_line).toBe('Summer')
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('refuses another type, another audience, and content of nothing', async () => {
    const { send: call } = account()
    expect((await call('POST', '/campaigns', { json: { type: 'letter' } })).body.errors[0].field).toBe('type')
    expect((await call('POST', '/campaigns', { json: { type: 'rss' } })).body.errors[0].field).toBe('rss_opts')
    const nowhere = await call('POST', '/campaigns', { json: { ...given, recipients: { list_id: 'nope' } } })
    expect(nowhere.body.errors[0].field).toBe('recipients.list_id')
    expect((await call('PUT', `/campaigns/${fixtures.campaign}/content`, { json: {} })).status).toBe(400)
  })

  it('sends the fixture every time', async () => {
    const { send: call } = account()
    for (const _time of [1, 2]) {
      expect((await call('POST', `/campaigns/${fixtures.campaign}/actions/send`)).status).toBe(204)
    }
    expect((await call('POST', `/campaigns/${fixtures.sentCampaign}/actions/send`)).status).toBe(400)
  })
})
