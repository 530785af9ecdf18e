import { authorized } from '../authorization/authorized.ts'
import { basicCredentials, bearerToken, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { notFound, Problem, time } from './mailchimp/answers.ts'
import { type Call, queryOf, selected } from './mailchimp/call.ts'
import {
  addCampaign,
  deleteCampaign,
  getCampaign,
  getCampaigns,
  getChecklist,
  getContent,
  scheduleCampaign,
  sendCampaign,
  setContent,
  unscheduleCampaign,
  updateCampaign,
} from './mailchimp/campaigns.ts'
import { addList, deleteList, getList, getLists, updateList } from './mailchimp/lists.ts'
import {
  addMember,
  archiveMember,
  deletePermanently,
  getMember,
  getMembers,
  memberOf,
  updateMember,
  upsertMember,
} from './mailchimp/members.ts'
import { authorizationServer, loginHost, metadata, metadataRefusal, tokenOf } from './mailchimp/oauth.ts'
import { searchMembers } from './mailchimp/search.ts'
import {
  addSegment,
  deleteSegment,
  getSegment,
  getSegments,
  getTags,
  searchTags,
  updateTags,
} from './mailchimp/segments.ts'

export { fixtures } from './mailchimp/fixtures.ts'

type Play = (call: Call) => Response

/** Source: the methods of https://mailchimp.com/developer/marketing/api/. `*` is one segment of a path. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['', { GET: root }],
  ['ping', { GET: () => json({ health_status: "Everything's Chimpy!" }) }],
  ['search-members', { GET: searchMembers }],
  ['lists', { GET: getLists, POST: addList }],
  ['lists/*', { GET: getList, PATCH: updateList, DELETE: deleteList }],
  ['lists/*/members', { GET: getMembers, POST: addMember }],
  ['lists/*/members/*', { GET: getMember, PUT: upsertMember, PATCH: updateMember, DELETE: archiveMember }],
  ['lists/*/members/*/actions/delete-permanent', { POST: deletePermanently }],
  [
    'lists/*/members/*/tags',
    { GET: (call) => getTags(call, memberOf(call)), POST: (call) => updateTags(call, memberOf(call)) },
  ],
  ['lists/*/segments', { GET: getSegments, POST: addSegment }],
  ['lists/*/segments/*', { GET: getSegment, DELETE: deleteSegment }],
  ['lists/*/tag-search', { GET: searchTags }],
  ['campaigns', { GET: getCampaigns, POST: addCampaign }],
  ['campaigns/*', { GET: getCampaign, PATCH: updateCampaign, DELETE: deleteCampaign }],
  ['campaigns/*/content', { GET: getContent, PUT: setContent }],
  ['campaigns/*/send-checklist', { GET: getChecklist }],
  ['campaigns/*/actions/send', { POST: sendCampaign }],
  ['campaigns/*/actions/schedule', { POST: scheduleCampaign }],
  ['campaigns/*/actions/unschedule', { POST: unscheduleCampaign }],
]

/**
 * The Mailchimp Marketing API 3.0 of every data center.
 *
 * A key is any letters and digits, a dash and the data center of the host; one that contains `invalid`, or is of
 * another data center, is refused. It is the account. OAuth tokens are taken as bearer tokens.
 *
 * Mailchimp itself refuses addresses under `example.com` as fake; the sandbox refuses those that contain `fake`. A
 * member can be added once, except for the addresses that sandbox/reserved.ts names. A campaign is sent at once.
 */
const api: SandboxProvider = {
  id: 'mailchimp',
  hosts: [/^[a-z]{2}\d{1,3}\.api\.mailchimp\.com$/, loginHost],

  authenticate(exchange: Exchange): Authentication {
    const { headers, url } = exchange
    if (url.host === loginHost) return authenticateLogin(exchange)
    const center = url.host.split('.')[0] ?? ''
    const key = basicCredentials(headers)?.password ?? ''
    const token = bearerToken(headers) ?? ''
    if (key === '' && token === '') {
      const detail = 'Your request did not include an API key.'
      return { refusal: new Problem(401, 'API Key Missing', detail).answer(exchange) }
    }
    const isKey = /^[A-Za-z0-9]+-[a-z]{2}\d{1,3}$/.test(key) && key.endsWith(`-${center}`)
    const isKnown = (isKey || token.length >= 10) && !key.includes('invalid') && !token.includes('invalid')
    if (isKnown) return { account: key || `${center} ${token}` }
    const detail = "Your API key may be invalid, or you've attempted to access the wrong datacenter."
    return { refusal: new Problem(401, 'API Key Invalid', detail).answer(exchange) }
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.url.host === loginHost) return metadata(exchange)
    try {
      return resource(exchange, state)
    } catch (error) {
      if (error instanceof Problem) return error.answer(exchange)
      throw error
    }
  },

  /** Source: https://mailchimp.com/developer/marketing/docs/fundamentals/#api-limits */
  rateLimited(exchange: Exchange): Response {
    const detail = 'You have exceeded the limit of 10 simultaneous connections.'
    return new Problem(429, 'Too Many Requests', detail).answer(exchange)
  },

  outage(exchange: Exchange): Response {
    const detail = 'An unexpected internal error has occurred. Please contact Support for more information.'
    return new Problem(500, 'Internal Server Error', detail).answer(exchange)
  },
}

export const mailchimp = authorized(api, authorizationServer)

function authenticateLogin(exchange: Exchange): Authentication {
  const token = tokenOf(exchange)
  return token === undefined || token.includes('invalid') ? { refusal: metadataRefusal() } : { account: token }
}

function resource(exchange: Exchange, state: State): Response {
  const [version, ...segments] = pathSegments(exchange.url.pathname.slice(1)).filter((segment) => segment !== '')
  if (version !== '3.0') throw notFound()
  for (const [route, methods] of routes) {
    const pattern = route === '' ? [] : route.split('/')
    const isMatch =
      pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index])
    if (!isMatch) continue
    const play = methods[exchange.method]
    if (play === undefined) throw notAllowed(Object.keys(methods))
    const [first = '', second = ''] = segments.filter((_segment, index) => pattern[index] === '*')
    return play({ exchange, state, parameters: [first, second] })
  }
  throw notFound()
}

function notAllowed(methods: readonly string[]): Problem {
  const detail =
    "The requested method and resource are not compatible. See the Allow header for this resource's available methods."
  return new Problem(405, 'Method Not Allowed', detail, [], { Allow: methods.join(', ') })
}

/** `GET /`: the account. */
function root(call: Call): Response {
  queryOf(call)
  return selected(call, {
    account_id: '8d3a3db4d97663a9074efcc16',
    login_id: '15345',
    account_name: 'Example Shop',
    email: 'grace@example.com',
    first_name: 'Grace',
    last_name: 'Hopper',
    username: 'exampleshop',
    role: 'owner',
    member_since: '2026-01-02T09:00:00+00:00',
    pricing_plan_type: 'monthly',
    account_timezone: 'America/Chicago',
    account_industry: 'Ecommerce',
    last_login: time(call.exchange.now),
    pro_enabled: false,
    total_subscribers: 1,
    contact: {
      company: 'Example Shop',
      addr1: '',
      addr2: '',
      city: 'Austin',
      state: 'TX',
      zip: '78731',
      country: 'US',
    },
    industry_stats: { open_rate: 0, bounce_rate: 0, click_rate: 0 },
    _links: [],
  })
}
