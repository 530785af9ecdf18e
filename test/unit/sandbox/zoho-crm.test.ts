import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fixtures, zohoCrm } from '../../../sandbox/providers/zoho-crm.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://www.zohoapis.com'
const token = { authorization: 'Zoho-oauthtoken 1000.fake0upstream0example.access0token' }
const fields = 'fields=Last_Name,Email'

function org() {
  return accountAt(zohoCrm, origin, token)
}

async function names(answer: ReturnType<ReturnType<typeof org>['send']>): Promise<string[]> {
  return (await answer).body.data.map(({ Last_Name }: { Last_Name: string }) => Last_Name)
}

describe('the token', () => {
  it.each([
    [{}, 'AUTHENTICATION_FAILURE', 'Authentication failed'],
    [{ authorization: 'Bearer 1000.something-else' }, 'AUTHENTICATION_FAILURE', 'Authentication failed'],
    [{ authorization: 'Zoho-oauthtoken 1000.invalid.token' }, 'INVALID_TOKEN', 'invalid oauth token'],
  ])('is refused: %j', async (headers, code, message) => {
    const answer = await send(zohoCrm, memoryState(), 'GET', `${origin}/crm/v8/org`, { headers })
    expect(answer).toMatchObject({ status: 401, body: { code, message, details: {}, status: 'error' } })
  })

  it.each([
    ['www.zohoapis.com', true],
    ['zohoapis.com', true],
    ['www.zohoapis.com.au', true],
    ['www.zohoapis.com.cn', true],
    ['sandbox.zohoapis.eu', true],
    ['www.zohoapis.org', false],
    ['www.zohoapis.com.example.com', false],
  ])('is good at %s: %s', (host, isAnswered) => {
    expect(zohoCrm.hosts.some((known) => (typeof known === 'string' ? known === host : known.test(host)))).toBe(
      isAnswered,
    )
  })
})

