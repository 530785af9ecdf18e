import { describe, expect, it } from 'vitest'
import { constantContact, fixtures } from '../../../sandbox/providers/constant-contact.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.cc.email'
const account = () => accountAt(constantContact, `${origin}/v3`, { authorization: `Bearer ${fixtures.accessToken}` })

const unknown = '00000000-1111-2222-3333-444444444444'
const ids = (contacts: { contact_id: string }[]) => contacts.map(({ contact_id }) => contact_id)

describe('access', () => {
  it.each([undefined, 'Bearer short', 'Bearer invalid-access-token', 'Basic YTpi'])(
    'is refused to %s',
    async (wrong) => {
      const { send } = accountAt(constantContact, `${origin}/v3`, wrong === undefined ? {} : { authorization: wrong })
      expect(await send('GET', '/account/summary')).toMatchObject({
        status: 401,
        body: [{ error_key: 'unauthorized', error_message: 'The access token used is invalid.' }],
      })
    },
  )

  it('shows the account, and what else is asked for', async () => {
    const { send } = account()
    expect(await send('GET', '/account/summary')).toMatchObject({
      status: 200,
      body: { organization_name: 'Sandbox Shop', country_code: 'US', encoded_account_id: expect.any(String) },
    })
    const extras = '/account/summary?extra_fields=physical_address,company_logo'
    expect((await send('GET', extras)).body).toMatchObject({ physical_address: { city: 'Austin' }, company_logo: {} })
    expect((await send('GET', '/account/summary?extra_fields=secrets')).status).toBe(400)
    expect((await send('GET', '/account/emails?confirm_status=CONFIRMED')).body).toMatchObject([
      { email_address: fixtures.sender },
    ])
    expect((await send('GET', '/account/emails?confirm_status=UNCONFIRMED')).body).toEqual([])
    expect((await send('GET', '/account/emails?role_code=J')).body).toEqual([])
  })

  it.each([
    ['GET', '/v3/nowhere', 404],
    ['GET', '/v2/contacts', 404],
    ['DELETE', '/v3/contacts', 405],
    ['GET', '/v3/contacts/sign_up_form', 405],
  ])('to %s %s is answered %i', async (method, path, expected) => {
    const { send } = accountAt(constantContact, origin, { authorization: `Bearer ${fixtures.accessToken}` })
    const { status, body } = await send(method, path)
    expect(status).toBe(expected)
    expect(body).toEqual([{ error_key: expect.any(String), error_message: expect.any(String) }])
  })
})

