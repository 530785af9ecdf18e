import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fixtures, sendgrid } from '../../../sandbox/providers/sendgrid.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://api.sendgrid.com/v3'

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })

const account = () => accountAt(sendgrid, origin, bearer('SG.0123456789.abcdefghij'))

type Call = ReturnType<typeof account>['send']

describe('access', () => {
  it('answers with the scopes of the key, and with the state of the limit', async () => {
    const { status, body, headers } = await account().send('GET', '/scopes')
    expect([status, body.scopes[0]]).toEqual([200, 'mail.send'])
    expect(headers.get('x-ratelimit-remaining')).toBe('599')
  })

  it('refuses no key and a wrong one', async () => {
    const missing = await accountAt(sendgrid, origin, {}).send('GET', '/scopes')
    expect([missing.status, missing.body]).toEqual([
      401,
      { errors: [{ field: null, message: 'authorization required' }] },
    ])
    for (const key of ['SG.invalid.abcdefghij', 'abcdefghij']) {
      const { status, body } = await accountAt(sendgrid, origin, bearer(key)).send('GET', '/scopes')
      const message = 'The provided authorization grant is invalid, expired, or revoked'
      expect([status, body]).toEqual([401, { errors: [{ message, field: null, help: null }] }])
    }
  })

  it('forbids what the key has no scope for', async () => {
    const { send: call } = accountAt(sendgrid, origin, bearer('SG.mail-only.abcdefghij'))
    expect((await call('GET', '/scopes')).body).toEqual({ scopes: ['mail.send'] })
    const { status, body } = await call('GET', '/marketing/lists')
    expect([status, body.errors[0].message]).toEqual([403, 'access forbidden'])
  })

  it('knows no other path and no other method', async () => {
    const { send: call } = account()
    expect((await call('GET', '/marketing/nothing')).body).toEqual({ errors: [{ field: null, message: 'not found' }] })
    expect((await call('DELETE', '/scopes')).status).toBe(405)
    const eu = await send(sendgrid, memoryState(), 'GET', 'https://api.eu.sendgrid.com/v2/scopes', {
      headers: bearer('SG.a.b'),
    })
    expect(eu.status).toBe(404)
  })

  it('throttles with 429 and fails with 500', async () => {
    const exchange = exchangeOf('GET', `${origin}/scopes`, {})
    const throttled = sendgrid.rateLimited(exchange)
    expect([throttled.status, throttled.headers.get('x-ratelimit-remaining')]).toEqual([429, '0'])
    expect(throttled.headers.get('x-ratelimit-reset')).toBe('1795521660')
    expect(sendgrid.outage(exchange).status).toBe(500)
  })
})