describe('records', () => {
  it('are added, read, updated and deleted', async () => {
    const { send } = org()
    const added = await send('POST', '/crm/v8/Contacts', {
      json: { data: [{ Last_Name: 'Hopper', First_Name: 'Grace', Account_Name: { id: fixtures.account } }] },
    })
    const now = '2026-11-24T12:00:00+00:00'
    const by = { name: 'Integration User', id: fixtures.user }
    expect(added).toMatchObject({
      status: 201,
      body: {
        data: [
          {
            code: 'SUCCESS',
            details: {
              id: '5725767000000500001',
              Created_Time: now,
              Modified_Time: now,
              Created_By: by,
              Modified_By: by,
            },
            message: 'record added',
            status: 'success',
          },
        ],
      },
    })
    const path = '/crm/v8/Contacts/5725767000000500001'
    expect((await send('GET', path)).body.data).toMatchObject([
      {
        Full_Name: 'Grace Hopper',
        Account_Name: { name: 'Analytical Engines Ltd', id: fixtures.account },
        Email: null,
      },
    ])
    const later = new Date('2026-11-25T08:00:00Z')
    const updated = await send('PUT', path, { json: { data: [{ Phone: '+1 202 555 0143' }] }, now: later })
    expect(updated).toMatchObject({
      status: 200,
      body: {
        data: [{ code: 'SUCCESS', message: 'record updated', details: { Modified_Time: '2026-11-25T08:00:00+00:00' } }],
      },
    })
    expect((await send('DELETE', path)).body.data).toMatchObject([{ code: 'SUCCESS', message: 'record deleted' }])
    expect(await send('GET', path)).toMatchObject({ status: 204, text: '' })
    expect(await send('DELETE', path)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { resource_path_index: 1 }, message: 'record not deleted' },
    })
    expect(await send('PUT', path, { json: { data: [{ Phone: '1' }] } })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'the id given seems to be invalid' },
    })
    const several = await send('DELETE', `/crm/v8/Contacts?ids=${fixtures.contact},1`)
    expect(several).toMatchObject({
      status: 207,
      body: { data: [{ code: 'SUCCESS' }, { code: 'INVALID_DATA', details: { id: '1' }, status: 'error' }] },
    })
  })

  it('succeed and fail one by one', async () => {
    const data = [{ Last_Name: 'Hopper' }, { First_Name: 'Grace' }]
    expect(await org().send('POST', '/crm/v8/Contacts', { json: { data } })).toMatchObject({
      status: 207,
      body: {
        data: [
          { code: 'SUCCESS', status: 'success' },
          {
            code: 'MANDATORY_NOT_FOUND',
            message: 'required field not found',
            details: { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' },
            status: 'error',
          },
        ],
      },
    })
  })

  it.each([
    [
      'Contacts',
      { Last_Name: 'H', Email: 'nobody' },
      'INVALID_DATA',
      { api_name: 'Email', expected_data_type: 'email' },
    ],
    ['Contacts', { Last_Name: 'H', Phone: 12 }, 'INVALID_DATA', { api_name: 'Phone' }],
    ['Contacts', { Last_Name: 'H'.repeat(81) }, 'INVALID_DATA', { api_name: 'Last_Name', maximum_length: 80 }],
    ['Contacts', { Last_Name: 'H', Account_Name: { id: '1' } }, 'INVALID_DATA', { api_name: 'Account_Name' }],
    ['Deals', { Deal_Name: 'Engine' }, 'MANDATORY_NOT_FOUND', { api_name: 'Stage' }],
    [
      'Deals',
      { Deal_Name: 'E', Stage: 'S', Closing_Date: '2026-02-30' },
      'INVALID_DATA',
      { expected_data_type: 'date' },
    ],
    ['Deals', { Deal_Name: 'E', Stage: 'S', Amount: '12' }, 'INVALID_DATA', { expected_data_type: 'double' }],
    ['Notes', { Note_Content: 'To nobody' }, 'MANDATORY_NOT_FOUND', { api_name: 'Parent_Id' }],
    [
      'Notes',
      { Note_Content: 'N', Parent_Id: { module: { api_name: 'Contacts' }, id: '1' } },
      'INVALID_DATA',
      { api_name: 'Parent_Id' },
    ],
  ])('of %s are refused: %j', async (module, record, code, details) => {
    expect(await org().send('POST', `/crm/v8/${module}`, { json: { data: [record] } })).toMatchObject({
      status: 202,
      body: { data: [{ code, details, status: 'error' }] },
    })
  })

  it('have unique addresses, except for reserved ones', async () => {
    const { send } = org()
    const add = (Email: string) => send('POST', '/crm/v8/Contacts', { json: { data: [{ Last_Name: 'H', Email }] } })
    await add('grace@navy.mil')
    expect((await add('grace@navy.mil')).body.data).toMatchObject([
      { code: 'DUPLICATE_DATA', details: { api_name: 'Email', id: '5725767000000500001' } },
    ])
    await add('grace@example.com')
    expect((await add('grace@example.com')).status).toBe(201)
  })

  it('are updated or inserted by a field', async () => {
    const { send } = org()
    const upsert = (Email: string) =>
      send('POST', '/crm/v8/Contacts/upsert', {
        json: { data: [{ Last_Name: 'Hopper', Email }], duplicate_check_fields: ['Email'] },
      })
    expect(await upsert('grace@example.com')).toMatchObject({
      status: 201,
      body: { data: [{ action: 'insert', duplicate_field: null, message: 'record added' }] },
    })
    expect(await upsert('Grace@Example.com')).toMatchObject({
      status: 200,
      body: { data: [{ action: 'update', duplicate_field: 'Email', details: { id: '5725767000000500001' } }] },
    })
    expect((await upsert(fixtures.email)).body.data).toMatchObject([{ details: { id: fixtures.contact } }])
    expect((await send('GET', `/crm/v8/Contacts/${fixtures.contact}`)).body.data[0].Last_Name).toBe('Lovelace')
  })
})