describe('contacts', () => {
  const grace = {
    email_address: { address: 'grace@navy.mil', permission_to_send: 'implicit' },
    first_name: 'Grace',
    last_name: 'Hopper',
    create_source: 'Account',
    list_memberships: [fixtures.list],
    phone_numbers: [{ phone_number: '+1 202 555 0143', kind: 'work' }],
  }

  it('are created, read, overwritten and deleted, and revived by an update', async () => {
    const { send } = account()
    const created = await send('POST', '/contacts', { json: grace })
    expect(created).toMatchObject({
      status: 201,
      body: {
        contact_id: expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/),
        email_address: { address: 'grace@navy.mil', permission_to_send: 'implicit', confirm_status: 'off' },
        first_name: 'Grace',
        list_memberships: [fixtures.list],
        phone_numbers: [{ phone_number: '+1 202 555 0143', kind: 'work', phone_number_id: expect.any(String) }],
      },
    })
    const path = `/contacts/${created.body.contact_id}`
    const bare = await send('GET', path)
    expect(bare.body).not.toHaveProperty('phone_numbers')
    expect((await send('GET', `${path}?include=phone_numbers,taggings`)).body).toMatchObject({
      phone_numbers: grace.phone_numbers,
      taggings: [],
    })

    const change = { email_address: { address: 'hopper@navy.mil' }, last_name: 'Hopper', update_source: 'Account' }
    const updated = await send('PUT', path, { json: change })
    expect(updated).toMatchObject({ status: 200, body: { email_address: { address: 'hopper@navy.mil' } } })
    expect(updated.body).not.toHaveProperty('first_name')
    expect((await send('GET', `${path}?include=phone_numbers`)).body.phone_numbers).toHaveLength(1)

    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).status).toBe(404)
    expect((await send('GET', '/contacts?status=deleted')).body.contacts).toMatchObject([
      { deleted_at: expect.any(String) },
    ])
    expect((await send('PUT', path, { json: change })).status).toBe(200)
    expect((await send('GET', path)).status).toBe(200)
  })

  it('that were there from the start stay as they are', async () => {
    const { send } = account()
    const path = `/contacts/${fixtures.listedContact}`
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).body.first_name).toBe('Ada')
  })

  it('have an e-mail address of their own, even when they are deleted, but for the addresses of examples', async () => {
    const { send } = account()
    const { body } = await send('POST', '/contacts', { json: grace })
    await send('DELETE', `/contacts/${body.contact_id}`)
    const taken = [
      {
        error_key: 'contacts.api.conflict',
        error_message: `Validation failed: Email already exists for contact ${body.contact_id}`,
      },
    ]
    expect(await send('POST', '/contacts', { json: grace })).toMatchObject({ status: 409, body: taken })
    const example = { ...grace, email_address: { address: 'grace@example.com' } }
    expect((await send('POST', '/contacts', { json: example })).status).toBe(201)
    expect((await send('POST', '/contacts', { json: example })).status).toBe(201)
  })

  it.each([
    [{}, 'create_source is required'],
    [{ create_source: 'Account' }, 'One of first_name, last_name, email_address or sms_channel is required'],
    [{ ...grace, first_name: 'x'.repeat(51) }, 'first_name has an invalid length'],
    [{ ...grace, create_source: 'Robot' }, 'create_source has an invalid value: "Robot"'],
    [{ ...grace, email_address: { address: 'nobody' } }, 'email_address.address has an invalid value: "nobody"'],
    [{ ...grace, email_address: 'grace@navy.mil' }, 'email_address has an invalid value: "grace@navy.mil"'],
    [{ ...grace, list_memberships: ['1'] }, 'list_memberships.0 has an invalid value: "1"'],
    [{ ...grace, list_memberships: [unknown] }, `There is no contact list ${unknown}`],
  ])('are refused as %j', async (json, error_message) => {
    const answer = await account().send('POST', '/contacts', { json })
    expect(answer).toMatchObject({ status: 400, body: [{ error_key: 'contacts.api.validation.error', error_message }] })
  })

  it('are refused as a form, as broken JSON, and by an id that is none', async () => {
    const { send } = account()
    expect((await send('POST', '/contacts', { form: { first_name: 'Ada' } })).status).toBe(415)
    const broken = { body: '{"first_name":"Ada",}', headers: { 'content-type': 'application/json' } }
    expect((await send('POST', '/contacts', broken)).status).toBe(400)
    expect(await send('GET', '/contacts/1')).toMatchObject({
      status: 404,
      body: [{ error_key: 'contacts.api.not_found', error_message: 'contact_id is in an invalid format.' }],
    })
    expect((await send('GET', `/contacts/${unknown}`)).status).toBe(404)
    expect((await send('PUT', `/contacts/${fixtures.listedContact}`, { json: {} })).status).toBe(400)
  })

  it('are found by address, list, tag, status and time', async () => {
    const { send } = account()
    const found = async (query: string) => ids((await send('GET', `/contacts?${query}`)).body.contacts)
    expect(await found('email=ADA.lovelace@example.com')).toEqual([fixtures.listedContact])
    expect(await found(`lists=${fixtures.list}`)).toEqual([fixtures.listedContact])
    expect(await found(`tags=${fixtures.tag}`)).toEqual([fixtures.listedContact])
    expect(await found('status=active')).toEqual([fixtures.listedContact, fixtures.unlistedContact])
    expect(await found('status=unsubscribed,deleted')).toEqual([])
    expect(await found('created_after=2026-02-01T00:00:00Z')).toEqual([])
    expect(await found('updated_before=2026-02-01T00:00:00Z')).toHaveLength(2)
    expect((await send('GET', '/contacts?include_count=true')).body.contacts_count).toBe(2)
    for (const wrong of [
      'status=happy',
      'limit=0',
      'limit=501',
      'include=secrets',
      'offset=3',
      'cursor=x',
      'lists=1',
      'segment_id=1&email=a@b.example',
    ]) {
      expect((await send('GET', `/contacts?${wrong}`)).status, wrong).toBe(400)
    }
    expect((await send('GET', '/contacts?segment_id=1')).status).toBe(404)
  })

  it('are paged by a cursor that stands for the whole query', async () => {
    const { send } = account()
    const first = await send('GET', '/contacts?limit=1&include=taggings&status=active')
    expect(ids(first.body.contacts)).toEqual([fixtures.listedContact])
    const { href } = first.body._links.next
    expect(href).toMatch(/^\/v3\/contacts\?cursor=\w/)
    const second = await send('GET', href.replace('/v3', ''))
    expect(second.body).toEqual({
      contacts: [expect.objectContaining({ contact_id: fixtures.unlistedContact, taggings: [] })],
    })
  })
})

