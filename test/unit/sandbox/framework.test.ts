import { describe, expect, it } from 'vitest'
import { collection } from '../../../sandbox/collection.ts'
import {
  basicCredentials,
  bearerToken,
  decodeBase64,
  encodeBase64Url,
  json,
  mediaType,
  parseForm,
  parseJson,
  pathSegments,
} from '../../../sandbox/http.ts'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { SandboxProvider } from '../../../sandbox/provider.ts'
import { providerOfHost, providers } from '../../../sandbox/registry.ts'
import { exchangeOf, route } from '../../../sandbox/router.ts'

const echo: SandboxProvider = {
  id: 'echo',
  hosts: ['api.echo.test', /^[a-z0-9-]+\.echo\.test$/],
  authenticate: ({ headers }) => {
    const account = bearerToken(headers)
    return account === undefined ? { refusal: json({ error: 'who are you?' }, 401) } : { account }
  },
  handle: (exchange, state) => {
    if (exchange.body === 'break') throw new Error('out of order')
    state.put('request', exchange.randomId(8), { url: exchange.url.href })
    return json({ url: exchange.url.href, body: exchange.body, seen: state.list('request').length })
  },
  rateLimited: () => json({ error: 'slow down' }, 429),
  outage: () => json({ error: 'sorry' }, 503),
}

const states = new Map<string, ReturnType<typeof memoryState>>()

async function send(path: string, init: RequestInit & { host?: string | undefined; protocol?: string } = {}) {
  const { host = 'api.echo.test', protocol = 'https', ...rest } = init
  const headers = new Headers({
    authorization: 'Bearer someone',
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol,
  })
  for (const [name, value] of Object.entries(rest.headers ?? {})) headers.set(name, String(value))
  if (host === '') headers.delete('x-forwarded-host')
  const request = new Request(`http://127.0.0.1:8788${path}`, { ...rest, headers })
  return route(request, new Date(), [echo], (provider, account, arrival) => {
    const state = states.get(account) ?? memoryState()
    states.set(account, state)
    return provider.handle(exchangeOf(arrival), state)
  })
}

describe('the way of a request', () => {
  it('leads to the provider, with the URL that was meant', async () => {
    const response = await send('/v1/things?q=a%20b', { method: 'POST', body: 'hello' })
    expect(await response.json()).toMatchObject({ url: 'https://api.echo.test/v1/things?q=a%20b', body: 'hello' })
    expect((await send('/', { host: 'shop-1.echo.test' })).status).toBe(200)
  })

  it('keeps one state an account', async () => {
    const seen = async (account: string) => {
      const response = await send('/', { headers: { authorization: `Bearer ${account}` } })
      return ((await response.json()) as { seen: number }).seen
    }
    expect(await seen('first')).toBe(1)
    expect(await seen('first')).toBe(2)
    expect(await seen('second')).toBe(1)
  })

  it.each([
    [{ host: '' }, 'X-Forwarded-Host'],
    [{ host: 'api.unknown.test' }, 'no provider at https://api.unknown.test'],
    [{ host: 'api.echo.test.evil.test' }, 'no provider'],
    [{ host: 'api.echo.test:8443' }, 'no provider'],
    [{ host: 'a@b' }, 'X-Forwarded-Host'],
    [{ protocol: 'http' }, 'https only'],
    [{ protocol: 'ftp' }, 'X-Forwarded-Host'],
  ])('ends with an explanation for %j', async (init, words) => {
    const response = await send('/', init)
    expect(response.status).toBe(404)
    expect(((await response.json()) as { sandboxError: string }).sandboxError).toContain(words)
  })

  it('ends with the provider’s refusal before anything else', async () => {
    const response = await send('/sandbox-outage', { headers: { authorization: '' } })
    expect(response.status).toBe(401)
  })

  it('tells its own failures from the provider’s', async () => {
    const response = await send('/', { method: 'POST', body: 'break' })
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ sandboxError: 'out of order' })
  })
})

describe('faults on demand', () => {
  const where: [string, (word: string) => Promise<Response>][] = [
    ['path', (word) => send(`/things/${word}`)],
    ['query', (word) => send(`/things?name=${word}`)],
    ['JSON', (word) => send('/', { method: 'POST', body: JSON.stringify({ a: { b: word } }) })],
    ['form', (word) => send('/', { method: 'POST', body: `a=1&b=${word}` })],
  ]
  it.each(where)('are asked for in the %s', async (_, ask) => {
    expect((await ask('sandbox-rate-limited')).status).toBe(429)
    expect((await ask('sandbox-outage')).status).toBe(503)
    const html = await ask('sandbox-html')
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    const truncated = await ask('sandbox-truncated')
    expect(truncated.status).toBe(200)
    expect(parseJson(await truncated.text())).toBeUndefined()
  })
})

