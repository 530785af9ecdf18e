import { authorized } from '../authorization/authorized.ts'
import { bearerToken, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { accountEmails, accountSummary } from './constant-contact/account.ts'
import { addListMemberships, deleteContacts, removeListMemberships } from './constant-contact/activities.ts'
import { readActivity as readBulkActivity } from './constant-contact/activity-records.ts'
import { errorAnswer, Refusal } from './constant-contact/answers.ts'
import { listContacts } from './constant-contact/contact-listing.ts'
import { createContact, deleteContact, readContact, signUpContact, updateContact } from './constant-contact/contacts.ts'
import {
  readActivity,
  readSchedule,
  schedule,
  unschedule,
  updateActivity,
} from './constant-contact/email-activities.ts'
import {
  createCampaign,
  deleteCampaign,
  listCampaigns,
  readCampaign,
  renameCampaign,
} from './constant-contact/emails.ts'
import { createList, deleteList, listLists, readList, updateList } from './constant-contact/lists.ts'
import { authorizationServer } from './constant-contact/oauth.ts'
import type { Account } from './constant-contact/records.ts'
import { listSegments } from './constant-contact/segments.ts'

export { fixtures } from './constant-contact/fixtures.ts'

type Play = (account: Account, parameter: string) => Response

/** By path below `/v3/` and then by method; `*` is one segment. */
const resources: readonly (readonly [path: string, plays: Readonly<Record<string, Play>>])[] = [
  ['account/summary', { GET: accountSummary }],
  ['account/emails', { GET: accountEmails }],
  ['activities/add_list_memberships', { POST: addListMemberships }],
  ['activities/remove_list_memberships', { POST: removeListMemberships }],
  ['activities/contact_delete', { POST: deleteContacts }],
  ['activities/*', { GET: readBulkActivity }],
  ['contact_lists', { GET: listLists, POST: createList }],
  ['contact_lists/*', { GET: readList, PUT: updateList, DELETE: deleteList }],
  ['contacts', { GET: listContacts, POST: createContact }],
  ['contacts/sign_up_form', { POST: signUpContact }],
  ['contacts/*', { GET: readContact, PUT: updateContact, DELETE: deleteContact }],
  ['segments', { GET: listSegments }],
  ['emails', { GET: listCampaigns, POST: createCampaign }],
  ['emails/*', { GET: readCampaign, PATCH: renameCampaign, DELETE: deleteCampaign }],
  ['emails/activities/*', { GET: readActivity, PUT: updateActivity }],
  ['emails/activities/*/schedules', { GET: readSchedule, POST: schedule, DELETE: unschedule }],
]

/**
 * The Constant Contact V3 API.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`; it is the account. The e-mail
 * address of a contact is unique, except for the values of examples that sandbox/reserved.ts names, and those are also
 * the addresses that may send; names of lists and campaigns are unique where they contain `duplicate`.
 */
const api: SandboxProvider = {
  id: 'constant-contact',
  hosts: ['api.cc.email', 'authz.constantcontact.com'],

  authenticate({ headers }: Exchange): Authentication {
    const token = bearerToken(headers) ?? ''
    if (token.length >= 10 && !token.includes('invalid')) return { account: token }
    return { refusal: errorAnswer(401, 'unauthorized', 'The access token used is invalid.') }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      return play({ exchange, state })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return errorAnswer(error.status, error.key, error.message)
    }
  },

  /** Source: https://developer.constantcontact.com/api_guide/rate_limits.html */
  rateLimited(): Response {
    return json(
      { error_key: 'throttled', error_message: 'You have exceeded your rate limit of 4 requests per second.' },
      429,
    )
  },

  outage(): Response {
    return errorAnswer(503, 'service_unavailable', 'Our internal service is temporarily unavailable.')
  },
}

export const constantContact = authorized(api, authorizationServer)

function play(account: Account): Response {
  const [version, ...path] = pathSegments(account.exchange.url.pathname.slice(1))
  const found = resources.find(([pattern]) => {
    const parts = pattern.split('/')
    return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index])
  })
  if (version !== 'v3' || found === undefined) {
    throw new Refusal(404, 'not_found', 'The requested resource was not found.')
  }
  const [pattern, plays] = found
  const chosen = plays[account.exchange.method]
  if (chosen === undefined) {
    throw new Refusal(405, 'method_not_allowed', 'The requested resource does not support the method used.')
  }
  return chosen(account, path[pattern.split('/').indexOf('*')] ?? '')
}