describe('the sign-up form', () => {
  const path = '/contacts/sign_up_form'
  const form = { email_address: 'grace@navy.mil', first_name: 'Grace', list_memberships: [fixtures.list] }

  it('creates a contact, and then adds to it', async () => {
    const { send } = account()
    const created = await send('POST', path, { json: { ...form, phone_number: '+1 202 555 0143' } })
    expect(created).toMatchObject({ status: 201, body: { contact_id: expect.any(String), action: 'created' } })
    const list = await send('POST', '/contact_lists', { json: { name: 'Second' } })
    const more = { email_address: 'GRACE@navy.mil', last_name: 'Hopper', list_memberships: [list.body.list_id] }
    expect(await send('POST', path, { json: more })).toMatchObject({
      status: 200,
      body: { contact_id: created.body.contact_id, action: 'updated' },
    })
    const contact = await send('GET', `/contacts/${created.body.contact_id}?include=list_memberships,phone_numbers`)
    expect(contact.body).toMatchObject({
      first_name: 'Grace',
      last_name: 'Hopper',
      create_source: 'Contact',
      list_memberships: [fixtures.list, list.body.list_id],
      phone_numbers: [{ phone_number: '+1 202 555 0143' }],
    })
  })

  it.each([
    { email_address: 'grace@navy.mil' },
    { ...form, list_memberships: [] },
    { ...form, list_memberships: [unknown] },
    { ...form, email_address: `${'x'.repeat(50)}@navy.mil` },
    { list_memberships: [fixtures.list] },
  ])('refuses %j', async (json) => {
    expect(await account().send('POST', path, { json })).toMatchObject({
      status: 400,
      body: [{ error_key: 'contacts.api.validation.error' }],
    })
  })
})

describe('segments', () => {
  it('are listed without their criteria, the latest first or by their names', async () => {
    const { send } = account()
    const latest = await send('GET', '/segments?limit=1')
    expect(latest.body.segments).toEqual([
      { name: 'Readers', segment_id: fixtures.segment, created_at: expect.any(String), edited_at: expect.any(String) },
    ])
    const next = await send('GET', latest.body._links.next.href.replace('/v3', ''))
    expect(next.body).toEqual({ segments: [expect.objectContaining({ segment_id: fixtures.olderSegment })] })
    const named = await send('GET', '/segments?sort_by=name')
    expect(named.body.segments.map(({ name }: { name: string }) => name)).toEqual(['Non-openers', 'Readers'])
  })

  it.each(['?limit=1001', '?limit=0', '?sort_by=id', '?page=2'])('are refused by %s', async (query) => {
    expect((await account().send('GET', `/segments${query}`)).status).toBe(400)
  })
})

