import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { originOf } from '../../../src/kit/server.ts'
import { sendgrid } from '../../../src/providers/marketing/sendgrid/index.ts'
import { sgqlString } from '../../../src/providers/marketing/sendgrid/sgql.ts'

const config = { region: 'global' }

function prepare(operation: string, input: unknown) {
  const definition = sendgrid.operations().get(operation)
  if (definition === undefined) throw new TypeError(`no operation ${operation}`)
  return definition.prepare(input)
}

function prepared(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function request(operation: string, input: unknown) {
  const { body, ...rest } = prepared(operation, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return { ...rest, body: text === undefined ? undefined : (JSON.parse(text) as unknown) }
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function reader(operation: string, input: unknown, answer: JsonValue) {
  return prepared(operation, input).readAnswer(answer, config)
}

function refused(status: number, body: unknown) {
  return sendgrid.refusal({ status, headers: new Headers(), body })
}

const contact = '9b0f4f4e-2c36-4bd3-9e1c-6f1c6a8a7d11'
const list = 'f2fe66a1-43f3-4e3a-87b1-c6a600d805f0'

/** Reads one literal as the language's documentation describes it; undefined where the text isn't exactly one. */
function readLiteral(text: string): string | undefined {
  if (!text.startsWith("'")) return undefined
  let value = ''
  for (let at = 1; at < text.length; at += 1) {
    const character = text[at]
    if (character === "'") return at === text.length - 1 ? value : undefined
    if (character === '\\') at += 1
    value += text[at]
  }
  return undefined
}

describe('the query language', () => {
  it('reads back every text as it was, and nothing after it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readLiteral(sgqlString(text)) === text))
    const hostile = fc.array(fc.constantFrom("'", '\\', '"', ' OR ', '%', 'a')).map((parts) => parts.join(''))
    fc.assert(fc.property(hostile, (text) => readLiteral(sgqlString(text)) === text))
  })

  it('compares addresses as they are stored, in lower case', () => {
    expect(request('find-contact', { email: "O'Hara@Example.com" }).body).toEqual({
      query: "email = 'o\\'hara@example.com'",
    })
  })
})

describe('regions', () => {
  it('have a host each', () => {
    expect(originOf(sendgrid.server, config)).toBe('https://api.sendgrid.com')
    expect(originOf(sendgrid.server, { region: 'eu' })).toBe('https://api.eu.sendgrid.com')
  })
})

describe('mail', () => {
  const mail = {
    from: { email: 'shop@example.com' },
    to: [{ email: 'grace@example.com', name: 'Grace' }],
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
  }

  it('has its plain text before its HTML', () => {
    expect(request('send-email', mail).body).toEqual({
      from: { email: 'shop@example.com' },
      subject: 'Hello',
      personalizations: [{ to: [{ email: 'grace@example.com', name: 'Grace' }] }],
      content: [
        { type: 'text/plain', value: 'Hello' },
        { type: 'text/html', value: '<p>Hello</p>' },
      ],
    })
  })

  it('made of a template needs no subject and no content', () => {
    const { subject, html, text, ...bare } = mail
    const input = { ...bare, template_id: 'd-1', dynamic_template_data: { name: 'Grace' }, sandbox_mode: true }
    expect(request('send-email', input).body).toEqual({
      from: { email: 'shop@example.com' },
      template_id: 'd-1',
      personalizations: [{ to: mail.to, dynamic_template_data: { name: 'Grace' } }],
      mail_settings: { sandbox_mode: { enable: true } },
    })
    expect(issuePaths('send-email', bare)).toEqual(['subject', 'text'])
    expect(issuePaths('send-email', { ...mail, dynamic_template_data: {} })).toEqual(['dynamic_template_data'])
  })

  it('goes to nobody twice, and to a thousand at most', () => {
    expect(issuePaths('send-email', { ...mail, cc: [{ email: 'GRACE@example.com' }] })).toEqual(['to'])
    const many = (host: string) => Array.from({ length: 501 }, (_, index) => ({ email: `a${index}@${host}.com` }))
    expect(issuePaths('send-email', { ...mail, to: many('one'), bcc: many('two') })).toEqual(['to'])
  })

  it('is answered with nothing', () => {
    expect(reader('send-email', mail, null).native()).toBeNull()
  })
})

describe('contacts', () => {
  it('are queued with the list that they join', () => {
    const input = { audience: list, email: 'grace@example.com', phone: '+12025550143', custom_fields: { e1_T: 'x' } }
    expect(request('add-contact', input)).toMatchObject({
      method: 'PUT',
      path: '/v3/marketing/contacts',
      body: {
        list_ids: [list],
        contacts: [{ email: 'grace@example.com', phone_number_id: '+12025550143', custom_fields: { e1_T: 'x' } }],
      },
    })
    expect(reader('add-contact', input, { job_id: 'job' }).unified?.()).toEqual({
      id: null,
      email: 'grace@example.com',
    })
  })

  it.each(['delete-contact', 'get-contact'])('are never more than one to %s', (operation) => {
    expect(issuePaths(operation, { id: `${contact},${list}` })).toEqual(['id'])
    expect(issuePaths(operation, { id: 'true' })).toEqual(['id'])
  })

  it('leave a list without being deleted', () => {
    expect(request('remove-from-audience', { audience: list, id: contact })).toMatchObject({
      method: 'DELETE',
      path: `/v3/marketing/lists/${list}/contacts`,
      query: { contact_ids: contact },
    })
  })

  it('have no consent of their own', () => {
    const answer = {
      id: contact,
      first_name: 'Ada',
      last_name: '',
      email: 'ada@example.com',
      phone_number: '',
      list_ids: [list],
      created_at: '2026-01-15T09:00:00Z',
      updated_at: '2026-02-01T10:00:00+01:00',
    }
    expect(reader('get-contact', { id: contact }, answer).unified?.()).toEqual({
      id: contact,
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      phone: null,
      status: 'unknown',
      nativeStatus: null,
      tags: null,
      createdAt: '2026-01-15T09:00:00.000Z',
      updatedAt: '2026-02-01T09:00:00.000Z',
    })
  })

  it('unsubscribe from everything', () => {
    expect(request('unsubscribe-contact', { email: 'ada@example.com' }).body).toEqual({
      recipient_emails: ['ada@example.com'],
    })
    expect(issuePaths('unsubscribe-contact', { email: 'ada@example.com', audience: list })).toEqual(['audience'])
  })
})

describe('pages', () => {
  const page = (next?: string) => ({ result: [], _metadata: next === undefined ? {} : { next } })

  it.each([
    ['https://api.sendgrid.com/v3/marketing/lists?page_size=2&page_token=a%2Bb', 'a+b'],
    ['https://api.sendgrid.com/v3/marketing/lists?page_size=2', undefined],
    ['not a URL', undefined],
    [undefined, undefined],
  ])('after %s begin at %s', (next, token) => {
    expect(reader('list-audiences', { limit: 2 }, page(next)).nextCursor()).toBe(token)
  })

  it('are asked for by their token', () => {
    expect(request('list-campaigns', { limit: 2, cursor: 'a+b' }).query).toEqual({ page_size: 2, page_token: 'a+b' })
  })
})

describe('segments', () => {
  const results = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase(), created_at: '2026-01-15T09:00:00Z' }))

  it('are those of an audience, where one is given', () => {
    expect(request('list-segments', {}).query).toEqual({})
    expect(request('list-segments', { audience: 'l' }).query).toEqual({ parent_list_ids: 'l' })
  })

  it('come all at once, and are cut into pages', () => {
    const page = (cursor?: string) => reader('list-segments', { limit: 2, cursor }, { results, _metadata: {} })
    expect(page().native()).toEqual({ results: results.slice(0, 2), _metadata: {} })
    expect(page().nextCursor()).toBe('2')
    expect(page('2').unified?.()).toEqual({
      items: [{ id: 'c', name: 'C', memberCount: null, createdAt: '2026-01-15T09:00:00.000Z', updatedAt: null }],
    })
    expect(page('2').nextCursor()).toBeUndefined()
    expect(issuePaths('list-segments', { cursor: 'a+b' })).toEqual(['cursor'])
  })
})