describe('mail', () => {
  const mail = {
    personalizations: [{ to: [{ email: 'pat@shop.test' }] }],
    from: { email: fixtures.sender },
    subject: 'On its way',
    content: [{ type: 'text/plain', value: 'It left.' }],
  }

  it('is accepted with an id; in sandbox mode nothing is sent', async () => {
    const { send: call } = account()
    const { status, text, headers } = await call('POST', '/mail/send', { json: mail })
    expect([status, text]).toEqual([202, ''])
    expect(headers.get('x-message-id')).toHaveLength(22)
    const tried = await call('POST', '/mail/send', {
      json: { ...mail, mail_settings: { sandbox_mode: { enable: true } } },
    })
    expect([tried.status, tried.headers.get('x-message-id')]).toEqual([200, null])
  })

  it('needs no content where there is a template, and no subject where each recipient has one', async () => {
    const { send: call } = account()
    const { subject: _subject, content: _content, ...bare } = mail
    expect((await call('POST', '/mail/send', { json: { ...bare, template_id: 'd-1' } })).status).toBe(202)
    const personalizations = [{ to: [{ email: 'pat@shop.test' }], subject: 'For Pat' }]
    expect(
      (await call('POST', '/mail/send', { json: { ...bare, content: mail.content, personalizations } })).status,
    ).toBe(202)
  })

  it.each([
    [{ personalizations: [] }, 'personalizations'],
    [{ personalizations: [{ to: [] }] }, 'personalizations.0.to'],
    [{ personalizations: [{ to: [{ email: 'a@x.test' }], cc: [{ email: 'A@x.test' }] }] }, 'personalizations.0'],
    [{ personalizations: [{ to: [{ email: 'nobody' }] }] }, 'personalizations.0.to.0.email'],
    [{ from: {} }, 'from.email'],
    [{ from: { email: 'shop' } }, 'from.email'],
    [{ subject: undefined }, 'subject'],
    [{ content: [] }, 'content'],
    [{ content: [{ type: 'text/plain', value: '' }] }, 'content.0.value'],
    [
      {
        content: [
          { type: 'text/html', value: 'x' },
          { type: 'text/plain', value: 'x' },
        ],
      },
      'content',
    ],
    [{ send_at: 1_900_000_000 }, 'send_at'],
    [{ asm: { group_id: 1 } }, 'asm.group_id'],
    [{ attachments: [{ content: '**', filename: 'a.txt' }] }, 'attachments.0.content'],
    [{ importance: 'high' }, 'importance'],
  ])('with %j is refused', async (change, field) => {
    const { status, body } = await account().send('POST', '/mail/send', { json: { ...mail, ...change } })
    expect([status, body.errors[0].field]).toEqual([400, field])
  })

  it('comes from a verified sender only, and as JSON', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/mail/send', {
      json: { ...mail, from: { email: 'unverified@x.test' } },
    })
    expect([status, body.errors[0].field]).toEqual([403, 'from'])
    expect((await call('POST', '/mail/send', { form: { subject: 'x' } })).status).toBe(415)
  })
})

describe('lists', () => {
  it('creates, renames, counts and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/marketing/lists', { json: { name: 'Guests' } })
    expect(created.status).toBe(201)
    const path = `/marketing/lists/${created.body.id}`
    expect(created.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      name: 'Guests',
      contact_count: 0,
      _metadata: { self: `${origin}${path}` },
    })
    expect((await call('PATCH', path, { json: { name: 'Visitors' } })).body.name).toBe('Visitors')
    expect((await call('GET', `${path}/contacts/count`)).body).toEqual({ contact_count: 0, billable_count: 0 })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('pages by tokens', async () => {
    const { send: call } = account()
    for (const name of ['one', 'two']) await call('POST', '/marketing/lists', { json: { name } })
    const first = await call('GET', '/marketing/lists?page_size=2')
    expect(first.body.result.map(({ name }: { name: string }) => name)).toEqual(['two', 'one'])
    expect(first.body._metadata).toMatchObject({ count: 3 })
    const next = await call('GET', first.body._metadata.next.slice(origin.length))
    expect(next.body.result[0].id).toBe(fixtures.audience)
    expect(next.body._metadata.next).toBeUndefined()
    expect((await call('GET', '/marketing/lists?page_size=1001')).status).toBe(400)
  })

  it('deletes with what is on it, where that is asked for', async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/marketing/lists', { json: { name: 'Guests' } })
    await call('PUT', '/marketing/contacts', { json: { list_ids: [body.id], contacts: [{ email: 'pat@shop.test' }] } })
    const deleted = await call('DELETE', `/marketing/lists/${body.id}?delete_contacts=true`)
    const job = await call('GET', `/marketing/contacts/imports/${deleted.body.job_id}`)
    expect(job.body.results.deleted_count).toBe(1)
    expect(await find(call, 'pat@shop.test')).toEqual([])
  })

  it('wants a name, of its own where it says duplicate', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/marketing/lists', { json: {} })
    expect([status, body.errors[0]]).toEqual([400, { field: 'name', message: 'name is required' }])
    await call('POST', '/marketing/lists', { json: { name: 'a duplicate' } })
    expect((await call('POST', '/marketing/lists', { json: { name: 'a duplicate' } })).status).toBe(400)
  })
})

async function find(call: Call, email: string) {
  const query = `email = '${email}'`
  return (await call('POST', '/marketing/contacts/search', { json: { query } })).body.result
}

