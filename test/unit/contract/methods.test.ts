import { describe, expect, it } from 'vitest'
import { nothing, problem } from '../../../scripts/contract/finding.ts'
import { amend, findMethod, givenNames, readMethodList } from '../../../scripts/contract/methods.ts'
import type { WireRequest } from '../../../scripts/contract/wire.ts'

const list = readMethodList(
  'sdk.json',
  {
    methods: [
      { resource: 'Charges', fn: 'create', method: 'POST', path: '/charges' },
      { resource: 'Charges', fn: 'list', method: 'GET', path: '/charges' },
      { resource: 'Charges', fn: 'retrieve', method: 'GET', path: '/charges/{id}' },
      { method: 'GET', path: '/lists', query: ['count'] },
    ],
    params: {
      ChargeCreateParams: { required: ['amount'], optional: ['newest', 'labels'] },
      ChargeListParams: { required: [], optional: ['customer'] },
    },
  },
  '/v1',
)

function request(method: string, path: string, query: WireRequest['query'], form?: string): WireRequest {
  const body = form === undefined ? undefined : { contentType: 'application/x-www-form-urlencoded', text: form }
  return { method, path, query, headers: {}, body }
}

function amended(sent: WireRequest, ...problems: readonly [string, string][]): readonly string[] {
  const found = findMethod([list], sent)
  if (found === undefined) return ['not found']
  const findings = { ...nothing, problems: problems.map(([path, message]) => problem(path, message)) }
  return amend(findings, found, givenNames(sent)).problems.map(({ path, message }) => `${path}: ${message}`)
}

describe('a list of methods newer than the description', () => {
  it('knows fields that the description does not know yet', () => {
    const sent = request('POST', '/v1/charges', {}, 'amount=1&newest=2&labels[a]=b')
    expect(amended(sent, ['body.newest', 'is not described'])).toEqual([])
    expect(amended(sent, ['body.amount', 'is "x", must be integer'])).toEqual(['body.amount: is "x", must be integer'])
  })

  it('refuses fields that the description still knows', () => {
    expect(amended(request('POST', '/v1/charges', {}, 'amount=1&oldest=2'))).toEqual([
      'body.oldest: is not among the parameters of the newest SDK',
    ])
    expect(amended(request('GET', '/v1/lists', { offset: 1, count: 2 }))).toEqual([
      'query.offset: is not among the parameters of the newest SDK',
    ])
  })

  it('lets every list be paged', () => {
    expect(amended(request('GET', '/v1/charges', { limit: 1, customer: 'c' }))).toEqual([])
    expect(amended(request('GET', '/v1/charges', { page: 1 }))).toHaveLength(1)
  })

  it('does not find another path or method', () => {
    expect(amended(request('DELETE', '/v1/charges', {}))).toEqual(['not found'])
    expect(amended(request('POST', '/charges', {}))).toEqual(['not found'])
  })
})