describe('campaigns', () => {
  it('are sent by scheduling them now', () => {
    expect(request('send-campaign', { id: 'x' })).toMatchObject({
      method: 'PUT',
      path: '/v3/marketing/singlesends/x/schedule',
      body: { send_at: 'now' },
    })
  })

  it('take their sender by its number', () => {
    const input = { name: 'Spring', subject: 'Spring', fromName: 'Shop', replyTo: 'shop@example.com' }
    expect(issuePaths('create-campaign', input)).toEqual(['fromName', 'replyTo'])
  })

  it('have been sent once they are triggered, and not when they are scheduled', () => {
    const single = { id: 'x', name: 'Spring', send_at: '2026-03-01T09:00:00Z' }
    const answer = {
      result: [
        { ...single, status: 'scheduled' },
        { ...single, status: 'triggered' },
      ],
    }
    expect(reader('list-campaigns', {}, answer).unified?.()).toMatchObject({
      items: [
        { status: 'scheduled', sentAt: null, subject: null },
        { status: 'sent', sentAt: '2026-03-01T09:00:00.000Z' },
      ],
    })
  })
})

describe('refusals', () => {
  it('name the fields that are wrong', () => {
    const body = {
      errors: [
        { message: 'Invalid email', field: 'personalizations.0.to', help: null },
        { message: 'Bad thing', parameter: 'name', error_id: 'bad-thing' },
      ],
    }
    expect(refused(400, body)).toEqual({
      kind: 'rejected',
      code: undefined,
      message: 'personalizations.0.to: Invalid email; name: Bad thing',
    })
  })

  it.each([
    [401, { message: 'authorization required', field: 'null' }, 'credentials'],
    [403, { message: 'access forbidden', field: 'null' }, 'credentials'],
    [403, { message: 'The from address does not match a verified Sender Identity.', field: 'from' }, 'rejected'],
    [404, { message: 'not found', field: null }, 'rejected'],
    [429, { message: 'too many requests' }, 'rate-limited'],
    [500, { message: 'internal server error' }, 'unavailable'],
  ])('of %i %j are %s', (status, error, kind) => {
    expect(refused(status, { errors: [error] })).toMatchObject({
      kind,
      message: expect.stringContaining(error.message),
    })
  })

  it('are nothing else', () => {
    expect(refused(500, { errors: [] })).toBeUndefined()
    expect(refused(502, 'Bad Gateway')).toBeUndefined()
    expect(refused(202, null)).toBeUndefined()
  })
})
