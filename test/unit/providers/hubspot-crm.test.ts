import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import type { PublicValues } from '../../../src/kit/server.ts'
import { hubspotCrm } from '../../../src/providers/crm/hubspot-crm/index.ts'

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = hubspotCrm.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = hubspotCrm.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown) {
  const { method, path, query, body } = prepare(operation, input).request({}, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: encodeQuery(query),
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const reader = (operation: string, input: unknown, body: unknown, config: PublicValues = {}) =>
  prepare(operation, input).readAnswer(body, config)
const unified = (operation: string, input: unknown, body: unknown, config: PublicValues = {}) =>
  reader(operation, input, body, config).unified?.()
const refusal = (status: number, body: unknown) => hubspotCrm.refusal({ status, headers: new Headers(), body })

describe('hubspot-crm requests', () => {
  it('writes properties by their internal names, and the company as an association', () => {
    expect(sent('create-contact', { lastName: 'Hopper', email: 'grace@example.com', company: '77' })).toEqual({
      line: 'POST /crm/objects/2026-09/contacts',
      query: '',
      body: {
        properties: { email: 'grace@example.com', lastname: 'Hopper' },
        associations: [
          { to: { id: '77' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }] },
        ],
      },
    })
    expect(sent('create-contact', { lastName: 'Hopper' }).body.associations).toEqual([])
    expect(issues('create-contact', { phone: '12345' })).toEqual(['email'])
  })

  it('empties what is null', () => {
    expect(sent('update-contact', { id: '5', email: null, phone: null, lastName: 'King' })).toMatchObject({
      line: 'PATCH /crm/objects/2026-09/contacts/5',
      body: { properties: { email: '', phone: '', lastname: 'King' } },
    })
  })

  it('takes nothing but digits for an id', () => {
    for (const id of ['search', 'batch', '../deals', '5/x', '5\n', '']) {
      expect(issues('get-contact', { id }), id).toEqual(['id'])
    }
  })

  it('writes every value of a deal as a text', () => {
    const deal = { name: 'Mill', stage: 'closedwon', amount: 123_456, currency: 'eur', closeDate: '2027-03-31' }
    expect(sent('create-deal', { ...deal, company: '7', contact: '5' }).body).toEqual({
      properties: {
        dealname: 'Mill',
        amount: '1234.56',
        deal_currency_code: 'EUR',
        dealstage: 'closedwon',
        closedate: '2027-03-31T12:00:00.000Z',
      },
      associations: [
        { to: { id: '7' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }] },
        { to: { id: '5' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }] },
      ],
    })
    expect(sent('create-deal', { ...deal, amount: 500, currency: 'JPY' }).body.properties.amount).toBe('500')
    expect(issues('create-deal', { name: 'Mill' })).toEqual(['stage'])
    expect(issues('create-deal', { name: 'Mill', stage: 'closedwon', amount: 1 })).toEqual(['currency'])
    expect(sent('update-deal', { id: '9', closeDate: null }).body).toEqual({ properties: { closedate: '' } })
  })

  it('writes a note as HTML, at the time that it is told', () => {
    const note = {
      parentType: 'company',
      parent: '7',
      title: 'A & B',
      body: 'x\ny',
      timestamp: '2026-02-03T11:00:00+01:00',
    }
    expect(sent('create-note', note).body).toEqual({
      properties: { hs_timestamp: '2026-02-03T10:00:00.000Z', hs_note_body: 'A &#38; B<br>x<br>y' },
      associations: [{ to: { id: '7' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 190 }] }],
    })
    expect(issues('create-note', { parentType: 'deal', parent: '7', body: 'x' })).toEqual(['timestamp'])
  })

  it('sends everything that a search wants', () => {
    expect(sent('search-contacts', { query: ' Ada "L" ', limit: 2 }).body).toEqual({
      query: 'Ada "L"',
      filterGroups: [],
      properties: ['email', 'firstname', 'lastname', 'phone', 'associatedcompanyid'],
      sorts: [],
      limit: 2,
      after: '0',
    })
  })
})

