import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import type { PublicValues } from '../../../src/kit/server.ts'
import { originOf } from '../../../src/kit/server.ts'
import { salesforce } from '../../../src/providers/crm/salesforce/index.ts'

const contact = '003RO0000035WQgYAM'
const config = { instanceUrl: 'https://acme.my.salesforce.com', clientId: 'key', currency: 'USD' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = salesforce.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = salesforce.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown, values: PublicValues = config) {
  const { method, path, query, headers, body } = prepare(operation, input).request(values, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: query.q ?? encodeQuery(query),
    headers,
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const unified = (operation: string, input: unknown, body: unknown, values: PublicValues = config) =>
  prepare(operation, input).readAnswer(body, values).unified?.()

const refusal = (status: number, body: unknown) => salesforce.refusal({ status, headers: new Headers(), body })

describe('salesforce config', () => {
  const parse = (changes: Record<string, unknown>) =>
    salesforce.configSchema().safeParse({ ...config, clientSecret: 'secret', ...changes }).success

  it('takes My Domain URLs of every kind of org', () => {
    for (const host of [
      'acme.my.salesforce.com',
      'acme--dev.sandbox.my.salesforce.com',
      'acme-dev-ed.develop.my.salesforce.com',
      'speed-ruby-1234.scratch.my.salesforce.com',
      'mindful-koala-dev-ed.trailblaze.my.salesforce.com',
    ]) {
      expect(parse({ instanceUrl: `https://${host}` }), host).toBe(true)
      expect(originOf(salesforce.server, { instanceUrl: `https://${host}` })).toBe(`https://${host}`)
    }
  })

  it('takes nothing else', () => {
    for (const instanceUrl of [
      'http://acme.my.salesforce.com',
      'https://acme.my.salesforce.com/',
      'https://acme.my.salesforce.com.evil.example',
      'https://evil.example/.my.salesforce.com',
      'https://evil.example#.my.salesforce.com',
      'https://user@acme.my.salesforce.com',
      'https://acme.my.salesforce.com:8443',
      'https://acme.my.salesforce.com\n',
      'https://my.salesforce.com',
      'https://login.salesforce.com',
      'https://acme.evil.my.salesforce.com',
      'https://-acme.my.salesforce.com',
    ]) {
      expect(parse({ instanceUrl }), instanceUrl).toBe(false)
      expect(() => originOf(salesforce.server, { instanceUrl }), instanceUrl).toThrow()
    }
  })
})

describe('salesforce requests', () => {
  it('writes contacts in its own field names', () => {
    expect(
      sent('create-contact', { lastName: 'Hopper', email: 'grace@example.com', company: '001D000000IqhSL' }),
    ).toMatchObject({
      line: 'POST /services/data/v67.0/sobjects/Contact',
      body: { LastName: 'Hopper', Email: 'grace@example.com', AccountId: '001D000000IqhSL' },
    })
    expect(issues('create-contact', { email: 'grace@example.com' })).toEqual(['lastName'])
  })

  it('changes only what is named, and empties what is null', () => {
    expect(sent('update-contact', { id: contact, phone: null, company: null })).toMatchObject({
      line: `PATCH /services/data/v67.0/sobjects/Contact/${contact}`,
      body: { Phone: null, AccountId: null },
    })
  })

  it('takes nothing but a record id where Salesforce keeps other resources', () => {
    for (const id of ['describe', 'deleted', '../Account', '003RO0000035WQgY', `${contact}/x`, `${contact}\n`]) {
      expect(issues('get-contact', { id }), id).toEqual(['id'])
    }
  })

  it('writes amounts in decimals of their currency', () => {
    const deal = { name: 'Mill', stage: 'Prospecting', closeDate: '2027-03-31' }
    expect(sent('create-deal', { ...deal, amount: 123_456, currency: 'usd' }).body.Amount).toBe(1234.56)
    expect(sent('create-deal', { ...deal, amount: 1_234, currency: 'JPY' }, { currency: 'JPY' }).body.Amount).toBe(1234)
    expect(sent('create-deal', deal).body).not.toHaveProperty('Amount')
    expect(issues('create-deal', { ...deal, amount: 1 })).toEqual(['currency'])
    expect(issues('create-deal', { name: 'Mill' })).toEqual(['stage', 'closeDate'])
  })

  it('names a currency only where the org keeps several, or would take it for another', () => {
    const deal = { name: 'Mill', stage: 'Prospecting', closeDate: '2027-03-31', amount: 100, currency: 'eur' }
    expect(sent('create-deal', deal, { currency: 'EUR' }).body).not.toHaveProperty('CurrencyIsoCode')
    expect(sent('create-deal', deal, {}).body).not.toHaveProperty('CurrencyIsoCode')
    expect(sent('create-deal', deal, { currency: 'multiple' }).body.CurrencyIsoCode).toBe('EUR')
    expect(sent('create-deal', deal, { currency: 'USD' }).body.CurrencyIsoCode).toBe('EUR')
    expect(sent('list-deals', {}, { currency: 'multiple' }).query).toContain('Amount, CurrencyIsoCode, StageName')
    expect(sent('list-deals', {}).query).not.toContain('CurrencyIsoCode')
  })

  it('searches without letting the query out of its literal', () => {
    const { query } = sent('search-contacts', { query: "O'Hara_%", limit: 2 })
    expect(query).toBe(
      'SELECT Id, FirstName, LastName, Email, Phone, AccountId, CreatedDate, LastModifiedDate FROM Contact ' +
        String.raw`WHERE (Name LIKE '%O\'Hara\_\%%' OR Email LIKE '%O\'Hara\_\%%') ORDER BY Id LIMIT 2`,
    )
  })

  it('filters lists by typed values', () => {
    expect(sent('list-contacts', { updatedSince: '2026-01-01T01:00:00+01:00', limit: 1 }).query).toContain(
      ' WHERE LastModifiedDate >= 2026-01-01T00:00:00Z ORDER BY Id LIMIT 1',
    )
    expect(sent('list-deals', { stage: "Won't", closesFrom: '2026-01-01', closesTo: '2026-12-31' }).query).toContain(
      String.raw` WHERE StageName = 'Won\'t' AND CloseDate >= 2026-01-01 AND CloseDate <= 2026-12-31 ORDER BY`,
    )
  })

  it('upserts under the external id, whatever is in it', () => {
    const input = { object: 'Contact', externalIdField: 'Legacy__c', externalId: 'a/b?c', fields: { LastName: 'X' } }
    expect(sent('upsert-record', input)).toMatchObject({
      line: 'PATCH /services/data/v67.0/sobjects/Contact/Legacy__c/a%2Fb%3Fc',
      body: { LastName: 'X' },
    })
    expect(issues('upsert-record', { ...input, object: 'Contact/../Account' })).toEqual(['object'])
  })
})

describe('salesforce pages', () => {
  const records = [{ Id: '003000000000001AAA' }, { Id: '003000000000002AAA' }]

  it('goes on after the last id of a full page', () => {
    const cursor = prepare('list-contacts', { limit: 2 }).readAnswer({ done: true, records }, config).nextCursor()
    expect(cursor).toBe('003000000000002AAA')
    expect(sent('list-contacts', { limit: 2, cursor }).query).toContain(
      " WHERE Id > '003000000000002AAA' ORDER BY Id LIMIT 2",
    )
    expect(prepare('list-contacts', { limit: 3 }).readAnswer({ records }, config).nextCursor()).toBeUndefined()
    expect(issues('list-contacts', { cursor: "' OR Id != '" })).toEqual(['cursor'])
  })

  const query = 'SELECT Id FROM Account'

  it('follows a query locator, and no other path', () => {
    const read = (nextRecordsUrl: string) =>
      prepare('query', { soql: query }).readAnswer({ done: false, nextRecordsUrl, records }, config).nextCursor()
    expect(read('/services/data/v67.0/query/01gRO0000016PIAYA2-500')).toBe('01gRO0000016PIAYA2-500')
    expect(sent('query', { soql: query, cursor: '01gRO0000016PIAYA2-500', batchSize: 500 })).toEqual({
      line: 'GET /services/data/v67.0/query/01gRO0000016PIAYA2-500',
      query: '',
      headers: { 'Sforce-Query-Options': 'batchSize=500' },
      body: undefined,
    })
    for (const cursor of [
      '../limits',
      '/services/data/v67.0/limits',
      '01gRO0000016PIAYA2',
      '01gRO0000016PIAYA2-5/..',
    ]) {
      expect(issues('query', { soql: query, cursor }), cursor).toEqual(['cursor'])
    }
    for (const url of ['https://evil.example/query/01gRO0000016PIAYA2-500', '/services/data/v67.0/limits']) {
      expect(() => read(url), url).toThrow()
    }
  })

  it('runs queries that only read', () => {
    expect(sent('query', { soql: query })).toMatchObject({ line: 'GET /services/data/v67.0/query', query, headers: {} })
    expect(issues('query', { soql: `${query} FOR VIEW` })).toEqual(['soql'])
  })
})

describe('salesforce answers', () => {
  it('reads a record, times with an offset included', () => {
    const native = {
      attributes: { type: 'Contact', url: `/services/data/v67.0/sobjects/Contact/${contact}` },
      Id: contact,
      FirstName: null,
      LastName: 'Smith',
      Email: 'john@example.com',
      CreatedDate: '2026-01-15T09:30:00.000+0000',
      LastModifiedDate: '2026-01-15T11:30:00.000+0200',
      Department: 'Mills',
    }
    expect(unified('get-contact', { id: contact }, native)).toEqual({
      id: contact,
      email: 'john@example.com',
      firstName: null,
      lastName: 'Smith',
      phone: null,
      company: null,
      createdAt: '2026-01-15T09:30:00.000Z',
      updatedAt: '2026-01-15T09:30:00.000Z',
    })
  })

  it('counts amounts in the currency of the deal, else of the org, else not at all', () => {
    const id = '006D000000CwAUvIAN'
    const amounts = (native: object, values: PublicValues) => {
      const { amount, currency } = Object(unified('get-deal', { id }, { Id: id, Name: 'Mill', ...native }, values))
      return [amount, currency]
    }
    expect(amounts({ Amount: 12500.5 }, { currency: 'usd' })).toEqual([1_250_050, 'USD'])
    expect(amounts({ Amount: 12500, CurrencyIsoCode: 'JPY' }, { currency: 'multiple' })).toEqual([12_500, 'JPY'])
    expect(amounts({ Amount: 12500 }, {})).toEqual([null, null])
    expect(amounts({ Amount: null }, { currency: 'USD' })).toEqual([null, 'USD'])
  })

  it('finds the domain in whatever was typed as the site', () => {
    const id = '001D000000IqhSLIAZ'
    const domain = (Website: unknown) =>
      Object(unified('get-company', { id }, { Id: id, Name: 'Acme', Website })).domain
    expect(domain('https://www.acme.example/about')).toBe('acme.example')
    expect(domain('Acme.example')).toBe('acme.example')
    expect([domain(null), domain(''), domain('none yet')]).toEqual([null, null, null])
  })

  it('makes something of no content', () => {
    for (const body of [null, undefined]) {
      expect(prepare('delete-contact', { id: contact }).readAnswer(body, config).native()).toEqual({
        id: contact,
        success: true,
        errors: [],
      })
      expect(unified('delete-contact', { id: contact }, body)).toEqual({ id: contact, deleted: true })
      expect(unified('update-contact', { id: contact, phone: '12345' }, body)).toEqual({ id: contact, updatedAt: null })
    }
  })
})

describe('salesforce refusals', () => {
  const error = (errorCode: string, message = 'words') => [{ message, errorCode, fields: [] }]

  it('tells who has to act', () => {
    const kinds = (
      [
        [401, 'INVALID_SESSION_ID'],
        [403, 'REQUEST_LIMIT_EXCEEDED'],
        [403, 'API_DISABLED_FOR_ORG'],
        [403, 'INSUFFICIENT_ACCESS_OR_READONLY'],
        [400, 'REQUIRED_FIELD_MISSING'],
        [404, 'NOT_FOUND'],
        [500, 'UNKNOWN_EXCEPTION'],
        [503, 'SERVER_UNAVAILABLE'],
      ] as const
    ).map(([status, code]) => refusal(status, error(code))?.kind)
    expect(kinds).toEqual([
      'credentials',
      'rate-limited',
      'credentials',
      'rejected',
      'rejected',
      'rejected',
      'unavailable',
      'unavailable',
    ])
  })

  it('answers in the words of Salesforce', () => {
    expect(
      refusal(400, [
        {
          message: 'Required fields are missing: [LastName]',
          errorCode: 'REQUIRED_FIELD_MISSING',
          fields: ['LastName'],
        },
        { message: 'invalid email', errorCode: 'INVALID_EMAIL_ADDRESS', fields: ['Email'] },
      ]),
    ).toEqual({
      kind: 'rejected',
      code: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [LastName]; invalid email',
    })
  })

  it('leaves out the empty line before what is wrong with a query', () => {
    const message = "\nSELECT Nope FROM Contact\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nope'"
    expect(refusal(400, error('INVALID_FIELD', message))?.message).toBe(message.slice(1))
  })

  it('reads what the token endpoint says', () => {
    expect(refusal(400, { error: 'invalid_client', error_description: 'invalid client credentials' })).toEqual({
      kind: 'credentials',
      code: 'invalid_client',
      message: 'invalid client credentials',
    })
    expect(refusal(400, { error: 'rate_limit_exceeded' })?.kind).toBe('rate-limited')
    expect(refusal(503, { error: 'unavailable' })?.kind).toBe('unavailable')
  })

  it('sees several records of one external id as a no', () => {
    const urls = ['/services/data/v67.0/sobjects/Contact/a', '/services/data/v67.0/sobjects/Contact/b']
    expect(refusal(300, urls)).toEqual({ kind: 'rejected', message: '2 records have this external id' })
  })

  it('leaves everything else alone', () => {
    expect(refusal(200, error('X'))).toBeUndefined()
    for (const body of [[], ['text'], [{}], {}, { error: {} }, '<html>', null]) {
      expect(refusal(502, body)).toBeUndefined()
    }
  })
})