describe('contacts', () => {
  it('is taken in by a job, with its address in lower case, and changed by the next', async () => {
    const { send: call } = account()
    const contact = { email: 'Pat@Shop.test', first_name: 'Pat', custom_fields: { e1_T: 'blue' } }
    const json = { list_ids: [fixtures.audience], contacts: [contact] }
    const { status, body } = await call('PUT', '/marketing/contacts', { json })
    expect(status).toBe(202)
    expect((await call('GET', `/marketing/contacts/imports/${body.job_id}`)).body).toMatchObject({
      status: 'completed',
      job_type: 'upsert',
      results: { requested_count: 1, created_count: 1, updated_count: 0 },
    })
    await call('PUT', '/marketing/contacts', { json: { contacts: [{ email: 'pat@shop.test', last_name: 'Lee' }] } })
    const found = await find(call, 'pat@shop.test')
    expect(found).toMatchObject([
      { email: 'pat@shop.test', first_name: 'Pat', last_name: 'Lee', list_ids: [fixtures.audience], city: '' },
    ])
    expect((await call('GET', `/marketing/contacts/${found[0].id}`)).body).toEqual(found[0])
    expect((await call('GET', '/marketing/contacts/count')).body.contact_count).toBe(2)
    expect((await call('GET', '/marketing/contacts')).body.contact_count).toBe(2)
  })

  it.each([
    [{ contacts: [] }, 'contacts'],
    [{ contacts: [{ first_name: 'Pat' }] }, 'contacts[0]'],
    [{ contacts: [{ email: 'pat' }] }, 'contacts.0.email'],
    [{ contacts: [{ email: 'a@x.test', first_name: 'x'.repeat(51) }] }, 'contacts.0.first_name'],
    [{ contacts: [{ email: 'a@x.test', custom_fields: { colour: 'blue' } }] }, 'contacts[0].custom_fields'],
    [{ contacts: [{ email: 'a@x.test' }], list_ids: ['9b0f4f4e-2c36-4bd3-9e1c-6f1c6a8a7d99'] }, 'list_ids'],
  ])('%j is refused', async (json, field) => {
    const { status, body } = await account().send('PUT', '/marketing/contacts', { json })
    expect([status, body.errors[0].field]).toEqual([400, field])
  })

  it.each([
    ["email = 'ada.lovelace@example.com'", 1],
    ["lower(email) LIKE 'ada%' AND country = 'GB'", 1],
    [`CONTAINS(list_ids, '${fixtures.audience}')`, 2],
    ["first_name IN ('Ada', 'Pat') AND NOT city = 'London'", 1],
    ["(last_name = 'O''Brien' OR last_name = \"x\") AND external_id IS NOT NULL", 1],
    ["city IS NULL OR created_at < '2026-02-01T00:00:00Z'", 2],
    ["email NOT LIKE '%@example.com'", 1],
  ])('is found by %s', async (query, count) => {
    const { send: call } = account()
    const contact = { email: 'pat@shop.test', first_name: 'Pat', last_name: "O'Brien", external_id: '7' }
    await call('PUT', '/marketing/contacts', { json: { list_ids: [fixtures.audience], contacts: [contact] } })
    const { body } = await call('POST', '/marketing/contacts/search', { json: { query } })
    expect(body.contact_count).toBe(count)
  })

  it.each(['email = ', "shoe_size = '9'", "email = 'x' email", "email = 'x", 'CONTAINS(email)'])(
    'is not found by %s, which is no query',
    async (query) => {
      const { status, body } = await account().send('POST', '/marketing/contacts/search', { json: { query } })
      expect([status, body.errors[0].field]).toEqual([400, 'query'])
    },
  )

  it('is found by addresses, or nobody is', async () => {
    const { send: call } = account()
    const emails = (...values: string[]) =>
      call('POST', '/marketing/contacts/search/emails', { json: { emails: values } })
    const { body } = await emails('ADA.Lovelace@example.com', 'nobody@shop.test')
    expect(body.result).toMatchObject({
      'ada.lovelace@example.com': { contact: { id: fixtures.contact } },
      'nobody@shop.test': { error: 'contact not found' },
    })
    expect((await emails('nobody@shop.test')).status).toBe(404)
    const batch = await call('POST', '/marketing/contacts/batch', { json: { ids: [fixtures.contact] } })
    expect(batch.body.result).toHaveLength(1)
  })

  it('leaves a list, and the account', async () => {
    const { send: call } = account()
    await call('PUT', '/marketing/contacts', {
      json: { list_ids: [fixtures.audience], contacts: [{ email: 'pat@shop.test' }] },
    })
    const [{ id }] = await find(call, 'pat@shop.test')
    const path = `/marketing/lists/${fixtures.audience}/contacts`
    expect((await call('DELETE', `${path}?contact_ids=${id}`)).status).toBe(202)
    expect((await find(call, 'pat@shop.test'))[0].list_ids).toEqual([])
    expect((await call('DELETE', path)).status).toBe(400)
    expect((await call('DELETE', `/marketing/contacts?ids=${id}`)).status).toBe(202)
    expect((await call('GET', `/marketing/contacts/${id}`)).status).toBe(404)
    expect((await call('DELETE', '/marketing/contacts')).status).toBe(400)
  })

  it('of the fixtures stays', async () => {
    const { send: call } = account()
    expect((await call('DELETE', `/marketing/contacts?ids=${fixtures.contact}`)).status).toBe(202)
    expect((await call('GET', `/marketing/contacts/${fixtures.contact}`)).status).toBe(200)
  })
})

