import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { dynamics, fixtures } from '../../../sandbox/providers/dynamics.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://acme.crm.dynamics.com'
const api = '/api/data/v9.2'
const tenant = '7e4a0001-0b6f-4c5c-9d8e-2f1a3b4c5d6e'
const login = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`
const client = {
  grant_type: 'client_credentials',
  client_id: '7e4a0002-0b6f-4c5c-9d8e-2f1a3b4c5d6e',
  client_secret: 'fake~secret',
  scope: `${origin}/.default`,
}

function requestToken(form: Record<string, string>, url = login) {
  return send(dynamics, memoryState(), 'POST', url, { form })
}

async function environment() {
  const { body } = await requestToken(client)
  const { send, state } = accountAt(dynamics, `${origin}${api}`, { authorization: `Bearer ${body.access_token}` })
  return { send, state, token: body.access_token }
}

/** The names of the rows that a filter lets through. */
async function names(set: string, filter: string, name = 'fullname') {
  const { send } = await environment()
  await send('POST', '/contacts', { json: { firstname: 'Grace', lastname: "O'Hopper", donotemail: true } })
  const { body } = await send('GET', `/${set}?$select=${name}&$filter=${encodeURIComponent(filter)}`)
  return body.value.map((row: Record<string, unknown>) => row[name])
}

const representation = { prefer: 'return=representation' }

describe('the token', () => {
  it('is issued to a client for an environment', async () => {
    expect(await requestToken(client)).toMatchObject({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 3599,
        ext_expires_in: 3599,
        access_token: expect.stringMatching(/^eyJ/),
      },
    })
  })

  it.each([
    [{ ...client, client_secret: 'invalid' }, 401, 'invalid_client', 7000215],
    [{ ...client, client_secret: '' }, 401, 'invalid_client', 7000218],
    [{ ...client, client_id: 'invalid' }, 400, 'unauthorized_client', 700016],
    [{ ...client, grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    [{ ...client, scope: 'user_impersonation' }, 400, 'invalid_scope', 1002012],
    [{ client_id: client.client_id }, 400, 'invalid_request', 900144],
  ])('is refused: %j', async (form, status, error, code) => {
    expect(await requestToken(form)).toMatchObject({
      status,
      body: { error, error_codes: [code], error_description: expect.stringContaining(`AADSTS${code}: `) },
    })
  })

  it('wants a tenant', async () => {
    const answer = await requestToken(client, 'https://login.microsoftonline.com/nobody/oauth2/v2.0/token')
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [900023] } })
  })

  it('opens its own environment for an hour', async () => {
    const { token } = await environment()
    const headers = { authorization: `Bearer ${token}` }
    const ask = (host: string, now?: Date) =>
      send(dynamics, memoryState(), 'GET', `https://${host}${api}/WhoAmI`, { headers, ...(now ? { now } : {}) })
    expect((await ask('acme.crm.dynamics.com')).status).toBe(200)
    expect((await ask('acme.api.crm.dynamics.com')).status).toBe(200)
    const refused = await ask('other.crm.dynamics.com')
    expect(refused).toMatchObject({ status: 401, text: '' })
    expect(refused.headers.get('www-authenticate')).toContain('resource_id=https://other.crm.dynamics.com/')
    expect((await ask('acme.crm.dynamics.com', new Date('2026-11-24T13:00:00Z'))).status).toBe(401)
    const other = { authorization: 'Bearer something-else' }
    expect((await send(dynamics, memoryState(), 'GET', `${origin}${api}/WhoAmI`, { headers: other })).status).toBe(401)
  })
})

it.each([
  ['acme.crm.dynamics.com', true],
  ['acme.crm4.dynamics.com', true],
  ['acme.api.crm11.dynamics.com', true],
  ['login.microsoftonline.com', true],
  ['crm.dynamics.com', false],
  ['acme.crm.dynamics.com.example.com', false],
])('answers for %s: %s', (host, isAnswered) => {
  expect(dynamics.hosts.some((known) => (typeof known === 'string' ? known === host : known.test(host)))).toBe(
    isAnswered,
  )
})

