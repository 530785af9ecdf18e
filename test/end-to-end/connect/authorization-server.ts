import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { seeded } from '../../support/seeded.ts'
import { ask, authorizationServer } from './consenting.ts'
import { type FrontOptions, front } from './front.ts'
import { type Fault, type Sightings, settings } from './protocol.ts'

/**
 * A process that is Etsy: its authorization server, played by `oidc-provider`, and of its API the one read that tells whose
 * token it is. `TOLERANCE` and `SEED` come by the environment; `/control` sets how it behaves and tells what it has seen.
 */
const random = seeded(Number(process.env.SEED ?? 1))
const tolerance = Number(process.env.TOLERANCE ?? 0)
let accessLife = 3_600
let faults: readonly Fault[] = ['none']
const arrived = { authorization_code: 0, refresh_token: 0 }
const uses = new Map<string, number>()
const held = new Set<string>()
const grants = new Set<string>()
let revoked = 0

const provider = authorizationServer({
  accessLife: () => accessLife,
  tolerance,
})

provider.on('grant.revoked', () => {
  revoked += 1
})
provider.on('server_error', (_context, error) => console.error(error))
provider.use(async (context, next) => {
  await next()
  const token = context.oidc?.route === 'token' ? context.oidc.params?.refresh_token : undefined
  if (typeof token === 'string') uses.set(token, (uses.get(token) ?? 0) + 1)
})

// Made last, since it has what was used until then.
const authorize = provider.callback()

const tokenEndpoint: FrontOptions = {
  fault: () => faults[Math.floor(random() * faults.length)] ?? 'none',
  random,
  through: authorize,
  async hold(form) {
    const account = (await provider.RefreshToken.find(form.get('refresh_token') ?? ''))?.accountId ?? 'unknown'
    held.add(account)
    return () => held.delete(account)
  },
  arrived(form) {
    const type = form.get('grant_type')
    if (type === 'authorization_code' || type === 'refresh_token') arrived[type] += 1
  },
}

const server = createServer((request, response) => {
  serve(request, response).catch((thrown: unknown) => {
    console.error(thrown)
    request.socket.destroy()
  })
})

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (pathname === '/control') return control(request, response)
  if (pathname === '/v3/public/oauth/token') return front(request, response, tokenEndpoint)
  if (pathname === '/v3/application/users/me') return whoAmI(request, response)
  if (pathname.startsWith('/interaction/')) return interact(request, response)
  // A browser says in the path which host it means.
  request.url = request.url?.replace(/^\/browse\/[^/]+/, '')
  return authorize(request, response)
}

async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const grant = await ask(provider, request, response)
  if (grant !== undefined) grants.add(grant)
}

async function whoAmI(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const known = await provider.AccessToken.find(token, { ignoreExpiration: true })
  if (known === undefined || known.exp + tolerance <= Date.now() / 1_000) {
    return json(response, 401, { error: 'invalid_token', error_description: 'access token is invalid' })
  }
  return json(response, 200, { user_id: Number(known.accountId), shop_id: Number(known.accountId) })
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const given = settings.parse(JSON.parse(text))
    accessLife = given.accessLife ?? accessLife
    faults = given.faults ?? faults
    if (given.revokeGrants) await revokeGrants()
  }
  const counts = [...uses.values()]
  const seen: Sightings = {
    arrived,
    refreshes: counts.reduce((sum, count) => sum + count, 0),
    mostUses: Math.max(0, ...counts),
    revoked,
    held: [...held],
  }
  return json(response, 200, seen)
}

async function revokeGrants(): Promise<void> {
  for (const id of grants) await (await provider.Grant.find(id))?.destroy()
  grants.clear()
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')
  console.log(`ready http://127.0.0.1:${address.port}`)
})
