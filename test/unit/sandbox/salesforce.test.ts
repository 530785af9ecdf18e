import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { Exchange, State } from '../../../sandbox/provider.ts'
import { fixtures, salesforce } from '../../../sandbox/providers/salesforce.ts'

const now = new Date('2026-11-02T10:00:00.000Z')

const serials = (function* () {
  for (let serial = 1; ; serial += 1) yield String(serial)
})()

interface Sent {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  at?: Date
  host?: string
}

function exchange(
  path: string,
  { method = 'GET', body, headers = {}, at = now, host = fixtures.domain }: Sent,
): Exchange {
  const isText = typeof body === 'string' || body === undefined
  return {
    method,
    url: new URL(`https://${host}${path}`),
    headers: new Headers({ ...(isText ? {} : { 'content-type': 'application/json' }), ...headers }),
    body: isText ? (body ?? '') : JSON.stringify(body),
    now: at,
    randomId: (length) => String(serials.next().value).padStart(length, '0').slice(-length),
  }
}

async function answer(sent: Exchange, state: State) {
  const authentication = salesforce.authenticate(sent)
  const response = 'refusal' in authentication ? authentication.refusal : salesforce.handle(sent, state)
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
}

function requestToken(form: Record<string, string>, sent: Sent = {}) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...sent.headers }
  return answer(exchange('/services/oauth2/token', { method: 'POST', body, ...sent, headers }), memoryState())
}

const client = { client_id: fixtures.clientId, client_secret: fixtures.clientSecret }

/** An org with a session, whose calls share one state. */
async function org() {
  const state = memoryState()
  const { body } = await requestToken(client)
  return (path: string, sent: Sent = {}) =>
    answer(
      exchange(path, { ...sent, headers: { authorization: `Bearer ${body.access_token}`, ...sent.headers } }),
      state,
    )
}

const data = '/services/data/v67.0'
const query = (text: string) => `${data}/query?q=${encodeURIComponent(text)}`

describe('the token', () => {
  it('is issued to the client on its My Domain, without expires_in', async () => {
    const { status, body } = await requestToken(client)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^00D\w{12}!/),
      instance_url: `https://${fixtures.domain}`,
      id: expect.stringMatching(/^https:\/\/login\.salesforce\.com\/id\/00D\w{15}\/005\w{15}$/),
      token_type: 'Bearer',
      issued_at: String(now.getTime()),
      signature: expect.any(String),
    })
    expect(body).not.toHaveProperty('expires_in')
    const basic = { authorization: `Basic ${btoa(`${fixtures.clientId}:${fixtures.clientSecret}`)}` }
    expect((await requestToken({}, { headers: basic })).status).toBe(200)
  })

  it.each([
    [{ ...client, client_id: 'invalid' }, {}, 'invalid_client_id', 'client identifier invalid'],
    [{ ...client, client_secret: 'invalid' }, {}, 'invalid_client', 'invalid client credentials'],
    [{ ...client, grant_type: 'password' }, {}, 'unsupported_grant_type', 'grant type not supported'],
    [client, { host: 'login.salesforce.com' }, 'invalid_grant', 'request not supported on this domain'],
  ])('is refused: %j %j', async (form, sent, error, error_description) => {
    expect(await requestToken(form, sent)).toMatchObject({ status: 400, body: { error, error_description } })
  })

  const claims = {
    iss: fixtures.clientId,
    sub: 'integration@acme.example',
    aud: 'https://login.salesforce.com',
    exp: now.getTime() / 1_000 + 120,
  }
  const asserting = (changes: object, header: object = { alg: 'RS256' }, signature = 'x'.repeat(342)) => {
    const parts = [header, { ...claims, ...changes }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    )
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    return requestToken({ grant_type, assertion: [...parts, signature].join('.') })
  }

  it('is issued for an assertion', async () => {
    expect(await asserting({})).toMatchObject({
      status: 200,
      body: { access_token: expect.stringMatching(/^00D\w{12}!/), instance_url: `https://${fixtures.domain}` },
    })
    expect((await asserting({ aud: `https://${fixtures.domain}` })).status).toBe(200)
  })

  it.each([
    [{ iss: 'invalid' }, 'invalid_client_id', 'client identifier invalid'],
    [{ aud: 'https://login.example.com' }, 'invalid_grant', 'audience is invalid'],
    [{ exp: claims.exp - 120 }, 'invalid_grant', 'expired authorization code'],
    [{ exp: claims.exp + 61 }, 'invalid_grant', 'expired authorization code'],
    [{ sub: 'invalid@acme.example' }, 'invalid_grant', "user hasn't approved this consumer"],
  ])('is refused to an assertion with %j', async (changes, error, error_description) => {
    expect(await asserting(changes)).toMatchObject({ status: 400, body: { error, error_description } })
  })

  it('is refused to an assertion that is not signed by RS256', async () => {
    const refused = { status: 400, body: { error: 'invalid_grant', error_description: 'invalid assertion' } }
    expect(await asserting({}, { alg: 'none' })).toMatchObject(refused)
    expect(await asserting({}, { alg: 'RS256' }, '')).toMatchObject(refused)
  })

  it('opens its own org for two hours', async () => {
    const call = await org()
    const refused = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]
    expect(await call(`${data}/limits`, { at: new Date(now.getTime() + 7_200_001) })).toMatchObject({
      status: 401,
      body: refused,
    })
    expect((await call(`${data}/limits`, { host: 'other.my.salesforce.com' })).status).toBe(401)
    expect((await call(`${data}/limits`, { headers: { authorization: 'Bearer 00Dx!y' } })).status).toBe(401)
  })
})

