import { bearerToken, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { notFound, Refusal } from './sendgrid/answers.ts'
import type { Call } from './sendgrid/call.ts'
import {
  countContacts,
  deleteContacts,
  getBatch,
  getContact,
  getContacts,
  searchContacts,
  searchEmails,
  upsertContacts,
} from './sendgrid/contacts.ts'
import { getJob } from './sendgrid/jobs.ts'
import { countOnList, createList, deleteList, getList, getLists, removeFromList, updateList } from './sendgrid/lists.ts'
import { sendMail } from './sendgrid/mail.ts'
import { sender } from './sendgrid/records.ts'
import { createSegment, deleteSegment, getSegment, getSegments } from './sendgrid/segments.ts'
import {
  createSingleSend,
  deleteSingleSend,
  getSingleSend,
  getSingleSends,
  schedule,
  searchSingleSends,
  unschedule,
  updateSingleSend,
} from './sendgrid/single-sends.ts'
import {
  getGlobal,
  getGroup,
  getGroupSuppressions,
  getGroups,
  getUnsubscribes,
  releaseGlobally,
  suppressGlobally,
  suppressInGroup,
} from './sendgrid/suppressions.ts'

export { fixtures } from './sendgrid/fixtures.ts'

type Play = (call: Call) => Response

/** Source: https://www.twilio.com/docs/sendgrid/api-reference. `*` is one segment of a path; literals come first. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['scopes', { GET: ({ exchange }) => json({ scopes: scopesOf(exchange) }) }],
  ['mail/send', { POST: sendMail }],
  ['marketing/lists', { GET: getLists, POST: createList }],
  ['marketing/lists/*', { GET: getList, PATCH: updateList, DELETE: deleteList }],
  ['marketing/lists/*/contacts', { DELETE: removeFromList }],
  ['marketing/lists/*/contacts/count', { GET: countOnList }],
  ['marketing/contacts', { GET: getContacts, PUT: upsertContacts, DELETE: deleteContacts }],
  ['marketing/contacts/batch', { POST: getBatch }],
  ['marketing/contacts/count', { GET: countContacts }],
  ['marketing/contacts/search', { POST: searchContacts }],
  ['marketing/contacts/search/emails', { POST: searchEmails }],
  ['marketing/contacts/imports/*', { GET: getJob }],
  ['marketing/contacts/*', { GET: getContact }],
  ['marketing/segments/2.0', { GET: getSegments, POST: createSegment }],
  ['marketing/segments/2.0/*', { GET: getSegment, DELETE: deleteSegment }],
  ['marketing/senders', { GET: () => json({ results: [sender] }) }],
  ['marketing/senders/*', { GET: getSender }],
  ['marketing/singlesends', { GET: getSingleSends, POST: createSingleSend }],
  ['marketing/singlesends/search', { POST: searchSingleSends }],
  ['marketing/singlesends/*', { GET: getSingleSend, PATCH: updateSingleSend, DELETE: deleteSingleSend }],
  ['marketing/singlesends/*/schedule', { PUT: schedule, DELETE: unschedule }],
  ['asm/groups', { GET: getGroups }],
  ['asm/groups/*', { GET: getGroup }],
  ['asm/groups/*/suppressions', { GET: getGroupSuppressions, POST: suppressInGroup }],
  ['asm/suppressions/global', { POST: suppressGlobally }],
  ['asm/suppressions/global/*', { GET: getGlobal, DELETE: releaseGlobally }],
  ['suppression/unsubscribes', { GET: getUnsubscribes }],
]

/** Of the documented headers, https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits */
const limit = 600

/**
 * The SendGrid v3 API, global and of the European Union.
 *
 * A key is any `SG.….…`; one that contains `invalid` is refused, and one that contains `mail-only` has no scope but
 * `mail.send`. It is the account, in its region. What SendGrid does in a job a little later is done at once here, and
 * the job is complete. Mail may come from any address but those that contain `unverified`. Of several lists with one
 * name only those whose name contains `duplicate` are refused.
 */
export const sendgrid: SandboxProvider = {
  id: 'sendgrid',
  hosts: ['api.sendgrid.com', 'api.eu.sendgrid.com'],

  authenticate({ headers, url }: Exchange): Authentication {
    const token = bearerToken(headers) ?? ''
    if (token === '') {
      return { refusal: new Refusal(401, { field: null, message: 'authorization required' }).answer }
    }
    const isKey = /^SG\.[\w-]+\.[\w-]+$/.test(token) && !token.includes('invalid')
    if (isKey) return { account: `${url.host} ${token}` }
    const message = 'The provided authorization grant is invalid, expired, or revoked'
    return { refusal: new Refusal(401, { message, field: null, help: null }).answer }
  },

  handle(exchange: Exchange, state: State): Response {
    const response = answer(exchange, state)
    response.headers.set('X-RateLimit-Limit', String(limit))
    response.headers.set('X-RateLimit-Remaining', String(limit - 1))
    response.headers.set('X-RateLimit-Reset', String(nextMinute(exchange)))
    return response
  },

  rateLimited(exchange: Exchange): Response {
    const response = new Refusal(429, { field: null, message: 'too many requests' }).answer
    response.headers.set('X-RateLimit-Limit', String(limit))
    response.headers.set('X-RateLimit-Remaining', '0')
    response.headers.set('X-RateLimit-Reset', String(nextMinute(exchange)))
    return response
  },

  outage(): Response {
    return new Refusal(500, { message: 'internal server error' }).answer
  },
}

function answer(exchange: Exchange, state: State): Response {
  try {
    return resource(exchange, state)
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}

function resource(exchange: Exchange, state: State): Response {
  const [version, ...segments] = pathSegments(exchange.url.pathname.slice(1))
  if (version !== 'v3') throw notFound()
  for (const [route, methods] of routes) {
    const pattern = route.split('/')
    const isMatch =
      pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index])
    if (!isMatch) continue
    const play = methods[exchange.method]
    if (play === undefined) throw new Refusal(405, { field: null, message: 'method not allowed' })
    if (!isAllowed(exchange, route)) throw new Refusal(403, { field: null, message: 'access forbidden' })
    return play({ exchange, state, parameter: segments[pattern.indexOf('*')] ?? '' })
  }
  throw notFound()
}

function isAllowed(exchange: Exchange, route: string): boolean {
  return !isMailOnly(exchange) || route === 'mail/send' || route === 'scopes'
}

function isMailOnly({ headers }: Exchange): boolean {
  return (bearerToken(headers) ?? '').includes('mail-only')
}

function scopesOf(exchange: Exchange): string[] {
  const marketing = ['marketing.read', 'asm.groups.read', 'asm.groups.suppressions.create', 'suppression.read']
  return isMailOnly(exchange) ? ['mail.send'] : ['mail.send', ...marketing]
}

/** Seconds since 1970. */
function nextMinute({ now }: Exchange): number {
  return (Math.floor(now.getTime() / 60_000) + 1) * 60
}

function getSender({ parameter }: Call): Response {
  if (parameter !== String(sender.id)) throw notFound()
  return json(sender)
}