describe('hubspot-crm pages', () => {
  const record = { id: '5', properties: {} }

  it('follows `paging.next.after`', () => {
    const page = { results: [record], paging: { next: { after: 'NTI1Cg%3D%3D', link: '?after=NTI1Cg%3D%3D' } } }
    expect(reader('list-contacts', {}, page).nextCursor()).toBe('NTI1Cg%3D%3D')
    expect(sent('list-contacts', { cursor: 'NTI1Cg==', limit: 3 }).query).toBe(
      'limit=3&after=NTI1Cg%3D%3D&properties=email%2Cfirstname%2Clastname%2Cphone%2Cassociatedcompanyid',
    )
    expect(reader('list-contacts', {}, { results: [record] }).nextCursor()).toBeUndefined()
    expect(issues('list-contacts', { cursor: 'a b' })).toEqual(['cursor'])
  })

  it('counts through a search', () => {
    const page = { total: 12, results: [record], paging: { next: { after: '10' } } }
    expect(reader('search-contacts', { query: 'ada' }, page).nextCursor()).toBe('10')
    expect(sent('search-contacts', { query: 'ada', cursor: '10' }).body.after).toBe('10')
    for (const cursor of ['0', '-1', '1e3', '100000', 'abc']) {
      expect(issues('search-contacts', { query: 'ada', cursor }), cursor).toEqual(['cursor'])
    }
  })
})

describe('hubspot-crm answers', () => {
  it('reads a contact, whose company may be there only later', () => {
    const native = {
      id: '5',
      properties: { email: 'ada@example.com', phone: '' },
      createdAt: '2026-01-15T09:30:00.123Z',
    }
    expect(unified('create-contact', { email: 'ada@example.com', company: '77' }, native)).toEqual({
      id: '5',
      email: 'ada@example.com',
      firstName: null,
      lastName: null,
      phone: null,
      company: '77',
      createdAt: '2026-01-15T09:30:00.123Z',
      updatedAt: null,
    })
  })

  it('counts amounts in the currency of the deal, else of the account, else not at all', () => {
    const amounts = (properties: object, config: PublicValues) => {
      const { amount, currency } = Object(unified('get-deal', { id: '9' }, { id: '9', properties }, config))
      return [amount, currency]
    }
    expect(amounts({ amount: '12500.5', deal_currency_code: 'EUR' }, { currency: 'USD' })).toEqual([1_250_050, 'EUR'])
    expect(amounts({ amount: '12500', deal_currency_code: null }, { currency: 'jpy' })).toEqual([12_500, 'JPY'])
    expect(amounts({ amount: '12500' }, {})).toEqual([null, null])
    expect(amounts({ amount: '' }, { currency: 'USD' })).toEqual([null, 'USD'])
  })

  it('prefers the primary company of a deal', () => {
    const company = (...results: readonly object[]) =>
      Object(unified('get-deal', { id: '9' }, { id: '9', properties: {}, associations: { companies: { results } } }))
        .company
    const other = { id: '1', type: 'deal_to_company_unlabeled' }
    const primary = { id: '2', type: 'deal_to_company' }
    expect(company(other, primary)).toBe('2')
    expect(company(other)).toBe('1')
    expect(company()).toBeNull()
  })

  it('reads the day of a close date', () => {
    const day = (closedate: unknown) =>
      Object(unified('get-deal', { id: '9' }, { id: '9', properties: { closedate } })).closeDate
    expect(day('2027-03-31T12:00:00Z')).toBe('2027-03-31')
    expect(day('2027-03-31T23:59:59.999+02:00')).toBe('2027-03-31')
    expect([day(''), day(null), day('soon')]).toEqual([null, null, null])
  })

  it('makes something of no content', () => {
    expect(unified('delete-contact', { id: '5' }, null)).toEqual({ id: '5', deleted: true })
  })
})

describe('hubspot-crm refusals', () => {
  const error = (fields: object) => ({ status: 'error', message: 'words', correlationId: 'aeb5f871', ...fields })

  it('tells who has to act', () => {
    const kinds = [400, 401, 403, 404, 409, 429, 502].map((status) => refusal(status, error({}))?.kind)
    expect(kinds).toEqual([
      'rejected',
      'credentials',
      'credentials',
      'rejected',
      'rejected',
      'rate-limited',
      'unavailable',
    ])
  })

  it('answers in the words of HubSpot', () => {
    expect(refusal(409, error({ message: 'Contact already exists.', category: 'CONFLICT' }))).toEqual({
      kind: 'rejected',
      code: 'CONFLICT',
      message: 'Contact already exists.',
    })
  })

  it('knows how long a window of calls is', () => {
    const wait = (policyName: string) => refusal(429, error({ errorType: 'RATE_LIMIT', policyName }))?.retryAfter
    expect(wait('TEN_SECONDLY_ROLLING')).toBe(10)
    expect(wait('SECONDLY')).toBe(1)
    expect(wait('DAILY')).toBeUndefined()
  })

  it('leaves everything else alone', () => {
    expect(refusal(200, error({}))).toBeUndefined()
    for (const body of [{ message: 'words' }, { correlationId: 'x' }, '<html>', null, []]) {
      expect(refusal(500, body)).toBeUndefined()
    }
  })
})