it.each([
  ['acme.my.salesforce.com', true],
  ['acme--uat.sandbox.my.salesforce.com', true],
  ['acme-dev-ed.develop.my.salesforce.com', true],
  ['acme.free.my.salesforce.com', true],
  ['login.salesforce.com', true],
  ['my.salesforce.com', false],
  ['acme.my.salesforce.com.example.com', false],
])('answers for %s: %s', (host, isAnswered) => {
  expect(salesforce.hosts.some((known) => (typeof known === 'string' ? known === host : known.test(host)))).toBe(
    isAnswered,
  )
})

describe('the org', () => {
  it('counts requests on every answer', async () => {
    const call = await org()
    await call(`${data}/limits`)
    const { body, headers } = await call(`${data}/limits`)
    expect(headers.get('sforce-limit-info')).toBe('api-usage=2/15000')
    expect(body.DailyApiRequests).toEqual({ Max: 15000, Remaining: 14998 })
  })

  it('lists versions, resources and objects, and who is calling', async () => {
    const call = await org()
    expect((await call('/services/data/')).body.at(-1)).toEqual({
      label: "Summer '26",
      url: '/services/data/v67.0',
      version: '67.0',
    })
    expect((await call(`${data}/`)).body.sobjects).toBe(`${data}/sobjects`)
    expect((await call(`${data}/sobjects`)).body.sobjects.map(({ name }: { name: string }) => name)).toContain(
      'Opportunity',
    )
    expect((await call('/services/oauth2/userinfo')).body).toMatchObject({ user_id: fixtures.user, active: true })
  })

  it('describes an object', async () => {
    const { body } = await (await org())(`${data}/sobjects/Contact/describe`)
    expect(body).toMatchObject({ name: 'Contact', keyPrefix: '003', labelPlural: 'Contacts' })
    const lastName = body.fields.find(({ name }: { name: string }) => name === 'LastName')
    expect(lastName).toMatchObject({ type: 'string', length: 80, nillable: false, createable: true })
  })

  it('has no other path, version or method', async () => {
    const call = await org()
    const missing = [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]
    for (const path of [
      '/services/data/v20.0/limits',
      `${data}/nothing`,
      `${data}/limits/nothing`,
      `${data}/sobjects/Nothing`,
      '/elsewhere',
    ]) {
      expect(await call(path)).toMatchObject({ status: 404, body: missing })
    }
    expect(await call(`${data}/limits`, { method: 'POST' })).toMatchObject({
      status: 405,
      body: [{ errorCode: 'METHOD_NOT_ALLOWED', message: "HTTP Method 'POST' not allowed. Allowed are GET" }],
    })
  })

  it('is limited with 403 and fails with 503', async () => {
    const limited = salesforce.rateLimited(exchange('/', {}))
    expect(limited.status).toBe(403)
    expect(await limited.json()).toEqual([
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ])
    expect(salesforce.outage(exchange('/', {})).status).toBe(503)
  })
})

