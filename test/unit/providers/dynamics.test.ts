import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { originOf, type PublicValues } from '../../../src/kit/server.ts'
import { dateTime, every, filter, guid, literally } from '../../../src/providers/crm/dynamics/filter.ts'
import { dynamics } from '../../../src/providers/crm/dynamics/index.ts'

/** As Microsoft's own examples have them: the third group of a row's id is no version of RFC 9562. */
const contact = '49b0be2e-d01c-ed11-b83e-000d3a572421'
const account = '78914942-34cb-ed11-b596-0022481d68cd'
const opportunity = 'b3828ac8-917a-e511-80d2-00155d2a68d2'

const config = {
  environmentUrl: 'https://acme.crm4.dynamics.com',
  tenantId: '7e4a0001-0b6f-4c5c-9d8e-2f1a3b4c5d6e',
  clientId: '7e4a0002-0b6f-4c5c-9d8e-2f1a3b4c5d6e',
  currency: 'USD',
}

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = dynamics.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = dynamics.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown, values: PublicValues = config) {
  const { method, path, query, headers, body } = prepare(operation, input).request(values, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query,
    headers,
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const reader = (operation: string, input: unknown, body: unknown) => prepare(operation, input).readAnswer(body, config)
const unified = (operation: string, input: unknown, body: unknown) => reader(operation, input, body).unified?.()
const refusal = (status: number, body: unknown) => dynamics.refusal({ status, headers: new Headers(), body })

describe('dynamics config', () => {
  const parse = (changes: Record<string, unknown>) =>
    dynamics.configSchema().safeParse({ ...config, clientSecret: 'secret', ...changes }).success

  it('takes environments of every region', () => {
    for (const host of ['acme.crm.dynamics.com', 'org2d6763a7.crm21.dynamics.com', 'acme-dev.api.crm4.dynamics.com']) {
      expect(parse({ environmentUrl: `https://${host}` }), host).toBe(true)
      expect(originOf(dynamics.server, { environmentUrl: `https://${host}` })).toBe(`https://${host}`)
    }
  })

  it('takes nothing else', () => {
    for (const environmentUrl of [
      'http://acme.crm.dynamics.com',
      'https://acme.crm.dynamics.com/',
      'https://acme.crm.dynamics.com.evil.example',
      'https://evil.example/.crm.dynamics.com',
      'https://evil.example#.crm.dynamics.com',
      'https://user@acme.crm.dynamics.com',
      'https://acme.crm.dynamics.com:8443',
      'https://acme.crm.dynamics.com\n',
      'https://crm.dynamics.com',
      'https://acme.crm0.dynamics.com',
      'https://acme.crm123.dynamics.com',
      'https://acme.evil.crm.dynamics.com',
    ]) {
      expect(parse({ environmentUrl }), environmentUrl).toBe(false)
      expect(() => originOf(dynamics.server, { environmentUrl }), environmentUrl).toThrow()
    }
    expect(parse({ tenantId: 'common' })).toBe(false)
  })

  it('asks its own directory for a token of its own environment', () => {
    const { auth } = dynamics
    if (auth.kind !== 'client-credentials') throw new TypeError(auth.kind)
    const { tokenServer, tokenPath, parameters } = auth
    expect(tokenServer === undefined ? undefined : originOf(tokenServer, config)).toBe(
      'https://login.microsoftonline.com',
    )
    expect(typeof tokenPath === 'function' ? tokenPath(config) : tokenPath).toBe(
      '/7e4a0001-0b6f-4c5c-9d8e-2f1a3b4c5d6e/oauth2/v2.0/token',
    )
    expect(typeof parameters === 'function' ? parameters(config) : parameters).toEqual({
      scope: 'https://acme.crm4.dynamics.com/.default',
    })
  })
})

describe('dynamics requests', () => {
  it('binds lookups, and asks for the row that it makes', () => {
    const { line, query, headers, body } = sent('create-contact', { lastName: 'Hopper', company: account })
    expect(line).toBe('POST /api/data/v9.2/contacts')
    expect(String(query.$select)).toContain('_parentcustomerid_value')
    expect(headers.Prefer).toBe(
      'return=representation,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"',
    )
    expect(body).toEqual({ lastname: 'Hopper', 'parentcustomerid_account@odata.bind': `/accounts(${account})` })
    expect(issues('create-contact', { email: 'grace@example.com' })).toEqual(['lastName'])
  })

  it('changes only what is there', () => {
    expect(sent('update-contact', { id: contact, phone: null })).toMatchObject({
      line: `PATCH /api/data/v9.2/contacts(${contact})`,
      headers: { 'If-Match': '*' },
      body: { telephone1: null },
    })
    expect(sent('delete-contact', { id: contact }).line).toBe(`DELETE /api/data/v9.2/contacts(${contact})`)
  })

  it('takes nothing but a GUID for an id', () => {
    for (const id of ["name='x'", '1', `${contact})/$ref`, `${contact}\n`, '../accounts']) {
      expect(issues('get-contact', { id }), id).toEqual(['id'])
      expect(issues('create-note', { parentType: 'deal', parent: id, body: 'x' }), id).toEqual(['parent'])
    }
  })

  it('says in which currency a deal is wherever it would be taken for another', () => {
    const deal = { name: 'Mill', amount: 123_456, currency: 'usd', closeDate: '2027-03-31', contact }
    const bound = 'transactioncurrencyid@odata.bind'
    expect(sent('create-deal', deal).body).toEqual({
      name: 'Mill',
      estimatedvalue: 1234.56,
      estimatedclosedate: '2027-03-31',
      'parentcontactid@odata.bind': `/contacts(${contact})`,
    })
    expect(sent('create-deal', { ...deal, currency: 'jpy' }).body).toMatchObject({
      estimatedvalue: 123_456,
      [bound]: "/transactioncurrencies(isocurrencycode='JPY')",
    })
    expect(sent('create-deal', { ...deal, currency: 'EUR', currencyId: account }).body[bound]).toBe(
      `/transactioncurrencies(${account})`,
    )
    expect(issues('create-deal', { name: 'Mill', amount: 1 })).toEqual(['currency'])
    expect(issues('create-deal', { name: 'Mill', currencyId: account })).toEqual(['currency'])
  })

  it('wins a deal by the action', () => {
    expect(sent('win-deal', { id: opportunity, subject: 'Won' })).toMatchObject({
      line: 'POST /api/data/v9.2/WinOpportunity',
      body: {
        Status: 3,
        OpportunityClose: { subject: 'Won', 'opportunityid@odata.bind': `/opportunities(${opportunity})` },
      },
    })
  })

  it('puts a note on its parent', () => {
    expect(sent('create-note', { parentType: 'deal', parent: opportunity, body: 'x' }).body).toEqual({
      notetext: 'x',
      'objectid_opportunity@odata.bind': `/opportunities(${opportunity})`,
    })
  })

  it('searches without letting the query out of its literal', () => {
    const { query, headers } = sent('search-contacts', { query: "O'Hara_%[x]", limit: 2 })
    expect(query.$filter).toBe(
      "(contains(fullname,'O''Hara[_][%][[]x]') or contains(emailaddress1,'O''Hara[_][%][[]x]'))",
    )
    expect(headers.Prefer).toContain('odata.maxpagesize=2,')
  })

  it('filters lists by typed values', () => {
    const contacts = sent('list-contacts', { company: account, updatedSince: '2026-01-01T01:00:00+01:00' })
    expect(contacts.query.$filter).toBe(`_parentcustomerid_value eq ${account} and modifiedon ge 2026-01-01T00:00:00Z`)
    expect(sent('list-deals', { state: 'won', stage: "Won't" }).query.$filter).toBe(
      "statecode eq 1 and stepname eq 'Won''t'",
    )
    expect(sent('list-deals', {}).query.$filter).toBeUndefined()
  })
})

describe('dynamics pages', () => {
  const cookie =
    '<cookie pagenumber="2" pagingcookie="%3ccookie%20page%3d%221%22%3e%3ccontactid%20last%3d%22%7bD5026A4D-D01C-ED11-B83E-000D3A572421%7d%22%20%2f%3e%3c%2fcookie%3e" istracking="False" />'
  const link =
    'https://acme.crm4.dynamics.com/api/data/v9.2/contacts?$select=fullname&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%2520page%253d%25221%2522%253e%253ccontactid%2520last%253d%2522%257bD5026A4D-D01C-ED11-B83E-000D3A572421%257d%2522%2520%252f%253e%253c%252fcookie%253e%22%20istracking=%22False%22%20/%3E'
  const page = (next: unknown) => ({ value: [{ contactid: contact }], '@odata.nextLink': next })

  it('takes the token out of the link, and sends it as it came', () => {
    expect(reader('list-contacts', {}, page(link)).nextCursor()).toBe(cookie)
    expect(reader('list-currencies', {}, page(link)).nextCursor()).toBe(cookie)
    const { query } = sent('list-contacts', { cursor: cookie })
    const again = new URL(`https://acme.crm4.dynamics.com/?${encodeQuery(query)}`).searchParams.get('$skiptoken')
    expect(again).toBe(new URL(link).searchParams.get('$skiptoken'))
  })

  it('goes nowhere without one', () => {
    for (const next of [undefined, null, '', 'contacts?$skiptoken=x', 'https://acme.crm4.dynamics.com/']) {
      expect(reader('list-contacts', {}, page(next)).nextCursor()).toBeUndefined()
    }
    for (const cursor of ['2', '<cookie />', `${cookie}&$filter=x`, '<cookie pagenumber="2" x="<" />']) {
      expect(issues('list-contacts', { cursor }), cursor).toEqual(['cursor'])
    }
  })
})

describe('dynamics answers', () => {
  it('tells a company from another contact', () => {
    const company = (table: unknown) =>
      Object(
        unified(
          'get-contact',
          { id: contact },
          {
            contactid: contact,
            lastname: 'McKay',
            _parentcustomerid_value: account,
            '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': table,
          },
        ),
      ).company
    expect(company('account')).toBe(account)
    expect(company('contact')).toBeNull()
  })

  it('counts amounts in the currency of the deal', () => {
    const amounts = (native: object) => {
      const deal = Object(unified('get-deal', { id: opportunity }, { opportunityid: opportunity, ...native }))
      return [deal.amount, deal.currency]
    }
    expect(amounts({ estimatedvalue: 12500.5, transactioncurrencyid: { isocurrencycode: 'EUR' } })).toEqual([
      1_250_050,
      'EUR',
    ])
    expect(amounts({ estimatedvalue: 12500, transactioncurrencyid: null })).toEqual([null, null])
    expect(amounts({ estimatedvalue: null, transactioncurrencyid: { isocurrencycode: 'JPY' } })).toEqual([null, 'JPY'])
  })

  it('makes something of no content', () => {
    expect(unified('delete-contact', { id: contact }, null)).toEqual({ id: contact, deleted: true })
  })
})

describe('dynamics refusals', () => {
  const error = (code: string, message = 'words') => ({ error: { code, message } })

  it('tells who has to act', () => {
    const kinds = (
      [
        [401, ''],
        [403, '0x80072560'],
        [403, '0x80040220'],
        [400, '0x80060888'],
        [404, '0x80040217'],
        [412, '0x80060882'],
        [429, '0x80072322'],
        [503, ''],
      ] as const
    ).map(([status, code]) => refusal(status, error(code))?.kind)
    expect(kinds).toEqual([
      'credentials',
      'credentials',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'rate-limited',
      'unavailable',
    ])
  })

  it('answers in the words of Dataverse', () => {
    const message = `contact With Id = ${contact} Does Not Exist`
    expect(refusal(404, error('0x80040217', message))).toEqual({ kind: 'rejected', code: '0x80040217', message })
    expect(refusal(400, error(''))?.code).toBeUndefined()
  })

  it('leaves everything else alone', () => {
    expect(refusal(200, error('0x80040217'))).toBeUndefined()
    for (const body of [{ error: 'x' }, { error: {} }, { message: 'x' }, '<html>', null]) {
      expect(refusal(500, body)).toBeUndefined()
    }
  })
})

/** One character of a literal; `wild` is one that `contains` would read as a wildcard. */
interface Unit {
  readonly character: string
  readonly wild: boolean
}

type Token = { readonly code: string } | { readonly literal: string }

/** Reads a filter as OData describes it, knowing nothing of how it was written: only a doubled quote stays inside. */
function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  let rest = text
  for (let start = rest.indexOf("'"); start >= 0; start = rest.indexOf("'")) {
    const literal = /^'((?:[^']|'')*)'/.exec(rest.slice(start))
    if (literal === null) throw new Error('a literal has no end')
    found.push({ code: rest.slice(0, start) }, { literal: (literal[1] ?? '').replaceAll("''", "'") })
    rest = rest.slice(start + literal[0].length)
  }
  return [...found, { code: rest }]
}