describe('lists', () => {
  it('are created, counted, changed and deleted', async () => {
    const { send } = account()
    const created = await send('POST', '/contact_lists', { json: { name: 'Spring visitors' } })
    expect(created).toMatchObject({ status: 201, body: { name: 'Spring visitors', favorite: false, description: '' } })
    const { list_id } = created.body
    const path = `/contact_lists/${list_id}`
    await send('POST', '/contacts/sign_up_form', { json: { email_address: 'a@navy.mil', list_memberships: [list_id] } })
    const counted = await send('GET', '/contact_lists?include_membership_count=all&include_count=true&limit=1')
    expect(counted.body).toMatchObject({ lists: [{ list_id, membership_count: 1 }], lists_count: 2 })
    const next = await send('GET', counted.body._links.next.href.replace('/v3', ''))
    expect(next.body.lists).toMatchObject([{ list_id: fixtures.list, membership_count: 1 }])
    const json = { name: 'Summer visitors', favorite: true }
    expect((await send('PUT', path, { json })).body).toMatchObject(json)
    expect((await send('GET', `${path}?include_membership_count=active`)).body.membership_count).toBe(1)
    expect(await send('DELETE', path)).toMatchObject({ status: 202, body: { state: 'processing' } })
    expect((await send('GET', path)).status).toBe(404)
    expect((await send('GET', '/contact_lists?status=deleted')).body.lists).toMatchObject([{ list_id }])
    expect((await send('GET', '/contact_lists?name=Newsletter')).body.lists).toHaveLength(1)
  })

  it('are refused without a name, by an unknown id, or with a name that is taken', async () => {
    const { send } = account()
    expect((await send('POST', '/contact_lists', { json: {} })).body).toEqual([
      { error_key: 'contacts.api.validation.error', error_message: 'name is required' },
    ])
    expect((await send('GET', '/contact_lists/1')).status).toBe(404)
    expect((await send('GET', '/contact_lists?limit=1001')).status).toBe(400)
    const json = { name: 'A duplicate' }
    expect((await send('POST', '/contact_lists', { json })).status).toBe(201)
    expect(await send('POST', '/contact_lists', { json })).toMatchObject({
      status: 409,
      body: [{ error_key: 'contacts.api.conflict' }],
    })
  })
})

describe('activities', () => {
  it('put contacts on lists and take them off, by and by', async () => {
    const { send } = account()
    const contact = await send('POST', '/contacts', { json: { first_name: 'Grace', create_source: 'Account' } })
    const { contact_id } = contact.body
    const json = { source: { contact_ids: [contact_id, unknown] }, list_ids: [fixtures.list] }
    const added = await send('POST', '/activities/add_list_memberships', { json })
    expect(added).toMatchObject({
      status: 201,
      body: {
        state: 'processing',
        percent_done: 1,
        activity_errors: [],
        status: { items_total_count: 2, list_count: 1 },
      },
    })
    expect((await send('GET', added.body._links.self.href.replace('/v3', ''))).body).toMatchObject({
      state: 'completed',
      percent_done: 100,
      activity_errors: [`contact_id ${unknown} was not found`],
    })
    const memberships = async () =>
      (await send('GET', `/contacts/${contact_id}?include=list_memberships`)).body.list_memberships
    expect(await memberships()).toEqual([fixtures.list])
    const removal = { source: { list_ids: [fixtures.list] }, list_ids: [fixtures.list] }
    const sparing = { ...removal, exclude: { contact_ids: [contact_id] } }
    await send('POST', '/activities/remove_list_memberships', { json: sparing })
    expect(await memberships()).toEqual([fixtures.list])
    await send('POST', '/activities/remove_list_memberships', { json: removal })
    expect(await memberships()).toEqual([])
    const deletion = await send('POST', '/activities/contact_delete', { json: { contact_ids: [contact_id] } })
    expect(deletion).toMatchObject({ status: 201, body: { status: { items_total_count: 1 } } })
    expect((await send('GET', `/contacts/${contact_id}`)).status).toBe(404)
  })

  it.each([
    ['add_list_memberships', {}],
    ['add_list_memberships', { source: { contact_ids: [unknown] }, list_ids: [unknown] }],
    ['add_list_memberships', { source: {}, list_ids: [fixtures.list] }],
    [
      'remove_list_memberships',
      { source: { contact_ids: [unknown], all_active_contacts: true }, list_ids: [fixtures.list] },
    ],
    ['contact_delete', {}],
    ['contact_delete', { contact_ids: [] }],
  ])('are refused: %s of %j', async (name, json) => {
    expect(await account().send('POST', `/activities/${name}`, { json })).toMatchObject({
      status: 400,
      body: [{ error_key: 'activities.api.validation.error' }],
    })
  })

  it('are not found where there were none', async () => {
    expect((await account().send('GET', `/activities/${unknown}`)).status).toBe(404)
  })
})

