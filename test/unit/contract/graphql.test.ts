import { introspectionFromSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { checkGraphql, readIntrospection, readSdl } from '../../../scripts/contract/graphql/check.ts'

const sdl = `
  type Query { order(id: ID!): Order }
  type Mutation { pay(input: PayInput!): Order old: Int @deprecated(reason: "use pay") }
  input PayInput { amount: Int!, kind: Kind, at: Unwritten }
  enum Kind { CARD BANK }
  type Order { id: ID! amount: Int kind: Kind lines: [Line!]! }
  type Line { name: String }
`

const description = readSdl(sdl)
const pay = 'mutation Pay($input: PayInput!) { pay(input: $input) { id paid: amount kind lines { name } } }'

function check(body: unknown, answer?: unknown, method = 'POST', contentType = 'application/json') {
  const request = {
    method,
    path: '/graphql',
    query: {},
    headers: {},
    body: { contentType, text: JSON.stringify(body) },
  }
  return checkGraphql(description, request, answer)
}

function problemsOf(...parameters: Parameters<typeof check>): readonly string[] {
  return check(...parameters).problems.map(({ path, message }) => `${path}: ${message}`)
}

const variables = { input: { amount: 1 } }

describe('checkGraphql', () => {
  it('accepts a right request and notes types that are not defined', () => {
    expect(problemsOf({ query: pay, variables, operationName: 'Pay' })).toEqual([])
    expect(check({ query: pay, variables }).notes).toEqual(['dangling type Unwritten'])
  })

  it('reads a file that opens with a title', () => {
    const { schema } = readSdl(`"""\nA title\n"""\n# more\n"""The root"""\ntype Query { one: Int }`)
    expect(schema.getQueryType()?.description).toBe('The root')
  })

  it('reads an introspection answer alike', () => {
    const raw = JSON.parse(JSON.stringify({ data: introspectionFromSchema(description.schema) }))
    expect(readIntrospection(raw).schema.getQueryType()?.name).toBe('Query')
    expect(() => readIntrospection({ data: {} })).toThrow('introspection')
  })

  it.each([
    [{ query: 'query { order(id: 1) { total } }' }, /body\.query: Cannot query field "total" on type "Order"/],
    [{ query: '{ order { id } }' }, /body\.query: .*argument "id" of type "ID!" is required/],
    [{ query: '{ order(id: 1) ' }, /body\.query: Syntax Error/],
    [{}, /body\.query: is required/],
    [{ query: pay, variables, operationName: 'Refund' }, /body\.operationName/],
    [{ query: pay, variables, extra: 1 }, /body\.extra: is not described/],
    [{ query: pay }, /body\.variables: .*"\$input" of required type/],
    [{ query: pay, variables: { input: { amount: '1' } } }, /body\.variables: .*Int cannot represent/],
    [{ query: pay, variables: { input: { amount: 1, kind: 'CASH' } } }, /body\.variables: .*"CASH" does not exist/],
    [{ query: pay, variables: { input: { amount: 1, note: 'x' } } }, /body\.variables: .*"note" is not defined/],
    [{ query: pay, variables: { ...variables, other: 1 } }, /body\.variables\.other: is not declared/],
  ])('refuses %j', (body, problem) => {
    expect(problemsOf(body)).toEqual([expect.stringMatching(problem)])
  })

  it('refuses another method or content type', () => {
    expect(problemsOf({ query: pay, variables }, undefined, 'GET')).toEqual(['method: is GET, GraphQL is sent by POST'])
    expect(problemsOf({ query: pay, variables }, undefined, 'POST', 'text/plain')).toHaveLength(1)
  })

  it('notes what is deprecated', () => {
    expect(check({ query: 'mutation { old }' }).notes).toContainEqual(expect.stringContaining('use pay'))
  })

  it.each([
    [{ id: '1', paid: 2, kind: 'CARD', lines: [{ name: null }] }, []],
    [{ id: '1' }, []],
    [{ amount: 2 }, ['response.data.pay.amount: is not selected by the document']],
    [{ paid: '2' }, ['response.data.pay.paid: is "2", not a Int']],
    [{ kind: 'CASH' }, ['response.data.pay.kind: is "CASH", not a Kind']],
    [{ lines: null }, ['response.data.pay.lines: must not be null']],
    [{ lines: {} }, ['response.data.pay.lines: must be a list']],
    [{ lines: [{ sku: 'a' }] }, ['response.data.pay.lines[0].sku: is not selected by the document']],
  ])('checks the answer %j as far as it goes', (answered, problems) => {
    expect(problemsOf({ query: pay, variables }, { data: { pay: answered } })).toEqual(problems)
  })
})