describe('segments', () => {
  it('are listed, made, read and deleted', async () => {
    const { send: call } = account()
    const path = '/marketing/segments/2.0'
    expect((await call('GET', `${path}?parent_list_ids=${fixtures.audience}`)).body.results).toMatchObject([
      { id: fixtures.segment, contacts_count: 1, status: { query_validation: 'VALID' } },
    ])
    const json = { name: 'In London', query_dsl: "SELECT contact_id FROM contact_data WHERE city = 'London'" }
    const { status, body } = await call('POST', path, { json })
    expect([status, body.contacts_count]).toEqual([201, 1])
    expect((await call('GET', `${path}?no_parent_list_id=true`)).body.results).toHaveLength(1)
    expect((await call('GET', `${path}/${body.id}`)).body.query_dsl).toBe(json.query_dsl)
    expect((await call('DELETE', `${path}/${body.id}`)).status).toBe(202)
    expect((await call('GET', `${path}/${body.id}`)).status).toBe(404)
    expect((await call('POST', path, { json: { ...json, query_dsl: 'city' } })).status).toBe(400)
  })
})

describe('single sends', () => {
  const path = '/marketing/singlesends'
  const given = {
    name: 'Spring',
    send_to: { list_ids: [fixtures.audience] },
    email_config: {
      subject: 'Spring is here',
      html_content: '<p>Spring</p>',
      sender_id: fixtures.senderId,
      suppression_group_id: fixtures.suppressionGroup,
    },
  }

  it('is drafted, changed, scheduled, taken back and sent once', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', path, { json: given })
    expect([status, body.status, body.send_at]).toEqual([201, 'draft', null])
    const own = `${path}/${body.id}`
    const changed = await call('PATCH', own, { json: { categories: ['season'] } })
    expect([changed.status, changed.body.categories]).toEqual([202, ['season']])
    const at = { send_at: '2026-12-01T08:00:00Z' }
    expect((await call('PUT', `${own}/schedule`, { json: at })).body).toEqual({ ...at, status: 'scheduled' })
    expect((await call('DELETE', `${own}/schedule`)).body).toEqual({ ...at, status: 'draft' })
    expect((await call('DELETE', `${own}/schedule`)).status).toBe(400)
    const sent = await call('PUT', `${own}/schedule`, { json: { send_at: 'now' } })
    expect([sent.status, sent.body]).toEqual([201, { send_at: '2026-11-24T12:00:00Z', status: 'scheduled' }])
    expect((await call('PUT', `${own}/schedule`, { json: { send_at: 'now' } })).status).toBe(400)
    const found = await call('POST', `${path}/search`, { json: { status: ['triggered'], name: 'spr' } })
    expect(found.body.result).toMatchObject([{ id: body.id, is_abtest: false, categories: ['season'] }])
    expect((await call('DELETE', own)).status).toBe(204)
    expect((await call('GET', own)).status).toBe(404)
  })

  it('says what it still needs', async () => {
    const { send: call } = account()
    const { body } = await call('POST', path, { json: { name: 'Bare' } })
    const refused = await call('PUT', `${path}/${body.id}/schedule`, { json: { send_at: 'now' } })
    expect(refused.status).toBe(400)
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'send_to',
      'email_config.subject',
      'email_config.html_content',
      'email_config.sender_id',
      'email_config.suppression_group_id',
    ])
    const when = await call('PUT', `${path}/${fixtures.campaign}/schedule`, { json: { send_at: 'soon' } })
    expect(when.body.errors[0].field).toBe('send_at')
  })

  it.each([
    [{ name: 'x', send_to: { list_ids: ['9b0f4f4e-2c36-4bd3-9e1c-6f1c6a8a7d99'] } }, 'send_to.list_ids'],
    [{ name: 'x', email_config: { sender_id: 1 } }, 'email_config.sender_id'],
    [{ name: 'x', email_config: { suppression_group_id: 1 } }, 'email_config.suppression_group_id'],
    [{ name: 'x', email_config: { title: 'x' } }, 'email_config.title'],
    [{ categories: [] }, 'name'],
  ])('refuses %j', async (json, field) => {
    const { status, body } = await account().send('POST', path, { json })
    expect([status, body.errors[0].field]).toEqual([400, field])
  })

  it('sends the fixture every time', async () => {
    const { send: call } = account()
    for (const _time of [1, 2]) {
      const { status } = await call('PUT', `${path}/${fixtures.campaign}/schedule`, { json: { send_at: 'now' } })
      expect(status).toBe(201)
    }
    const { body } = await call('GET', path)
    expect(body.result.map(({ status }: { status: string }) => status)).toEqual(['draft', 'triggered'])
  })

  it('has one verified sender', async () => {
    const { send: call } = account()
    expect((await call('GET', '/marketing/senders')).body.results).toMatchObject([{ id: fixtures.senderId }])
    expect((await call('GET', `/marketing/senders/${fixtures.senderId}`)).body.verified).toBe(true)
    expect((await call('GET', '/marketing/senders/1')).status).toBe(404)
  })
})

