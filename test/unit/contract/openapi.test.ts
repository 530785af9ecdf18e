import { describe, expect, it } from 'vitest'
import { checkOpenApi, openApi } from '../../../scripts/contract/openapi/check.ts'
import { readDescription } from '../../../scripts/contract/openapi/document.ts'
import type { WireRequest } from '../../../scripts/contract/wire.ts'

const order = {
  type: 'object',
  required: ['amount', 'id'],
  properties: {
    id: { type: 'string', readOnly: true },
    amount: { type: 'integer', minimum: 0, exclusiveMinimum: true },
    status: { type: 'string', enum: ['open', 'paid'], nullable: true },
    due: { type: 'string', format: 'date' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
    payer: { oneOf: [{ $ref: '#/components/schemas/Person' }, { $ref: '#/components/schemas/Company' }] },
  },
}

const document = {
  openapi: '3.0.3',
  servers: [{ url: 'https://api.example.com/v1' }],
  components: {
    schemas: {
      Named: { type: 'object', properties: { name: { type: 'string' } } },
      Line: {
        allOf: [
          { $ref: '#/components/schemas/Named' },
          { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
        ],
      },
      Person: { type: 'object', required: ['first'], properties: { first: { type: 'string' } } },
      Company: {
        type: 'object',
        required: ['legal'],
        properties: { legal: { type: 'string' }, tax: { type: 'string' } },
      },
    },
  },
  paths: {
    '/orders': {
      get: {
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 100 } },
          { name: 'status', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          {
            name: 'created',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { gte: { type: 'integer' } } },
          },
          { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string', maxLength: 4 } },
          { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } },
        ],
      },
      post: {
        requestBody: { required: true, content: { 'application/json': { schema: order } } },
        responses: {
          '200': {
            content: {
              'application/json': {
                schema: { type: 'object', required: ['id', 'amount'], properties: { id: { type: 'string' } } },
              },
            },
          },
        },
      },
    },
    '/orders/{id}': { get: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] } },
    '/orders/newest': { get: {} },
    '/forms': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': { schema: { ...order, required: ['amount'] } },
          },
        },
      },
    },
    '/broken': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { a: { $ref: '#/components/schemas/None' }, b: { $ref: 'other.json#/x' } },
              },
            },
          },
        },
      },
    },
  },
}

function check(request: Partial<WireRequest> & { readonly path: string }, answer?: unknown) {
  const documents = [openApi('api.json', readDescription(document))]
  const whole: WireRequest = { method: 'GET', query: {}, headers: {}, body: undefined, ...request }
  return checkOpenApi(documents, { request: whole, answer, credentialHeader: undefined })
}

function problemsOf(result: ReturnType<typeof check>): readonly string[] {
  return result.found ? result.findings.problems.map(({ path, message }) => `${path}: ${message}`) : ['not found']
}

function postOrder(value: unknown, answer?: unknown): readonly string[] {
  const body = { contentType: 'application/json', text: JSON.stringify(value) }
  return problemsOf(check({ method: 'POST', path: '/v1/orders', body }, answer))
}

function postForm(text: string): readonly string[] {
  const body = { contentType: 'application/x-www-form-urlencoded', text }
  return problemsOf(check({ method: 'POST', path: '/v1/forms', body }))
}

function listOrders(query: WireRequest['query'], headers: WireRequest['headers'] = { 'x-trace': 'a' }) {
  return problemsOf(check({ path: '/v1/orders', query, headers }))
}

describe('method and path', () => {
  it.each(['/orders', '/v2/orders', '/v1/order', '/v1/orders/1/lines'])('has no operation at %s', (path) => {
    expect(check({ path })).toEqual({ found: false, methods: [] })
  })

  it('names the methods of a path that has others', () => {
    expect(check({ method: 'DELETE', path: '/v1/orders' })).toEqual({ found: false, methods: ['GET', 'POST'] })
  })

  it('prefers a literal to a hole', () => {
    expect(check({ path: '/v1/orders/newest' })).toMatchObject({ found: true, operation: 'GET /v1/orders/newest' })
  })

  it('checks what stands in a hole', () => {
    expect(problemsOf(check({ path: '/v1/orders/7' }))).toEqual([])
    expect(problemsOf(check({ path: '/v1/orders/seven' }))).toEqual(['path.id: is "seven", must be integer'])
  })
})

describe('query and headers', () => {
  it('accepts what is described', () => {
    expect(listOrders({ limit: 5, status: 'open,paid', tag: ['a', 'b'], 'created[gte]': 1 })).toEqual([])
  })

  it('reports a missing, an unknown and a wrong parameter', () => {
    expect(listOrders({})).toEqual(['query.limit: is required'])
    expect(listOrders({ limit: 5, offset: 1 })).toEqual(['query.offset: is not described'])
    expect(listOrders({ limit: 101 })).toEqual(['query.limit: is 101, must be <= 100'])
    expect(listOrders({ limit: 1, 'created[gte]': 'x' })).toEqual(['query.created.gte: is "x", must be integer'])
    expect(listOrders({ limit: 1, 'created[to]': 1 })).toEqual(['query.created.to: is not described'])
  })

  it('reports a list that is written another way', () => {
    expect(listOrders({ limit: 5, status: ['open', 'paid'] })).toEqual([
      'query.status: is repeated, but its items are separated by commas',
    ])
    expect(listOrders({ limit: [1, 2] })).toEqual(['query.limit: is repeated 2 times, but is not a list'])
  })

  it('asks for headers, but not for those that are added later', () => {
    expect(listOrders({ limit: 1 }, {})).toEqual(['header.X-Trace: is required'])
    expect(listOrders({ limit: 1 }, { 'x-trace': 'abcde' })).toEqual([
      'header.X-Trace: is "abcde", must NOT have more than 4 characters',
    ])
  })
})