describe('records', () => {
  const contacts = `${data}/sobjects/Contact`

  it('are created, read, updated and deleted', async () => {
    const call = await org()
    const given = { FirstName: 'Grace', LastName: 'Hopper', Email: 'grace@example.com', AccountId: fixtures.account }
    const created = await call(contacts, { method: 'POST', body: given })
    expect(created).toMatchObject({ status: 201, body: { success: true, errors: [] } })
    const { id } = created.body
    expect(id).toMatch(/^003\w{15}$/)

    const read = await call(`${contacts}/${id}?fields=Name,accountid`)
    expect(read.body).toEqual({
      attributes: { type: 'Contact', url: `${contacts}/${id}` },
      Name: 'Grace Hopper',
      AccountId: fixtures.account,
      Id: id,
    })
    expect((await call(`${contacts}/${id.slice(0, 15)}`)).body.Id).toBe(id)
    expect(await call(`${contacts}/${id}`, { method: 'PATCH', body: { Title: 'Admiral', Email: null } })).toMatchObject(
      { status: 204 },
    )
    expect((await call(`${contacts}/${id}`)).body).toMatchObject({ Title: 'Admiral', Email: null, LastName: 'Hopper' })
    expect((await call(`${contacts}/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await call(`${contacts}/${id}`)).toMatchObject({ status: 404, body: [{ errorCode: 'ENTITY_IS_DELETED' }] })
  })

  it.each([
    ['Contact', {}, 'REQUIRED_FIELD_MISSING', ['LastName'], 'Required fields are missing: [LastName]'],
    [
      'Opportunity',
      { Name: 'X' },
      'REQUIRED_FIELD_MISSING',
      ['StageName', 'CloseDate'],
      'Required fields are missing: [StageName, CloseDate]',
    ],
    [
      'Contact',
      { LastName: 'X', Colour: 'red' },
      'INVALID_FIELD',
      undefined,
      "No such column 'Colour' on sobject of type Contact",
    ],
    [
      'Contact',
      { LastName: 'X', Email: 'nobody' },
      'INVALID_EMAIL_ADDRESS',
      ['Email'],
      'Email: invalid email address: nobody',
    ],
    [
      'Contact',
      { LastName: 'X', AccountId: 'acme' },
      'MALFORMED_ID',
      ['AccountId'],
      'Account ID: id value of incorrect type: acme',
    ],
    [
      'Contact',
      { LastName: 'X', AccountId: fixtures.contact },
      'MALFORMED_ID',
      ['AccountId'],
      `Account ID: id value of incorrect type: ${fixtures.contact}`,
    ],
    [
      'Contact',
      { LastName: 'X', External_Id__c: fixtures.contactExternalId },
      'DUPLICATE_VALUE',
      [],
      `duplicate value found: External_Id__c duplicates value on record with id: ${fixtures.contact}`,
    ],
  ])('of %s refuse %j', async (type, body, errorCode, fields, message) => {
    const refused = await (await org())(`${data}/sobjects/${type}`, { method: 'POST', body })
    expect(refused.status).toBe(400)
    expect(refused.body).toEqual([{ message, errorCode, ...(fields === undefined ? {} : { fields }) }])
  })

  it('refuse what is no JSON, too long, read-only, or of another type', async () => {
    const call = await org()
    const code = async (body: unknown, headers = {}) => {
      const refused = await call(contacts, { method: 'POST', body, headers })
      return [refused.status, refused.body[0].errorCode]
    }
    expect(await code('LastName=X', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ])
    expect(await code('{"LastName":', { 'content-type': 'application/json' })).toEqual([400, 'JSON_PARSER_ERROR'])
    expect(await code({ LastName: 'x'.repeat(81) })).toEqual([400, 'STRING_TOO_LONG'])
    expect(await code({ LastName: 'X', CreatedDate: '2026-01-01T00:00:00Z' })).toEqual([
      400,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    ])
    expect(await code({ LastName: 'X', DoNotCall: 'yes' })).toEqual([400, 'JSON_PARSER_ERROR'])
    expect(await code({ LastName: 'X', AccountId: '001SB000000NONEAAA' })).toEqual([400, 'MALFORMED_ID'])
  })

  it('are upserted by external id', async () => {
    const call = await org()
    const path = `${contacts}/External_Id__c/EXT-9`
    const first = await call(path, { method: 'PATCH', body: { LastName: 'Noether' } })
    expect(first).toMatchObject({ status: 201, body: { success: true, created: true } })
    const second = await call(path, { method: 'PATCH', body: { LastName: 'Noether', Title: 'Dr.' } })
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, created: false } })
    expect((await call(path)).body).toMatchObject({ Id: first.body.id, Title: 'Dr.', External_Id__c: 'EXT-9' })
    expect((await call(`${contacts}/Phone/1`, { method: 'PATCH', body: { LastName: 'X' } })).status).toBe(404)
  })

  it('take a probability from their stage', async () => {
    const call = await org()
    const deal = { Name: 'Big', StageName: 'Closed Won', CloseDate: '2026-11-30', Amount: 100 }
    const { body } = await call(`${data}/sobjects/Opportunity`, { method: 'POST', body: deal })
    expect(body.id).toMatch(/^006/)
    const read = await call(`${data}/sobjects/Opportunity/${body.id}?fields=Probability,IsWon,ExpectedRevenue`)
    expect(read.body).toMatchObject({ Probability: 100, IsWon: true, ExpectedRevenue: 100 })
  })

  it('of the fixtures are changed and deleted every time, and stay', async () => {
    const call = await org()
    const path = `${contacts}/${fixtures.contact}`
    for (const _ of [1, 2]) {
      expect((await call(path, { method: 'PATCH', body: { Title: 'X' } })).status).toBe(204)
      expect((await call(path, { method: 'DELETE' })).status).toBe(204)
    }
    expect((await call(path)).body).toMatchObject({ Name: 'Ada Lovelace', Title: 'Countess' })
  })

  it('keep to their own kind of id', async () => {
    const call = await org()
    const kinds = { Account: '001', Lead: '00Q', Task: '00T', Note: '002' }
    const bodies: Record<string, object> = {
      Account: { Name: 'A' },
      Lead: { LastName: 'L', Company: 'C' },
      Task: { Subject: 'S', WhoId: fixtures.contact },
      Note: { Title: 'T', ParentId: fixtures.contact },
    }
    for (const [type, prefix] of Object.entries(kinds)) {
      const { status, body } = await call(`${data}/sobjects/${type}`, { method: 'POST', body: bodies[type] })
      expect([status, body.id.slice(0, 3)]).toEqual([201, prefix])
    }
    expect((await call(`${contacts}/bad`)).body[0].message).toBe(
      'Provided external ID field does not exist or is not accessible: bad',
    )
    expect((await call(`${contacts}/003SB000000NONEAA0`)).status).toBe(404)
  })
})

describe('SOQL', () => {
  async function library() {
    const call = await org()
    const people = [
      { LastName: "O'Brien", FirstName: 'Ann', Email: 'ann@example.org', Department: 'R&D' },
      { LastName: 'Smith', FirstName: 'Bob', DoNotCall: true, AccountId: fixtures.account },
      { LastName: 'Smithers', FirstName: '100%', Birthdate: '1990-05-01' },
    ]
    for (const body of people) await call(`${data}/sobjects/Contact`, { method: 'POST', body })
    return call
  }

  const names = (records: { Name: string }[]) => records.map(({ Name }) => Name)

  it.each([
    ["LastName = 'O\\'Brien'", ["Ann O'Brien"]],
    ["LastName LIKE 'smith%' ORDER BY LastName DESC", ['100% Smithers', 'Bob Smith']],
    ["FirstName LIKE '100\\%'", ['100% Smithers']],
    ["FirstName LIKE '_ob'", ['Bob Smith']],
    ["LastName IN ('Smith', 'Lovelace')", ['Bob Smith', 'Ada Lovelace']],
    ["LastName NOT IN ('Smith', 'Smithers')", ["Ann O'Brien", 'Ada Lovelace']],
    ['DoNotCall = true', ['Bob Smith']],
    ['Email = null AND Birthdate > 1980-01-01', ['100% Smithers']],
    ["NOT (LastName = 'Smith' OR LastName LIKE 'Smithers')", ["Ann O'Brien", 'Ada Lovelace']],
    ["Account.Name = 'Analytical Engines Ltd'", ['Bob Smith', 'Ada Lovelace']],
    ["LastName != 'Smith' ORDER BY FirstName ASC NULLS LAST LIMIT 2 OFFSET 1", ['Ada Lovelace', "Ann O'Brien"]],
    ['CreatedDate = TODAY LIMIT 1', ["Ann O'Brien"]],
    ['CreatedDate < 2026-06-01T00:00:00Z', ['Ada Lovelace']],
    ["AccountId = '001SB000000SBXA'", ['Bob Smith', 'Ada Lovelace']],
    ["email = 'ANN@example.org'", ["Ann O'Brien"]],
  ])('finds where %s', async (where, found) => {
    const { status, body } = await (await library())(query(`SELECT Id, Name FROM Contact WHERE ${where}`))
    expect(body.errorCode ?? status).toBe(200)
    expect(names(body.records)).toEqual(found)
    expect(body).toMatchObject({ totalSize: found.length, done: true })
  })

  it('shows fields of parents', async () => {
    const { body } = await (await org())(query('SELECT LastName, Account.Name, Account.Owner.Name FROM Contact'))
    expect(body.records).toEqual([
      {
        attributes: { type: 'Contact', url: `${data}/sobjects/Contact/${fixtures.contact}` },
        LastName: 'Lovelace',
        Account: {
          attributes: { type: 'Account', url: `${data}/sobjects/Account/${fixtures.account}` },
          Name: 'Analytical Engines Ltd',
          Owner: {
            attributes: { type: 'User', url: `${data}/sobjects/User/${fixtures.user}` },
            Name: 'Integration User',
          },
        },
      },
    ])
  })

  it('counts, and selects all fields', async () => {
    const call = await library()
    expect((await call(query('SELECT COUNT() FROM Contact'))).body).toEqual({ totalSize: 4, done: true, records: [] })
    const all = await call(query('SELECT FIELDS(ALL) FROM Opportunity LIMIT 1'))
    expect(all.body.records[0]).toMatchObject({ Id: fixtures.opportunity, StageName: 'Proposal/Price Quote' })
  })

  it('answers in batches', async () => {
    const call = await org()
    for (let number = 0; number < 250; number += 1) {
      await call(`${data}/sobjects/Lead`, { method: 'POST', body: { LastName: `L${number}`, Company: 'C' } })
    }
    const headers = { 'sforce-query-options': 'batchSize=50' }
    const first = (await call(query('SELECT Id FROM Lead'), { headers })).body
    expect([first.records.length, first.totalSize, first.done]).toEqual([200, 251, false])
    expect(first.nextRecordsUrl).toMatch(/^\/services\/data\/v67\.0\/query\/01g\w{15}-200$/)
    const second = (await call(first.nextRecordsUrl)).body
    expect([second.records.length, second.done, second.nextRecordsUrl]).toEqual([51, true, undefined])
    expect((await call(`${data}/query/01g000000000000AAA-200`)).body[0].errorCode).toBe('INVALID_QUERY_LOCATOR')
  })

  it.each([
    ['SELECT Id FROM', 'MALFORMED_QUERY', /unexpected token: '<EOF>'/],
    ['SELECT Id Name FROM Contact', 'MALFORMED_QUERY', /ERROR at Row:1:Column:11\nunexpected token: 'Name'/],
    ["SELECT Id FROM Contact WHERE Name = 'it''s'", 'MALFORMED_QUERY', /unexpected token/],
    ["SELECT Id FROM Contact WHERE Name = 'a\\q'", 'MALFORMED_QUERY', /Invalid string literal/],
    [
      "SELECT Id FROM Contact WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
      'MALFORMED_QUERY',
      /unexpected token: 'OR'/,
    ],
    ['SELECT Id FROM Contact; DROP', 'MALFORMED_QUERY', /unexpected token: ';'/],
    ['SELECT Colour FROM Contact', 'INVALID_FIELD', /No such column 'Colour' on entity 'Contact'/],
    ['SELECT Owner.Colour FROM Contact', 'INVALID_FIELD', /No such column 'Colour' on entity 'User'/],
    ['SELECT Boss.Name FROM Contact', 'INVALID_FIELD', /Didn't understand relationship 'Boss'/],
    [
      'SELECT Id FROM Contact WHERE LastName = 5',
      'INVALID_FIELD',
      /must be of type string and should be enclosed in quotes/,
    ],
    [
      "SELECT Id FROM Opportunity WHERE CloseDate = '2026-01-01'",
      'INVALID_FIELD',
      /must be of type date and should not be enclosed/,
    ],
    ["SELECT Id FROM Contact WHERE Id = 'x'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid ID field: x/],
    ['SELECT Id FROM Contacts', 'INVALID_TYPE', /sObject type 'Contacts' is not supported/],
    ['SELECT Id FROM Contact OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', /2000/],
    ['', 'MALFORMED_QUERY', /empty or null/],
  ])('refuses %s', async (text, errorCode, message) => {
    const { status, body } = await (await org())(query(text))
    expect(status).toBe(400)
    expect(body).toEqual([{ errorCode, message: expect.stringMatching(message) }])
  })
})

describe('parameterized search', () => {
  it('finds a text by GET and by POST', async () => {
    const call = await org()
    const byGet = await call(`${data}/parameterizedSearch?q=ada&sobject=Contact&Contact.fields=Id,Name`)
    expect(byGet.body.searchRecords).toEqual([
      {
        attributes: { type: 'Contact', url: `${data}/sobjects/Contact/${fixtures.contact}` },
        Id: fixtures.contact,
        Name: 'Ada Lovelace',
      },
    ])
    const body = {
      q: 'babbage',
      fields: ['Id'],
      sobjects: [{ name: 'Lead', fields: ['Company'] }, { name: 'Contact' }],
    }
    const byPost = await call(`${data}/parameterizedSearch`, { method: 'POST', body })
    expect(byPost.body.searchRecords).toMatchObject([{ Company: 'Babbage & Sons' }])
  })

  it('refuses short terms and unknown fields', async () => {
    const call = await org()
    expect((await call(`${data}/parameterizedSearch?q=a`)).body[0].errorCode).toBe('MALFORMED_SEARCH')
    expect(
      (await call(`${data}/parameterizedSearch?q=ada&sobject=Contact&Contact.fields=Colour`)).body[0].errorCode,
    ).toBe('INVALID_FIELD')
    expect((await call(`${data}/parameterizedSearch?q=ada&sobject=Nothing`)).body[0].errorCode).toBe('INVALID_TYPE')
  })
})