describe('suppressions', () => {
  it('are made, looked up, listed and lifted', async () => {
    const { send: call } = account()
    const path = '/asm/suppressions/global'
    const json = { recipient_emails: ['Pat@shop.test'] }
    for (const _time of [1, 2]) {
      const { status, body } = await call('POST', path, { json })
      expect([status, body]).toEqual([201, { recipient_emails: ['pat@shop.test'] }])
    }
    expect((await call('GET', `${path}/pat@shop.test`)).body).toEqual({ recipient_email: 'pat@shop.test' })
    expect((await call('GET', '/suppression/unsubscribes')).body).toEqual([
      { created: 1_795_521_600, email: 'pat@shop.test' },
    ])
    expect((await call('DELETE', `${path}/pat@shop.test`)).status).toBe(204)
    expect((await call('GET', `${path}/pat@shop.test`)).body).toEqual({})
    expect((await call('POST', path, { json: { recipient_emails: ['pat'] } })).status).toBe(400)
  })

  it('are of a group', async () => {
    const { send: call } = account()
    const path = `/asm/groups/${fixtures.suppressionGroup}`
    await call('POST', `${path}/suppressions`, { json: { recipient_emails: ['pat@shop.test'] } })
    expect((await call('GET', `${path}/suppressions`)).body).toEqual(['pat@shop.test'])
    expect((await call('GET', '/asm/groups')).body).toMatchObject([{ id: fixtures.suppressionGroup, unsubscribes: 1 }])
    expect((await call('GET', path)).body.is_default).toBe(true)
    expect((await call('GET', '/asm/groups/1/suppressions')).status).toBe(404)
  })
})