describe('e-mail campaigns', () => {
  const email = {
    from_name: 'Sandbox Shop',
    from_email: fixtures.sender,
    reply_to_email: fixtures.sender,
    subject: 'Spring is here',
  }
  const html_content = '<html><body>[[trackingImage]]</body></html>'
  const campaign = { name: 'Spring', email_campaign_activities: [{ format_type: 5, ...email, html_content }] }

  it('are drafted, given recipients, sent, and done a minute later', async () => {
    const { send } = account()
    const created = await send('POST', '/emails', { json: campaign })
    expect(created).toMatchObject({
      status: 200,
      body: {
        name: 'Spring',
        current_status: 'Draft',
        type: 'CUSTOM_CODE_EMAIL',
        campaign_activities: [{ role: 'primary_email' }, { role: 'permalink' }],
      },
    })
    const [primary, permalink] = created.body.campaign_activities
    const path = `/emails/activities/${primary.campaign_activity_id}`
    const schedules = `${path}/schedules`
    const atOnce = { json: { scheduled_date: '0' } }
    expect((await send('POST', schedules, atOnce)).body[0].error_message).toMatch(/has no contact_list_ids/)

    const addressed = await send('PUT', path, {
      json: { ...email, subject: 'Spring!', contact_list_ids: [fixtures.list] },
    })
    expect(addressed).toMatchObject({
      status: 200,
      body: { subject: 'Spring!', contact_list_ids: [fixtures.list], html_content },
    })
    expect((await send('POST', `/emails/activities/${permalink.campaign_activity_id}/schedules`, atOnce)).status).toBe(
      400,
    )

    expect(await send('POST', schedules, atOnce)).toMatchObject({ status: 201, body: [] })
    expect((await send('POST', schedules, atOnce)).status).toBe(400)
    expect((await send('GET', path)).body.current_status).toBe('EXECUTING')
    const now = new Date('2026-11-24T12:01:00Z')
    expect((await send('GET', `/emails/${created.body.campaign_id}`, { now })).body.current_status).toBe('Done')
  })

  it('are scheduled for a date, and unscheduled', async () => {
    const { send } = account()
    const created = await send('POST', '/emails', { json: campaign })
    const [primary] = created.body.campaign_activities
    const path = `/emails/activities/${primary.campaign_activity_id}`
    await send('PUT', path, { json: { ...email, contact_list_ids: [fixtures.list] } })
    const schedule = (scheduled_date: string) => send('POST', `${path}/schedules`, { json: { scheduled_date } })
    expect((await schedule('tomorrow')).status).toBe(400)
    expect((await schedule('2026-11-01T09:00:00Z')).status).toBe(400)
    expect(await schedule('2026-12-24T09:00:00.000Z')).toMatchObject({
      status: 201,
      body: [{ scheduled_date: '2026-12-24T09:00:00.000Z' }],
    })
    expect((await send('GET', `${path}/schedules`)).body).toHaveLength(1)
    expect((await send('PUT', path, { json: email })).status).toBe(400)
    expect((await send('DELETE', `/emails/${created.body.campaign_id}`)).status).toBe(400)
    expect((await send('DELETE', `${path}/schedules`)).status).toBe(204)
    expect((await send('DELETE', `${path}/schedules`)).status).toBe(400)
    expect((await send('GET', `${path}/schedules`)).body).toEqual([])
    expect((await send('DELETE', `/emails/${created.body.campaign_id}`)).status).toBe(204)
    expect((await send('GET', '/emails?limit=1')).body.campaigns).toMatchObject([{ current_status: 'Removed' }])
    const rename = { json: { name: 'Summer' } }
    expect((await send('PATCH', `/emails/${created.body.campaign_id}`, rename)).status).toBe(400)
  })

  it('that were there from the start can be sent again and again', async () => {
    const { send } = account()
    const path = `/emails/activities/${fixtures.activity}`
    for (let time = 0; time < 2; time += 1) {
      expect((await send('POST', `${path}/schedules`, { json: { scheduled_date: '0' } })).status).toBe(201)
    }
    expect((await send('PATCH', `/emails/${fixtures.campaign}`, { json: { name: 'Summer' } })).body.name).toBe('Summer')
    expect((await send('GET', `/emails/${fixtures.campaign}`)).body.name).toBe('Winter')
    expect((await send('GET', `${path}?include=html_content,permalink_url`)).body).toMatchObject({
      campaign_id: fixtures.campaign,
      html_content: expect.stringContaining('[[trackingImage]]'),
      permalink_url: expect.stringMatching(/^https:/),
    })
  })

  it('are listed by page and date', async () => {
    const { send } = account()
    const first = await send('GET', '/emails?limit=1')
    expect(first.body.campaigns).toMatchObject([{ campaign_id: fixtures.campaign, current_status: 'Draft' }])
    const second = await send('GET', first.body._links.next.href.replace('/v3', ''))
    expect(second.body).toEqual({
      campaigns: [expect.objectContaining({ campaign_id: fixtures.sentCampaign, current_status: 'Done' })],
    })
    expect((await send('GET', '/emails?after_date=2026-02-01T00:00:00Z')).body.campaigns).toEqual([])
    expect((await send('GET', '/emails?before_date=2026-02-01T00:00:00Z')).body.campaigns).toHaveLength(2)
  })

  const [activity] = campaign.email_campaign_activities
  it.each([
    [{ name: 'Spring' }, 'email_campaign_activities is required'],
    [{ ...campaign, name: 'x'.repeat(81) }, 'name has an invalid length'],
    [
      { ...campaign, email_campaign_activities: [{ ...activity, format_type: 2 }] },
      expect.stringContaining('format_type 5'),
    ],
    [
      { ...campaign, email_campaign_activities: [{ ...activity, html_content: '' }] },
      expect.stringContaining('html_content'),
    ],
    [
      { ...campaign, email_campaign_activities: [{ ...activity, from_email: 'me@elsewhere.org' }] },
      expect.stringContaining('from_email must be a confirmed email address'),
    ],
  ])('are refused as %j', async (json, error_message) => {
    const answer = await account().send('POST', '/emails', { json })
    expect(answer).toMatchObject({ status: 400, body: [{ error_key: 'emails.api.validation.error', error_message }] })
  })

  it('are refused where they are not there, go to no list, or have a name that is taken', async () => {
    const { send } = account()
    expect((await send('GET', `/emails/${unknown}`)).status).toBe(404)
    expect((await send('GET', `/emails/activities/${unknown}`)).status).toBe(404)
    const path = `/emails/activities/${fixtures.activity}`
    expect((await send('PUT', path, { json: { ...email, contact_list_ids: [unknown] } })).status).toBe(400)
    expect((await send('PUT', path, { json: { subject: 'Only' } })).status).toBe(400)
    const both = { ...email, contact_list_ids: [fixtures.list], segment_ids: [1] }
    expect((await send('PUT', path, { json: both })).status).toBe(400)
    const json = { ...campaign, name: 'A duplicate' }
    expect((await send('POST', '/emails', { json })).status).toBe(200)
    expect((await send('POST', '/emails', { json })).status).toBe(409)
  })
})

it.each([
  ['sandbox-rate-limited', 429, { error_key: 'throttled' }],
  ['sandbox-outage', 503, [{ error_key: 'service_unavailable' }]],
])('fails on demand: %s', async (word, status, body) => {
  const response = trigger(constantContact, exchangeOf('GET', `${origin}/v3/contacts?email=${word}`, {}))
  expect(response?.status).toBe(status)
  expect(await response?.json()).toMatchObject(body)
})
