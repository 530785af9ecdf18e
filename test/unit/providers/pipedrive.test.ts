import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { pipedrive } from '../../../src/providers/crm/pipedrive/index.ts'

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = pipedrive.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = pipedrive.operations().get(operation)?.prepare(input)
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

const reader = (operation: string, input: unknown, body: unknown) => prepare(operation, input).readAnswer(body, {})
const unified = (operation: string, input: unknown, body: unknown) => reader(operation, input, body).unified?.()
const refusal = (status: number, body: unknown) => pipedrive.refusal({ status, headers: new Headers(), body })

describe('pipedrive requests', () => {
  it('writes a person with one name and lists of addresses', () => {
    const input = { firstName: 'Mary Ann', lastName: 'Evans', email: 'mary@example.com', company: '7' }
    expect(sent('create-contact', input)).toEqual({
      line: 'POST /api/v2/persons',
      query: '',
      body: {
        name: 'Mary Ann Evans',
        emails: [{ value: 'mary@example.com', primary: true, label: 'work' }],
        org_id: 7,
      },
    })
    expect(sent('create-contact', { lastName: 'Evans' }).body).toEqual({ name: 'Evans' })
    expect(issues('create-contact', { email: 'mary@example.com' })).toEqual(['lastName'])
  })

  it('changes a name as a whole, or not at all', () => {
    expect(sent('update-contact', { id: '3', firstName: 'Mary', lastName: 'Cross' })).toMatchObject({
      line: 'PATCH /api/v2/persons/3',
      body: { name: 'Mary Cross' },
    })
    expect(sent('update-contact', { id: '3', firstName: null, lastName: 'Cross' }).body).toEqual({ name: 'Cross' })
    expect(issues('update-contact', { id: '3', firstName: 'Mary' })).toEqual(['lastName'])
    expect(issues('update-contact', { id: '3', lastName: 'Cross' })).toEqual(['firstName'])
  })

  it('empties a list by an empty list', () => {
    expect(sent('update-contact', { id: '3', email: null }).body).toEqual({ emails: [] })
    expect(sent('update-contact', { id: '3' }).body).toEqual({})
  })

  it('takes nothing but the number of a record for an id', () => {
    for (const id of ['search', '0', '-1', '1.5', '01', '1e3', '../deals', '9007199254740993', '1\n']) {
      expect(issues('get-contact', { id }), id).toEqual(['id'])
      expect(issues('create-deal', { name: 'Mill', stage: id }), id).toEqual(['stage'])
    }
  })

  it('writes amounts in decimals of their currency', () => {
    const deal = { name: 'Mill', stage: '2', closeDate: '2027-03-31', company: '7', contact: '3' }
    expect(sent('create-deal', { ...deal, amount: 123_456, currency: 'eur' }).body).toEqual({
      title: 'Mill',
      value: 1234.56,
      currency: 'EUR',
      stage_id: 2,
      expected_close_date: '2027-03-31',
      org_id: 7,
      person_id: 3,
    })
    expect(sent('create-deal', { ...deal, amount: 1_234, currency: 'JPY' }).body.value).toBe(1234)
    expect(issues('create-deal', { ...deal, amount: 1 })).toEqual(['currency'])
  })

  it('says why a deal was lost only where it was', () => {
    expect(sent('update-deal', { id: '5', status: 'lost', lostReason: 'Price' }).body).toEqual({
      status: 'lost',
      lost_reason: 'Price',
    })
    expect(issues('update-deal', { id: '5', lostReason: 'Price' })).toEqual(['lostReason'])
  })

  it('writes a note as HTML that shows what was written', () => {
    const note = { parentType: 'company', parent: '7', title: 'A & B', body: '<script>alert("1")</script>\r\nend' }
    expect(sent('create-note', note)).toMatchObject({
      line: 'POST /v1/notes',
      body: { content: 'A &#38; B<br>&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;<br>end', org_id: 7 },
    })
    expect(sent('create-note', { parentType: 'deal', parent: '5', body: 'x' }).body).toEqual({
      content: 'x',
      deal_id: 5,
    })
  })

  it('filters lists', () => {
    expect(sent('list-contacts', { company: '7', updatedSince: '2026-01-01T01:00:00.5+01:00', limit: 2 }).query).toBe(
      'limit=2&org_id=7&updated_since=2026-01-01T00%3A00%3A00Z',
    )
    expect(sent('search-contacts', { query: 'a&b=c', limit: 2 }).query).toBe(
      'term=a%26b%3Dc&fields=name%2Cemail&limit=2',
    )
  })
})

