import * as z from 'zod'
import { begin, open } from '../connect/begin.ts'
import { disconnect } from '../connect/disconnect.ts'
import { finish } from '../connect/finish.ts'
import { integrationView } from '../integrations/integration.ts'
import { defineRoute, type RawReply, type RouteContext } from './route.ts'
import { integration, integrationId, nothing, time } from './schemas.ts'

/** A browser keeps an attempt as its own by this cookie, which scripts can't read and other sites don't send. */
const cookieName = (secure: boolean) => (secure ? '__Secure-upstream-connect' : 'upstream-connect')

/** Seconds that the cookie lives: as long as an attempt. */
const cookieLife = 900

function cookieOf({ origin, header }: RouteContext): string | undefined {
  const name = cookieName(origin.startsWith('https://'))
  const cookies = (header('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  return value !== undefined && /^[a-z0-9]{32}$/.test(value) ? value : undefined
}

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): RawReply {
  return {
    content: null,
    status: 302,
    // What is in these URLs is for one browser, once.
    headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', ...headers },
  }
}

const callback = defineRoute({
  method: 'GET',
  path: '/connect/callback',
  summary: 'Where providers send browsers back to; sends them on to the page of the org',
  access: 'public',
  params: nothing,
  query: () => z.object({}).catchall(z.string().max(8_192)),
  errors: [],
  async handle({ query }, context) {
    return redirect(await finish(new URLSearchParams(query), cookieOf(context), context.gateway.connect))
  },
})

const authorize = defineRoute({
  method: 'GET',
  path: '/connect/authorize',
  summary: "Takes a browser to the provider's page of consent",
  access: 'public',
  params: nothing,
  query: () => z.strictObject({ state: z.string().min(1).max(1_024) }),
  errors: [],
  async handle({ query }, context) {
    const opened = await open(query.state, cookieOf(context), context.gateway.connect)
    const secure = context.origin.startsWith('https://')
    const cookie = `${cookieName(secure)}=${opened.cookie}; Path=/upstream/connect; Max-Age=${cookieLife}; HttpOnly; SameSite=Lax`
    return redirect(opened.location, { 'Set-Cookie': secure ? `${cookie}; Secure` : cookie })
  },
})

const connect = defineRoute({
  method: 'POST',
  path: '/connect/:id',
  summary: 'Begins to ask an account for its consent; the answer is where to send its browser',
  access: 'config:write',
  params: () => z.strictObject({ id: integrationId() }),
  query: nothing,
  body: () => z.strictObject({ redirectUrl: z.url().max(2_048) }),
  answer: () => z.strictObject({ success: z.literal(true), authorizeUrl: z.url(), expiresAt: time() }),
  errors: ['integration_not_found', 'integration_inactive'],
  async handle({ params, body }, { gateway, org, origin }) {
    const begun = await begin(org, params.id, { redirectUrl: body.redirectUrl, origin }, gateway.connect)
    return { json: { success: true as const, ...begun } }
  },
})

const disconnectOne = defineRoute({
  method: 'POST',
  path: '/disconnect/:id',
  summary: "Forgets an account's consent, and takes it back at the provider where that is possible",
  access: 'config:write',
  params: () => z.strictObject({ id: integrationId() }),
  query: nothing,
  answer: () =>
    z.strictObject({
      success: z.literal(true),
      message: z.literal('Account disconnected'),
      revocation: z.enum(['revoked', 'unsupported', 'failed']),
      integration: z.strictObject({ ...integration(), createdAt: time(), updatedAt: time() }),
    }),
  errors: ['integration_not_found', 'conflict'],
  async handle({ params }, { gateway, org }) {
    const { row, revocation } = await disconnect(org, params.id, gateway.connect)
    const message = 'Account disconnected' as const
    return { json: { success: true as const, message, revocation, integration: integrationView(row) } }
  },
})

export const connectRoutes = [callback, authorize, connect, disconnectOne]
