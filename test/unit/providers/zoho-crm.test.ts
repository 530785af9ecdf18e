import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import { NothingThere, type PreparedOperation } from '../../../src/kit/operation.ts'
import { originOf, type PublicValues } from '../../../src/kit/server.ts'
import { zohoCrm } from '../../../src/providers/crm/zoho-crm/index.ts'

const config = { dataCentre: 'eu', currency: 'EUR' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = zohoCrm.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = zohoCrm.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown, values: PublicValues = config) {
  const { method, path, query, body } = prepare(operation, input).request(values, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: encodeQuery(query),
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const reader = (operation: string, input: unknown, body: unknown, values: PublicValues = config) =>
  prepare(operation, input).readAnswer(body, values)
const unified = (operation: string, input: unknown, body: unknown, values: PublicValues = config) =>
  reader(operation, input, body, values).unified?.()
const refusal = (status: number, body: unknown) => zohoCrm.refusal({ status, headers: new Headers(), body })

describe('zoho-crm config', () => {
  it('has a host for each data centre', () => {
    const origin = (dataCentre: string) => originOf(zohoCrm.server, { dataCentre })
    expect(origin('com')).toBe('https://www.zohoapis.com')
    expect(origin('com.au')).toBe('https://www.zohoapis.com.au')
    for (const dataCentre of ['evil.example', 'com.', 'toString', '']) {
      expect(() => origin(dataCentre), dataCentre).toThrow()
      expect(zohoCrm.configSchema().safeParse({ dataCentre, accessToken: 'token' }).success, dataCentre).toBe(false)
    }
  })
})

describe('zoho-crm requests', () => {
  const contact = '5725767000000411001'

  it('writes one record as a list, and other records as lookups', () => {
    expect(sent('create-contact', { lastName: 'Hopper', email: 'grace@example.com', company: '77' })).toEqual({
      line: 'POST /crm/v8/Contacts',
      query: '',
      body: { data: [{ Last_Name: 'Hopper', Email: 'grace@example.com', Account_Name: { id: '77' } }] },
    })
    expect(issues('create-contact', { email: 'grace@example.com' })).toEqual(['lastName'])
  })

  it('changes only what is named, and empties what is null', () => {
    expect(sent('update-contact', { id: contact, phone: null, company: null })).toMatchObject({
      line: `PUT /crm/v8/Contacts/${contact}`,
      body: { data: [{ Phone: null, Account_Name: null }] },
    })
  })

  it('takes nothing but digits for an id', () => {
    for (const id of ['search', 'deleted', '../Deals', `${contact}/photo`, `${contact}\n`]) {
      expect(issues('get-contact', { id }), id).toEqual(['id'])
    }
    expect(issues('list-fields', { module: '../org' })).toEqual(['module'])
  })

  it('writes amounts in decimals, and a currency where it would be taken for another', () => {
    const deal = { name: 'Mill', stage: 'Qualification', amount: 123_456, currency: 'eur', closeDate: '2027-03-31' }
    const written = (values: PublicValues) => sent('create-deal', deal, values).body.data[0]
    expect(written(config)).toEqual({
      Deal_Name: 'Mill',
      Amount: 1234.56,
      Stage: 'Qualification',
      Closing_Date: '2027-03-31',
    })
    expect(written({ dataCentre: 'eu', currency: 'multiple' }).Currency).toBe('EUR')
    expect(written({ dataCentre: 'eu', currency: 'USD' }).Currency).toBe('EUR')
    expect(sent('create-deal', { ...deal, amount: 500, currency: 'JPY' }).body.data[0].Amount).toBe(500)
    expect(issues('create-deal', { name: 'Mill' })).toEqual(['stage'])
    expect(issues('create-deal', { name: 'Mill', stage: 'x', amount: 1 })).toEqual(['currency'])
  })

  it('puts a note on the module of its parent', () => {
    expect(sent('create-note', { parentType: 'company', parent: '77', body: 'a <b>\nc' })).toMatchObject({
      line: 'POST /crm/v8/Notes',
      body: {
        data: [{ Parent_Id: { module: { api_name: 'Accounts' }, id: '77' }, Note_Content: 'a <b>\nc' }],
      },
    })
  })

  it('searches by a word, not by criteria', () => {
    expect(sent('search-contacts', { query: '(Email:equals:x)', limit: 2, cursor: '3' }).query).toBe(
      'word=(Email%3Aequals%3Ax)&fields=Email%2CFirst_Name%2CLast_Name%2CPhone%2CAccount_Name%2CCreated_Time%2CModified_Time&per_page=2&page=3',
    )
  })

  it('upserts by the e-mail address', () => {
    expect(sent('upsert-contact', { lastName: 'Hopper', email: 'grace@example.com' })).toMatchObject({
      line: 'POST /crm/v8/Contacts/upsert',
      body: { data: [{ Last_Name: 'Hopper', Email: 'grace@example.com' }], duplicate_check_fields: ['Email'] },
    })
  })

  it('runs queries that only read', () => {
    expect(sent('query', { coql: ' SELECT Email FROM Contacts' }).body).toEqual({
      select_query: ' SELECT Email FROM Contacts',
    })
    expect(issues('query', { coql: 'delete from Contacts' })).toEqual(['coql'])
  })
})

describe('zoho-crm pages', () => {
  const record = { id: '1', Last_Name: 'Smith' }
  const page = (info: object) => ({ data: [record], info })

  it('goes on by tokens', () => {
    const token = 'c8582xx9e7c7'
    const next = (info: object) => reader('list-contacts', {}, page(info)).nextCursor()
    expect(next({ more_records: true, next_page_token: token })).toBe(token)
    expect(next({ more_records: false, next_page_token: token })).toBeUndefined()
    expect(next({ more_records: true, next_page_token: null })).toBeUndefined()
    expect(sent('list-contacts', { cursor: token, limit: 3 }).query).toContain(`per_page=3&page_token=${token}`)
    expect(issues('list-contacts', { cursor: 'a&page=1' })).toEqual(['cursor'])
  })

  it('counts the pages of a search, of which the last ends with the 2,000th record', () => {
    const next = (input: object) =>
      reader('search-contacts', { query: 'ada', ...input }, page({ more_records: true })).nextCursor()
    expect(next({})).toBe('2')
    expect(next({ limit: 100, cursor: '19' })).toBe('20')
    expect(next({ limit: 100, cursor: '20' })).toBeUndefined()
    expect(issues('search-contacts', { query: 'ada', cursor: '0' })).toEqual(['cursor'])
  })

  it('reads no content as nothing found', () => {
    for (const operation of ['list-contacts', 'list-deals']) {
      const read = reader(operation, {}, null)
      expect(read.unified?.()).toEqual({ items: [] })
      expect(read.nextCursor()).toBeUndefined()
    }
    expect(unified('search-contacts', { query: 'nobody' }, null)).toEqual({ items: [] })
  })
})

describe('zoho-crm answers', () => {
  it('reads what a write answers, and the rest from its input', () => {
    const answer = {
      data: [
        {
          code: 'SUCCESS',
          status: 'success',
          message: 'record added',
          details: {
            id: '5725767000000412001',
            Created_Time: '2023-12-19T16:45:07+05:30',
            Modified_Time: '2023-12-19T16:45:07+05:30',
          },
        },
      ],
    }
    expect(unified('create-contact', { lastName: 'Hopper', company: '77' }, answer)).toEqual({
      id: '5725767000000412001',
      email: null,
      firstName: null,
      lastName: 'Hopper',
      phone: null,
      company: '77',
      createdAt: '2023-12-19T11:15:07.000Z',
      updatedAt: '2023-12-19T11:15:07.000Z',
    })
  })

  it('counts amounts in the currency of the deal, else of the organization, else not at all', () => {
    const amounts = (native: object, values: PublicValues) => {
      const deal = Object(
        unified('get-deal', { id: '1' }, { data: [{ id: '1', Deal_Name: 'Mill', ...native }] }, values),
      )
      return [deal.amount, deal.currency]
    }
    expect(amounts({ Amount: 12500.5 }, { currency: 'usd' })).toEqual([1_250_050, 'USD'])
    expect(amounts({ Amount: 12500, Currency: 'JPY' }, { currency: 'multiple' })).toEqual([12_500, 'JPY'])
    expect(amounts({ Amount: 12500 }, {})).toEqual([null, null])
    expect(amounts({ Amount: null }, { currency: 'USD' })).toEqual([null, 'USD'])
  })
})

describe('zoho-crm refusals', () => {
  const error = (code: string, details: object = {}) => ({ code, details, message: 'words', status: 'error' })

  it('finds a no under a status of success', () => {
    expect(refusal(202, { data: [error('MANDATORY_NOT_FOUND', { api_name: 'Last_Name' })] })).toEqual({
      kind: 'rejected',
      code: 'MANDATORY_NOT_FOUND',
      message: 'words: Last_Name',
    })
    expect(refusal(200, { data: [error('DUPLICATE_DATA', { api_name: 'Email', id: '1' })] })?.code).toBe(
      'DUPLICATE_DATA',
    )
  })

  it('tells who has to act', () => {
    const kinds = (
      [
        [401, 'INVALID_TOKEN'],
        [400, 'AUTHENTICATION_FAILURE'],
        [401, 'OAUTH_SCOPE_MISMATCH'],
        [403, 'NO_PERMISSION'],
        [400, 'INVALID_DATA'],
        [429, 'TOO_MANY_REQUESTS'],
        [500, 'INTERNAL_ERROR'],
      ] as const
    ).map(([status, code]) => refusal(status, error(code))?.kind)
    expect(kinds).toEqual([
      'credentials',
      'credentials',
      'credentials',
      'rejected',
      'rejected',
      'rate-limited',
      'unavailable',
    ])
  })

  it('leaves everything else alone', () => {
    const success = { code: 'SUCCESS', status: 'success', message: 'record added', details: { id: '1' } }
    for (const body of [{ data: [success] }, { data: [{ id: '1', status: 'error' }] }, { status: 'error' }, null, '']) {
      expect(refusal(200, body)).toBeUndefined()
    }
  })
})

describe('an empty answer', () => {
  it('says of a record that there is none, and of a list that it is empty', () => {
    for (const operation of ['get-contact', 'get-company', 'get-deal']) {
      expect(() => reader(operation, { id: '554023000000527003' }, null)).toThrow(NothingThere)
    }
    expect(unified('list-contacts', {}, null)).toEqual({ items: [] })
  })
})