describe('pipedrive answers', () => {
  const cursor = 'eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6N30='
  const person = {
    id: 1,
    name: 'Jane Doe',
    first_name: 'Jane',
    last_name: 'Doe',
    org_id: 0,
    emails: [
      { value: 'home@example.com', primary: false, label: 'home' },
      { value: 'jane@example.com', primary: true, label: 'work' },
    ],
    phones: [{ value: '', primary: true, label: 'work' }],
    add_time: '2021-01-01T00:00:00Z',
    update_time: null,
  }

  it('reads the primary address of a person', () => {
    expect(unified('get-contact', { id: '1' }, { success: true, data: person })).toEqual({
      id: '1',
      email: 'jane@example.com',
      firstName: 'Jane',
      lastName: 'Doe',
      phone: null,
      company: null,
      createdAt: '2021-01-01T00:00:00.000Z',
      updatedAt: null,
    })
  })

  it('follows cursors to the last page', () => {
    const page = (next_cursor: string | null) => ({ success: true, data: [person], additional_data: { next_cursor } })
    expect(reader('list-contacts', {}, page(cursor)).nextCursor()).toBe(cursor)
    expect(sent('list-contacts', { cursor }).query).toContain('cursor=eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6N30%3D')
    expect(reader('list-stages', {}, page(cursor)).nextCursor()).toBe(cursor)
    expect(sent('list-stages', { limit: 50, cursor }).query).toBe(`limit=50&cursor=${encodeURIComponent(cursor)}`)
    expect(reader('list-contacts', {}, page(null)).nextCursor()).toBeUndefined()
    expect(reader('list-contacts', {}, { success: true, data: [] }).nextCursor()).toBeUndefined()
    expect(issues('list-contacts', { cursor: 'a b' })).toEqual(['cursor'])
  })

  it('takes apart the one name that a search answers', () => {
    const item = (name: string) => ({
      result_score: 0.5,
      item: { id: 1, name, emails: ['jane@example.com'], phones: [], organization: { id: 9, name: 'Acme' } },
    })
    const body = { success: true, data: { items: [item('Jane van Doe'), item('Cher')] } }
    expect(unified('search-contacts', { query: 'jane' }, body)).toMatchObject({
      items: [
        { firstName: 'Jane', lastName: 'van Doe', email: 'jane@example.com', phone: null, company: '9' },
        { firstName: 'Cher', lastName: null },
      ],
    })
  })

  it('counts amounts in currencies that have a minor unit', () => {
    const amounts = (value: unknown, currency: unknown) => {
      const data = { id: 5, title: 'Mill', value, currency, stage_id: 2 }
      const deal = Object(unified('get-deal', { id: '5' }, { success: true, data }))
      return [deal.amount, deal.currency]
    }
    expect(amounts(200.5, 'USD')).toEqual([20_050, 'USD'])
    expect(amounts(200, 'JPY')).toEqual([200, 'JPY'])
    expect(amounts(200, 'POINTS')).toEqual([null, null])
    expect(amounts(null, 'USD')).toEqual([null, 'USD'])
  })

  it('reads the times of v1 as UTC', () => {
    const note = (add_time: unknown) =>
      Object(
        unified(
          'create-note',
          { parentType: 'deal', parent: '5', body: 'x' },
          { success: true, data: { id: 1, add_time } },
        ),
      )
    expect(note('2019-12-09 13:59:21').createdAt).toBe('2019-12-09T13:59:21.000Z')
    expect(note(null).createdAt).toBeNull()
  })
})

describe('pipedrive refusals', () => {
  it('tells who has to act', () => {
    const kinds = [400, 401, 402, 403, 404, 410, 422, 429, 500, 503].map(
      (status) => refusal(status, { success: false, error: 'words' })?.kind,
    )
    expect(kinds).toEqual([
      'rejected',
      'credentials',
      'credentials',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'rate-limited',
      'unavailable',
      'unavailable',
    ])
  })

  it('answers in the words of Pipedrive', () => {
    expect(refusal(401, { success: false, error: 'unauthorized access', errorCode: 401 })).toEqual({
      kind: 'credentials',
      code: '401',
      message: 'unauthorized access',
    })
    expect(
      refusal(403, {
        success: false,
        error: "Couldn't add the deal. Open deals limit reached.",
        error_info: 'Please check developers.pipedrive.com',
        data: null,
        code: 'feature_capping_deals_limit',
      }),
    ).toMatchObject({ kind: 'rejected', code: 'feature_capping_deals_limit' })
    expect(refusal(200, { success: false, error: 'no' })).toEqual({ kind: 'rejected', message: 'no' })
  })

  it('leaves everything else alone', () => {
    for (const body of [{ success: true, data: {} }, { success: false }, { error: 'words' }, '<html>', null]) {
      expect(refusal(502, body)).toBeUndefined()
    }
  })
})