describe('the registry', () => {
  it('has every provider once, with hosts of its own', () => {
    const ids = providers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const provider of providers) {
      for (const host of provider.hosts) {
        if (host instanceof RegExp) expect(host.source).toMatch(/^\^.*\$$/)
        else expect(providerOfHost(host, providers)).toBe(provider)
      }
    }
  })

  it('plays outages and rate limits as errors', () => {
    const exchange = exchangeOf({ method: 'GET', url: 'https://a.test/', headers: [], body: '', now: 0 })
    for (const provider of providers) {
      // The body tells, where a provider answers 200 whatever happens, and where it calls a spent allowance forbidden.
      expect([200, 403, 429]).toContain(provider.rateLimited(exchange).status)
      expect(provider.outage(exchange).status).toBeGreaterThanOrEqual(500)
    }
  })
})

describe('state', () => {
  it('lists newest first, and what is changed stays where it was', () => {
    const state = memoryState()
    state.put('thing', 'a', { id: 'a' })
    state.put('thing', 'b', { id: 'b' })
    state.put('thing', 'a', { id: 'a', changed: true })
    expect(state.list('thing')).toEqual([{ id: 'b' }, { id: 'a', changed: true }])
    state.delete('thing', 'b')
    expect(state.get('thing', 'b')).toBeUndefined()
    expect(state.list('other')).toEqual([])
  })

  it('does not share what it holds', () => {
    const state = memoryState()
    const thing = { id: 'a', tags: ['x'] }
    state.put('thing', 'a', thing)
    thing.tags.push('y')
    state.get<typeof thing>('thing', 'a')?.tags.push('z')
    expect(state.get('thing', 'a')).toEqual({ id: 'a', tags: ['x'] })
  })

  it('shows fixtures last and never changes them', () => {
    const state = memoryState()
    const things = collection<{ id: string; name: string }>(state, 'thing', ({ id }) => id, [
      { id: 'fixed', name: 'one' },
    ])
    things.save({ id: 'own', name: 'two' })
    things.save({ id: 'fixed', name: 'changed' })
    things.remove('fixed')
    expect(things.all()).toEqual([
      { id: 'own', name: 'two' },
      { id: 'fixed', name: 'one' },
    ])
    things.remove('own')
    expect(things.find('own')).toBeUndefined()
  })
})

describe('reading requests', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a[b]=1&a[c][d]=2', { a: { b: '1', c: { d: '2' } } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=1&a[1]=2', { a: ['1', '2'] }],
    ['a[0][b]=1&a[0][c]=2&a[1][b]=3', { a: [{ b: '1', c: '2' }, { b: '3' }] }],
    ['a[][b]=1&a[][c]=2&a[][b]=3', { a: [{ b: '1', c: '2' }, { b: '3' }] }],
    ['a=1&a=2', { a: '2' }],
    ['a%5Bb%5D=x+y', { a: { b: 'x y' } }],
    ['a=', { a: '' }],
    ['1=x', { 1: 'x' }],
    ['a[b=1', { 'a[b': '1' }],
    ['', {}],
  ])('parses the form %s', (form, fields) => {
    expect(parseForm(form)).toEqual(fields)
  })

  it('cannot be made to touch prototypes', () => {
    const fields = parseForm('__proto__[polluted]=1&constructor[prototype][polluted]=1')
    expect(Object.hasOwn(fields, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('reads credentials', () => {
    const headers = (authorization: string) => new Headers({ authorization })
    expect(bearerToken(headers('Bearer abc'))).toBe('abc')
    expect(bearerToken(headers('bearer abc'))).toBe('abc')
    expect(bearerToken(headers('Basic abc'))).toBeUndefined()
    expect(basicCredentials(headers(`Basic ${btoa('a:b:c')}`))).toEqual({ name: 'a', password: 'b:c' })
    expect(basicCredentials(headers('Basic ***'))).toBeUndefined()
    expect(basicCredentials(headers(`Basic ${btoa('nothing')}`))).toBeUndefined()
    expect(bearerToken(new Headers())).toBeUndefined()
  })

  it('reads paths', () => {
    expect(pathSegments('a%20b/c')).toEqual(['a b', 'c'])
    expect(pathSegments('a/%zz/')).toEqual(['a', '%zz', ''])
    expect(pathSegments('')).toEqual([])
  })

  it('reads media types and base64', () => {
    expect(mediaType(new Headers({ 'content-type': 'Application/JSON; charset=utf-8' }))).toBe('application/json')
    expect(mediaType(new Headers())).toBe('')
    expect(decodeBase64(encodeBase64Url('clé?>~'))).toBe('clé?>~')
    expect(encodeBase64Url('clé?>~')).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(decodeBase64('*')).toBeUndefined()
  })
})
