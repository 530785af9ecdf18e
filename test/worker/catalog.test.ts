import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { providers } from '../../src/providers/registry.ts'
import { expectError } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { Instrument } from '../support/instrument.ts'
import { type Org, org } from '../support/org.ts'

let acme: Org

beforeAll(async () => {
  acme = await org('acme')
})

describe('the catalog', () => {
  test('lists every provider once, under its type', async () => {
    const { body } = await acme.get('/integration-types')
    const listed = JSON.stringify(body)
    for (const { id } of providers) expect(listed.split(`/icons/${id}.svg`)).toHaveLength(2)
  })

  test('shows icons at the host that the request came by', async () => {
    const response = await deploy().fetch(
      '/upstream/integration-types',
      { headers: acme.headers },
      'https://eu.example',
    )
    expect(await response.text()).toContain('"icon":"https://eu.example/upstream/icons/stripe.svg"')
  })

  test('of a type that there is not is not found', async () => {
    expectError(await acme.get('/integration-types/astrology'), 'type_not_found', 404)
  })
})

describe('icons', () => {
  test.each(providers.map(({ id }) => id))('%s has one that anybody may see', async (id) => {
    const response = await deploy().fetch(`/upstream/icons/${id}.svg`)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml')
    expect(response.headers.get('Cache-Control')).toContain('public')
    expect(await response.text()).toMatch(/^<svg .*<\/svg>$/)
  })

  test.each(['nobody.svg', 'stripe.png', 'stripe', '..%2Fstripe.svg', '<script>.svg'])(
    '%s is not found',
    async (file) => {
      expectError(await acme.get(`/icons/${encodeURIComponent(file)}`), 'provider_not_found', 404)
    },
  )
})

describe('an ETag', () => {
  test('is the same until the catalog changes, and saves sending it again', async () => {
    const first = await acme.get('/integration-types')
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect((await acme.by(deploy()).get('/integration-types')).headers.get('ETag')).toBe(etag)
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await acme.get('/integration-types', { headers: { 'If-None-Match': tag } })
      expect(again.status, tag).toBe(304)
      expect(again.bytes, tag).toHaveLength(0)
      expect(again.headers.get('ETag')).toBe(etag)
    }
    expect((await acme.get('/integration-types', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  })
})

describe('KV', () => {
  test('is written once for a version, and read by cold isolates only', async () => {
    const instrument = new Instrument()
    const { CATALOG } = instrument.wrap(env, ['CATALOG'])
    const VERSION = { id: 'version-a', tag: '', timestamp: '' }
    const first = acme.by(deploy({ CATALOG, VERSION }))
    await first.get('/integration-types')
    await vi.waitFor(async () => expect(await env.CATALOG.get('catalog:version-a')).not.toBeNull())
    expect(instrument.takeCounts()).toEqual({ 'CATALOG get': 1, 'CATALOG put': 1 })
    await first.get('/integration-types')
    await first.get('/integration-types/payment')
    expect(instrument.takeCounts()).toEqual({})
    await acme.by(deploy({ CATALOG, VERSION })).get('/integration-types')
    expect(instrument.takeCounts()).toEqual({ 'CATALOG get': 1 })
  })

  test('holds another catalog for another version', async () => {
    await acme.by(deploy({ VERSION: { id: 'version-b', tag: '', timestamp: '' } })).get('/integration-types')
    await vi.waitFor(async () => expect(await env.CATALOG.get('catalog:version-b')).not.toBeNull())
  })

  test('is done without where it fails', async () => {
    const instrument = new Instrument()
    instrument.faults = () => 'throws'
    const answer = await acme.by(deploy(instrument.wrap(env, ['CATALOG']))).get('/integration-types')
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual((await acme.get('/integration-types')).body)
  })

  test.each(['not JSON', '{"etag":1}', 'null'])('is not believed where it holds %s', async (garbage) => {
    const VERSION = { id: `version-${garbage.length}`, tag: '', timestamp: '' }
    await env.CATALOG.put(`catalog:${VERSION.id}`, garbage)
    const answer = await acme.by(deploy({ VERSION })).get('/integration-types')
    expect(answer.body).toEqual((await acme.get('/integration-types')).body)
  })
})