describe('lists', () => {
  it('go by pages and tokens, newest first', async () => {
    const { send } = org()
    for (const Last_Name of ['One', 'Two']) await send('POST', '/crm/v8/Contacts', { json: { data: [{ Last_Name }] } })
    const first = await send('GET', `/crm/v8/Contacts?${fields}&per_page=2`)
    expect(first.body).toMatchObject({
      data: [{ Last_Name: 'Two', Email: null }, { Last_Name: 'One' }],
      info: { per_page: 2, count: 2, page: 1, more_records: true, sort_by: 'id', sort_order: 'desc' },
    })
    expect(first.body.data[0]).toEqual({ Last_Name: 'Two', Email: null, id: '5725767000000500002' })
    const next = first.body.info.next_page_token
    const second = await send('GET', `/crm/v8/Contacts?${fields}&per_page=2&page_token=${next}`)
    expect(second.body).toMatchObject({ data: [{ Last_Name: 'Lovelace' }], info: { more_records: false, page: 2 } })
    expect(await names(send('GET', `/crm/v8/Contacts?${fields}&per_page=2&page=2`))).toEqual(['Lovelace'])
    expect(await send('GET', `/crm/v8/Contacts?${fields}&page=3`)).toMatchObject({ status: 204, text: '' })
    expect(await names(send('GET', `/crm/v8/Contacts?${fields}&sort_order=asc`))).toEqual(['Lovelace', 'One', 'Two'])
  })

  it('of notes can be those of a record', async () => {
    const { send } = org()
    const path = `/crm/v8/Contacts/${fixtures.contact}/Notes?fields=Note_Content,Parent_Id`
    expect((await send('GET', path)).body.data).toMatchObject([
      { id: fixtures.note, Parent_Id: { id: fixtures.contact, module: { api_name: 'Contacts' } } },
    ])
  })

  it.each([
    ['/crm/v8/Contacts', 400, 'REQUIRED_PARAM_MISSING'],
    [`/crm/v8/Contacts?${fields}&per_page=201`, 400, 'INVALID_DATA'],
    [`/crm/v8/Contacts?${fields}&sort_by=Last_Name`, 400, 'INVALID_DATA'],
    [`/crm/v8/Contacts?${fields}&page=11`, 400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED'],
    [`/crm/v8/Contacts?${fields}&page_token=nonsense`, 400, 'TOKEN_BOUND_DATA_MISMATCH'],
    [`/crm/v8/Contacts?${fields}&page=2&page_token=cGFnZToy`, 400, 'AMBIGUITY_DURING_PROCESSING'],
    ['/crm/v8/Contacts/1/Notes?fields=id', 400, 'INVALID_DATA'],
    ['/crm/v8/Contacts/abc', 400, 'INVALID_DATA'],
    ['/crm/v8/Contacts/search', 400, 'REQUIRED_PARAM_MISSING'],
    ['/crm/v8/Contacts/search?criteria=Last_Name', 400, 'INVALID_QUERY'],
    ['/crm/v8/Spaceships?fields=id', 400, 'INVALID_MODULE'],
    ['/crm/v1/Contacts', 404, 'INVALID_URL_PATTERN'],
    ['/nothing', 404, 'INVALID_URL_PATTERN'],
    ['/crm/v8/coql', 400, 'INVALID_REQUEST_METHOD'],
  ])('at %s are refused', async (path, status, code) => {
    expect(await org().send('GET', path)).toMatchObject({ status, body: { code, status: 'error' } })
  })
})

describe('the search', () => {
  it.each([
    ['word=love', ['Lovelace']],
    ['word=ada%20love', ['Lovelace']],
    ['email=ada.lovelace@example.com', ['Lovelace']],
    ['phone=%2B442079460001', ['Lovelace']],
    ['criteria=(Last_Name:starts_with:Hop)', ['Hopper']],
    ['criteria=((Last_Name:equals:Hopper)or(First_Name:equals:Ada))', ['Hopper', 'Lovelace']],
    ['criteria=((Last_Name:in:Hopper,Babbage)and(First_Name:equals:Grace))', ['Hopper']],
    ['criteria=(Title:equals:Admiral \\(retired\\))', ['Hopper']],
  ])('by %s finds %j', async (parameters, expected) => {
    const { send } = org()
    const data = [{ Last_Name: 'Hopper', First_Name: 'Grace', Title: 'Admiral (retired)' }]
    await send('POST', '/crm/v8/Contacts', { json: { data } })
    expect(await names(send('GET', `/crm/v8/Contacts/search?${fields}&${parameters}`))).toEqual(expected)
  })

  it('answers 204 where nothing is found', async () => {
    expect((await org().send('GET', '/crm/v8/Contacts/search?word=nobody')).status).toBe(204)
  })
})

describe('a query', () => {
  const ask = (select_query: string) => org().send('POST', '/crm/v8/coql', { json: { select_query } })

  it.each([
    ["select Deal_Name from Deals where Stage = 'Qualification'", 1],
    ["select Deal_Name, Amount from Deals where (Amount > 1000 and Stage in ('Qualification')) and id is not null", 1],
    [
      "select Deal_Name from Deals where Closing_Date between '2026-01-01' and '2026-12-31' order by Amount desc limit 5",
      1,
    ],
    [`select Deal_Name from Deals where Account_Name = '${fixtures.account}'`, 1],
    ["select Deal_Name from Deals where Deal_Name like '%engine%' limit 0, 10", 1],
    ["select Deal_Name from Deals where Deal_Name not like '%engine%'", 0],
    ['select Deal_Name from Deals where Next_Step is null limit 10 offset 1', 0],
  ])('%s finds %i', async (text, count) => {
    const { status, body } = await ask(text)
    expect(status).toBe(count === 0 ? 204 : 200)
    if (count > 0) {
      expect(body).toMatchObject({
        data: [{ Deal_Name: 'Analytical Engine', id: fixtures.deal }],
        info: { count, more_records: false },
      })
    }
  })

  it.each([
    ['select Deal_Name from Deals', 'SYNTAX_ERROR', { clause: 'where' }],
    ['select Deal_Name form Deals', 'SYNTAX_ERROR', { clause: 'from' }],
    [
      "select id from Deals where id = '1' and id = '2' and id = '3'",
      'SYNTAX_ERROR',
      { near: 'and', line: 1, column: 50 },
    ],
    ['select id from Deals where id ~ 1', 'SYNTAX_ERROR', { near: '~' }],
    ['select Colour from Deals where id is not null', 'INVALID_QUERY', { column_name: 'Colour' }],
    ['select id from Spaceships where id is not null', 'INVALID_QUERY', { module: 'Spaceships' }],
    ['select id from Deals where id is not null limit 2001', 'LIMIT_EXCEEDED', { limit: 2000 }],
  ])('%s is refused', async (text, code, details) => {
    expect(await ask(text)).toMatchObject({ status: 400, body: { code, details, status: 'error' } })
  })
})

it('describes itself', async () => {
  const { send } = org()
  expect((await send('GET', '/crm/v8/org')).body.org).toMatchObject([{ id: fixtures.organization, iso_code: 'USD' }])
  expect((await send('GET', '/crm/v8/users?type=CurrentUser')).body.users).toMatchObject([{ id: fixtures.user }])
  expect((await send('GET', '/crm/v8/settings/modules')).body.modules).toHaveLength(5)
  const { body } = await send('GET', '/crm/v8/settings/fields?module=Deals')
  const stage = body.fields.find(({ api_name }: { api_name: string }) => api_name === 'Stage')
  expect(stage).toMatchObject({ data_type: 'picklist', system_mandatory: true })
  expect(stage.pick_list_values[0]).toMatchObject({ display_value: 'Qualification', actual_value: 'Qualification' })
  expect((await send('GET', '/crm/v8/settings/fields')).body.code).toBe('REQUIRED_PARAM_MISSING')
})

it('says when there was too much, and when it is down', async () => {
  const sent = exchangeOf('GET', `${origin}/crm/v8/org`, {})
  expect(zohoCrm.rateLimited(sent).status).toBe(429)
  expect(await zohoCrm.rateLimited(sent).json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 'error' })
  expect(zohoCrm.outage(sent).status).toBe(500)
  expect(await zohoCrm.outage(sent).json()).toMatchObject({ code: 'INTERNAL_ERROR', status: 'error' })
})