/** Reads a pattern as Transact-SQL describes it: a set of one character is that character. */
function units(pattern: string): readonly Unit[] {
  return [...pattern.matchAll(/\[(.)\]|./gsu)].map(([whole, set]) => ({
    character: set ?? whole,
    wild: set === undefined && /[%_[]/.test(whole),
  }))
}

const anyText = fc
  .array(
    fc.oneof(fc.constantFrom("'", "''", '%', '_', '[', ']', '[]', '[^', '\\', ' or '), fc.string({ unit: 'binary' })),
  )
  .map((parts) => parts.join(''))

describe('dynamics filters', () => {
  it('keep any text inside its literal, and whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        expect(tokens(filter`a eq ${first} and b eq ${second}`.text)).toEqual([
          { code: 'a eq ' },
          { literal: first },
          { code: ' and b eq ' },
          { literal: second },
          { code: '' },
        ])
      }),
      { numRuns: 2_000 },
    )
  })

  it('find exactly the text that is asked for', () => {
    fc.assert(
      fc.property(anyText, (part) => {
        const [before, literal, after] = tokens(filter`contains(a,${literally(part)})`.text)
        expect([before, after]).toEqual([{ code: 'contains(a,' }, { code: ')' }])
        const read = literal !== undefined && 'literal' in literal ? units(literal.literal) : []
        expect(read.some(({ wild }) => wild)).toBe(false)
        expect(read.map(({ character }) => character).join('')).toBe(part)
      }),
      { numRuns: 2_000 },
    )
  })

  it('refuse ids and times that have no form', () => {
    expect(guid(contact).text).toBe(contact)
    expect(() => guid(`${contact} or true`)).toThrow(RangeError)
    expect(() => dateTime('now')).toThrow(RangeError)
  })

  it('join conditions, and are left out where there is none', () => {
    expect(every([undefined, filter`a eq ${'x'}`, filter`b eq 1`])).toBe("a eq 'x' and b eq 1")
    expect(every([undefined])).toBeUndefined()
  })
})