describe('JSON body', () => {
  it('accepts a whole one, without fields that are only answered', () => {
    const lines = [{ name: 'a', count: 1 }]
    const payer = { legal: 'x', tax: 'y' }
    expect(postOrder({ amount: 1, status: null, due: '2026-01-31', labels: { any: 'x' }, lines, payer })).toEqual([])
  })

  it.each([
    [{}, 'body.amount: is required'],
    [{ amount: '1' }, 'body.amount: is "1", must be integer'],
    [{ amount: 0 }, 'body.amount: is 0, must be > 0'],
    [{ amount: 1, status: 'void' }, 'body.status: is "void", must be one of "open", "paid"'],
    [{ amount: 1, due: '31.1.2026' }, 'body.due: is "31.1.2026", must match format "date"'],
    [{ amount: 1, ammount: 2 }, 'body.ammount: is not described'],
    [{ amount: 1, id: 'x' }, 'body.id: is read-only'],
    [{ amount: 1, labels: { a: 1 } }, 'body.labels.a: is 1, must be string'],
    [{ amount: 1, lines: [{ name: 'a' }] }, 'body.lines[0].count: is required'],
    [{ amount: 1, lines: [{ count: 1, price: 2 }] }, 'body.lines[0].price: is not described'],
    [{ amount: 1, payer: { first: 'a', tax: 'b' } }, 'body.payer.tax: is not described'],
    [{ amount: 1, payer: { legal: 1 } }, 'body.payer.legal: is 1, must be string'],
  ])('refuses %j', (value, problem) => {
    expect(postOrder(value)).toEqual([problem])
  })

  it('refuses another content type, a missing body and one that nobody asked for', () => {
    const xml = { contentType: 'text/xml', text: '<a/>' }
    expect(problemsOf(check({ method: 'POST', path: '/v1/orders', body: xml }))).toEqual([
      'header.content-type: is text/xml, must be one of application/json',
    ])
    expect(problemsOf(check({ method: 'POST', path: '/v1/orders' }))).toEqual(['body: is required'])
    const json = { contentType: 'application/json', text: '{}' }
    expect(problemsOf(check({ path: '/v1/orders/1', body: json }))).toEqual(['body: is not described'])
  })

  it('notes references that lead nowhere or outside, and lets their values pass', () => {
    const body = { contentType: 'application/json', text: '{"a":1,"b":{"c":2}}' }
    const result = check({ method: 'POST', path: '/v1/broken', body })
    expect(problemsOf(result)).toEqual([])
    expect(result).toMatchObject({
      findings: {
        notes: ['api.json: dangling reference #/components/schemas/None', 'api.json: reference outside: other.json#/x'],
      },
    })
  })
})

describe('form body', () => {
  it('reads brackets, and text as what the schema asks for', () => {
    expect(postForm('amount=5&lines[0][count]=1&lines[0][name]=2&labels[a]=1&payer[first]=x')).toEqual([])
  })

  it.each([
    ['status=open', 'body.amount: is required'],
    ['amount=five', 'body.amount: is "five", must be integer'],
    ['amount=5&lines[0][count]=x', 'body.lines[0].count: is "x", must be integer'],
    ['amount=5&lines[0][count]=1&lines[0][sku]=x', 'body.lines[0].sku: is not described'],
  ])('refuses %s', (text, problem) => {
    expect(postForm(text)).toEqual([problem])
  })
})

describe('answer', () => {
  it('is checked as far as it goes', () => {
    expect(postOrder({ amount: 1 }, { other: true })).toEqual([])
    expect(postOrder({ amount: 1 }, { id: 7 })).toEqual(['response.id: is 7, must be string'])
  })
})

describe('OpenAPI 2', () => {
  const old = {
    swagger: '2.0',
    basePath: '/rest/default',
    definitions: { Item: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } },
    paths: {
      '/V1/items': {
        post: { parameters: [{ in: 'body', name: 'item', required: true, schema: { $ref: '#/definitions/Item' } }] },
        get: { parameters: [{ in: 'query', name: 'search[0][field]', type: 'string' }] },
      },
    },
  }
  const documents = [openApi('old.json', readDescription(old, ['/rest/{store}']))]
  const run = (request: Pick<WireRequest, 'method' | 'query' | 'body'>) =>
    problemsOf(
      checkOpenApi(documents, {
        request: { path: '/rest/all/V1/items', headers: {}, ...request },
        answer: undefined,
        credentialHeader: undefined,
      }),
    )

  it('checks the body parameter and counted names', () => {
    const body = { contentType: 'application/json', text: '{"name":"a"}' }
    expect(run({ method: 'POST', query: {}, body })).toEqual(['body.sku: is required', 'body.name: is not described'])
    expect(run({ method: 'GET', query: { 'search[3][field]': 'sku' }, body: undefined })).toEqual([])
    expect(run({ method: 'GET', query: { 'search[3][value]': 'a' }, body: undefined })).toEqual([
      'query.search[3][value]: is not described',
    ])
  })
})