describe('rows', () => {
  it('are created with their URL, read, changed and deleted', async () => {
    const { send } = await environment()
    const created = await send('POST', '/contacts', {
      json: {
        firstname: 'Grace',
        lastname: 'Hopper',
        'parentcustomerid_account@odata.bind': `/accounts(${fixtures.account})`,
      },
    })
    expect(created).toMatchObject({ status: 204, text: '' })
    const url = created.headers.get('odata-entityid') ?? ''
    expect(url).toMatch(/^https:\/\/acme\.crm\.dynamics\.com\/api\/data\/v9\.2\/contacts\([0-9a-f-]{36}\)$/)
    const path = url.slice(`${origin}${api}`.length)

    const read = await send('GET', path)
    expect(read.body).toMatchObject({
      '@odata.context': `${origin}${api}/$metadata#contacts/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      fullname: 'Grace Hopper',
      _parentcustomerid_value: fixtures.account,
      createdon: '2026-11-24T12:00:00Z',
      donotemail: false,
      emailaddress1: null,
    })
    const etag = read.body['@odata.etag']
    expect((await send('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await send('PATCH', path, { json: { lastname: 'Murray' }, headers: { 'if-match': etag } })).status).toBe(
      204,
    )
    expect(await send('PATCH', path, { json: { lastname: 'X' }, headers: { 'if-match': etag } })).toMatchObject({
      status: 412,
      body: { error: { code: '0x80060882' } },
    })
    const changed = await send('PATCH', `${path}?$select=fullname`, {
      json: { parentcustomerid_account: null },
      headers: representation,
    })
    expect(changed).toMatchObject({ status: 200, body: { fullname: 'Grace Murray' } })
    expect(changed.headers.get('preference-applied')).toBe('return=representation')
    expect((await send('GET', path)).body._parentcustomerid_value).toBeNull()
    expect((await send('DELETE', path)).status).toBe(204)
    expect(await send('GET', path)).toMatchObject({ status: 404, body: { error: { code: '0x80040217' } } })
  })

  it('are answered as wanted', async () => {
    const { send } = await environment()
    const prefer = 'return=representation,odata.include-annotations="*"'
    const { status, body } = await send(
      'POST',
      '/opportunities?$select=name,estimatedvalue,statecode,_customerid_value',
      {
        json: {
          name: 'Engine',
          estimatedvalue: 12_500,
          'parentaccountid@odata.bind': `${origin}${api}/accounts(${fixtures.account})`,
          'transactioncurrencyid@odata.bind': `/transactioncurrencies(${fixtures.euro})`,
        },
        headers: { prefer },
      },
    )
    expect(status).toBe(201)
    const { '@odata.context': context, '@odata.etag': etag, opportunityid, ...values } = body
    expect(context).toContain('#opportunities(name,estimatedvalue,statecode,_customerid_value)/$entity')
    expect(etag).toMatch(/^W/)
    expect(values).toEqual({
      name: 'Engine',
      estimatedvalue: 12_500,
      'estimatedvalue@OData.Community.Display.V1.FormattedValue': '$12,500.00',
      statecode: 0,
      'statecode@OData.Community.Display.V1.FormattedValue': 'Open',
      _customerid_value: fixtures.account,
      '_customerid_value@OData.Community.Display.V1.FormattedValue': 'Analytical Engines Ltd',
      '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
      '_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'customerid_account',
    })
    const expand = '$select=name&$expand=transactioncurrencyid($select=isocurrencycode),parentcontactid'
    expect((await send('GET', `/opportunities(${opportunityid})?${expand}`)).body).toMatchObject({
      transactioncurrencyid: { isocurrencycode: 'EUR', transactioncurrencyid: fixtures.euro },
      parentcontactid: null,
    })
  })

  it('are created by PATCH where nothing forbids it', async () => {
    const { send } = await environment()
    const path = '/accounts(11111111-2222-3333-4444-555555555555)'
    const json = { name: 'Difference Engines Ltd' }
    const absent = await send('PATCH', path, { json, headers: { 'if-match': '*' } })
    expect(absent).toMatchObject({ status: 404, body: { error: { code: '0x80040217' } } })
    expect((await send('PATCH', path, { json, headers: { 'if-none-match': '*' } })).status).toBe(204)
    expect((await send('PATCH', path, { json, headers: { 'if-none-match': '*' } })).status).toBe(412)
    expect((await send('GET', path)).body.name).toBe('Difference Engines Ltd')
  })

  it('that are fixtures change in the answer only', async () => {
    const { send } = await environment()
    const path = `/contacts(${fixtures.contact})`
    const changed = await send('PATCH', path, { json: { lastname: 'King' }, headers: representation })
    expect(changed.body.fullname).toBe('Ada King')
    expect((await send('GET', path)).body.fullname).toBe('Ada Lovelace')
  })

  it.each([
    [
      { colour: 'red' },
      400,
      '0x80048d19',
      "The property 'colour' does not exist on type 'Microsoft.Dynamics.CRM.contact'",
    ],
    [{ 'colour@odata.bind': '/accounts(x)' }, 400, '0x80048d19', "An undeclared property 'colour'"],
    [{ firstname: 7 }, 400, '0x80048d19', 'Edm.String'],
    [{ firstname: 'A'.repeat(51) }, 400, '0x80044331', 'exceeded the maximum allowed length'],
    [{ gendercode: 7 }, 400, '0x8004431a', 'outside the valid range'],
    [{ birthdate: '2026-02-30' }, 400, '0x80048d19', 'Edm.Date'],
    [{ _parentcustomerid_value: fixtures.account }, 400, '0x80048d19', 'Entity Reference'],
    [{ 'parentcustomerid_account@odata.bind': `/contacts(${fixtures.contact})` }, 400, '0x80048d19', 'Invalid bind'],
    [{ 'parentcustomerid_account@odata.bind': `/accounts(${fixtures.contact})` }, 404, '0x80040217', 'Does Not Exist'],
  ])('are refused: %j', async (json, status, code, message) => {
    const { send } = await environment()
    const answer = await send('POST', '/contacts', { json })
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringContaining(message) } } })
  })
})

describe('a filter', () => {
  it.each([
    ["lastname eq 'lovelace'", ['Ada Lovelace']],
    ["lastname eq 'O''Hopper'", ["Grace O'Hopper"]],
    ["lastname ne 'Lovelace'", ["Grace O'Hopper"]],
    ["contains(fullname,'LOVE') or startswith(firstname,'gr')", ["Grace O'Hopper", 'Ada Lovelace']],
    ["endswith(emailaddress1,'@example.com') and not (firstname eq 'Grace')", ['Ada Lovelace']],
    ["firstname eq 'x' or firstname eq 'Ada' and lastname eq 'Lovelace'", ['Ada Lovelace']],
    ["(firstname eq 'Ada' or firstname eq 'Grace') and lastname eq 'y'", []],
    ['donotemail eq true', ["Grace O'Hopper"]],
    ['_parentcustomerid_value eq null', ["Grace O'Hopper"]],
    [`_parentcustomerid_value eq ${fixtures.account}`, ['Ada Lovelace']],
    ["parentcustomerid_account/name eq 'Analytical Engines Ltd'", ['Ada Lovelace']],
    ['createdon ge 2026-11-24T12:00:00Z', ["Grace O'Hopper"]],
    ['createdon lt 2026-02-01', ['Ada Lovelace']],
    ['statecode eq 0', ["Grace O'Hopper", 'Ada Lovelace']],
  ])('%s lets %j through', async (filter, expected) => {
    expect(await names('contacts', filter)).toEqual(expected)
  })

  it('compares amounts and dates', async () => {
    const engine = ['Analytical Engine']
    expect(await names('opportunities', 'estimatedvalue gt 24999.5 and estimatedvalue le 25000', 'name')).toEqual(
      engine,
    )
    expect(await names('opportunities', 'estimatedclosedate ge 2026-12-31', 'name')).toEqual(engine)
    expect(await names('opportunities', 'estimatedclosedate gt 2026-12-31', 'name')).toEqual([])
  })

  it.each([
    ["colour eq 'red'", '0x0', "Could not find a property named 'colour' on type 'Microsoft.Dynamics.CRM.contact'."],
    [`contactid eq '${fixtures.contact}'`, '0x80060888', "'Edm.Guid' and 'Edm.String' for operator kind 'Equal'"],
    ['firstname eq 7', '0x80060888', "'Edm.String' and 'Edm.Int32'"],
    ["firstname is 'Ada'", '0x80060888', 'Syntax error at position 10'],
    ["contains(statecode,'0')", '0x80060888', 'No function signature'],
    ["(firstname eq 'Ada'", '0x80060888', 'Syntax error'],
    ["firstname eq 'Ada", '0x80060888', 'Syntax error'],
  ])('%s is refused', async (filter, code, message) => {
    const { send } = await environment()
    expect(await send('GET', `/contacts?$filter=${encodeURIComponent(filter)}`)).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(message) } },
    })
  })
})

describe('a list', () => {
  it('goes by pages of the preferred size', async () => {
    const { send } = await environment()
    for (const firstname of ['One', 'Two']) await send('POST', '/contacts', { json: { firstname } })
    const headers = { prefer: 'odata.maxpagesize=2' }
    const first = await send('GET', '/contacts?$select=firstname&$orderby=firstname desc&$count=true', { headers })
    expect(first.headers.get('preference-applied')).toBe('odata.maxpagesize=2')
    expect(first.body['@odata.count']).toBe(3)
    expect(first.body.value).toMatchObject([{ firstname: 'Two' }, { firstname: 'One' }])
    const next: string = first.body['@odata.nextLink']
    expect(next.startsWith(`${origin}${api}/contacts?`)).toBe(true)
    await send('POST', '/contacts', { json: { firstname: 'Zoe' } })
    const second = await send('GET', next.slice(`${origin}${api}`.length), { headers })
    expect(second.body.value).toMatchObject([{ firstname: 'Ada', contactid: fixtures.contact }])
    expect(second.body).not.toHaveProperty('@odata.nextLink')
  })

  it('ends at the top', async () => {
    const { send } = await environment()
    await send('POST', '/contacts', { json: { firstname: 'One' } })
    const { body } = await send('GET', '/contacts?$top=1', { headers: { prefer: 'odata.maxpagesize=5' } })
    expect(body.value).toHaveLength(1)
    expect(body).not.toHaveProperty('@odata.nextLink')
  })

  it.each([
    ['/contacts?$select=Name', 400, '0x0'],
    ['/contacts?$orderby=Name', 400, '0x0'],
    ['/contacts?$expand=colour', 400, '0x0'],
    ['/contacts?$skip=5', 400, '0x80060888'],
    ['/contacts?$top=0', 400, '0x80060888'],
    ['/contacts?$search=Ada', 400, '0x80060888'],
    ['/contacts?$skiptoken=nonsense', 400, '0x80040203'],
    ['/contacts(5)', 400, '0x80060888'],
    ['/Contact', 404, '0x8006088a'],
  ])('at %s is refused', async (path, status, code) => {
    const { send } = await environment()
    expect(await send('GET', path)).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } })
  })
})

describe('an opportunity', () => {
  it('is won once', async () => {
    const { send } = await environment()
    const created = await send('POST', '/opportunities', {
      json: { name: 'Engine', estimatedvalue: 5 },
      headers: representation,
    })
    const path = `/opportunities(${created.body.opportunityid})`
    const OpportunityClose = { subject: 'Won', 'opportunityid@odata.bind': path }
    expect(await send('PATCH', path, { json: { statecode: 1 } })).toMatchObject({ status: 400 })
    expect(await send('POST', '/WinOpportunity', { json: { Status: 4, OpportunityClose } })).toMatchObject({
      status: 400,
    })
    expect(await send('POST', '/WinOpportunity', { json: { Status: 3 } })).toMatchObject({ status: 400 })
    expect(await send('POST', '/WinOpportunity', { json: { Status: 3, OpportunityClose } })).toMatchObject({
      status: 204,
      text: '',
    })
    expect((await send('GET', path)).body).toMatchObject({
      statecode: 1,
      statuscode: 3,
      actualvalue: 5,
      actualclosedate: '2026-11-24',
    })
    const again = await send('POST', '/LoseOpportunity', { json: { Status: 4, OpportunityClose } })
    expect(again).toMatchObject({ status: 400, body: { error: { message: 'The opportunity is already closed.' } } })
    expect((await send('PATCH', path, { json: { statecode: 0 }, headers: representation })).body.statuscode).toBe(1)
  })
})

it('says who is calling', async () => {
  const { send } = await environment()
  expect((await send('GET', '/WhoAmI')).body).toMatchObject({
    BusinessUnitId: fixtures.businessUnit,
    UserId: fixtures.user,
    OrganizationId: fixtures.organization,
  })
  expect(await send('POST', '/WhoAmI')).toMatchObject({
    status: 404,
    body: {
      error: { code: '', message: `No HTTP resource was found that matches the request URI '${origin}${api}/WhoAmI'.` },
    },
  })
  expect((await send('GET', '/')).body.value).toContainEqual({ name: 'contacts', kind: 'EntitySet', url: 'contacts' })
})

it('keeps notes of a row', async () => {
  const { send } = await environment()
  const json = {
    subject: 'First call',
    notetext: 'Likes it.',
    'objectid_contact@odata.bind': `/contacts(${fixtures.contact})`,
  }
  const { body } = await send('POST', '/annotations', { json, headers: representation })
  expect(body).toMatchObject({ _objectid_value: fixtures.contact, objecttypecode: 'contact', isdocument: false })
})

it('says when there was too much, and when it is down', async () => {
  const sent = exchangeOf('GET', `${origin}${api}/WhoAmI`, {})
  const limited = dynamics.rateLimited(sent)
  expect(limited.status).toBe(429)
  expect(limited.headers.get('retry-after')).toBe('30')
  expect(await limited.json()).toMatchObject({ error: { code: '0x80072322' } })
  expect(dynamics.outage(sent).status).toBe(503)
})
