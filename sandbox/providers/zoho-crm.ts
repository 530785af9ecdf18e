import { authorized } from '../authorization/authorized.ts'
import { json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { badUrl, errorOf, Failure, missingParameter } from './zoho-crm/answers.ts'
import { findModule } from './zoho-crm/modules.ts'
import { accountsHosts, authorizationServer, zohoToken } from './zoho-crm/oauth.ts'
import { list, query, read, relatedNotes, search } from './zoho-crm/reads.ts'
import { invalidModule, listFields, listModules, organization, users } from './zoho-crm/settings.ts'
import type { Org } from './zoho-crm/store.ts'
import { create, remove, removeOne, update, updateOne, upsert } from './zoho-crm/writes.ts'

export { fixtures } from './zoho-crm/fixtures.ts'

/**
 * Zoho CRM v8 in every data centre: records of Leads, Contacts, Accounts, Deals and Notes, their search, COQL, and the
 * settings that describe them.
 *
 * A request carries `Authorization: Zoho-oauthtoken` and a token of at least ten characters. The token and the host
 * are the account, since a token is good in its own data centre only. The address of a contact or a lead is unique,
 * except for reserved ones such as those under example.com.
 */
const api: SandboxProvider = {
  id: 'zoho-crm',
  // Source: https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html
  hosts: [...accountsHosts, /^((www|sandbox|developer)\.)?zohoapis\.(com|eu|in|com\.au|jp|ca|com\.cn|sa)$/],

  authenticate(exchange: Exchange): Authentication {
    const token = zohoToken(exchange)
    if (token === undefined) return { refusal: json(errorOf('AUTHENTICATION_FAILURE', 'Authentication failed'), 401) }
    if (token.length >= 10 && !token.includes('invalid')) return { account: `${exchange.url.host} ${token}` }
    return { refusal: json(errorOf('INVALID_TOKEN', 'invalid oauth token'), 401) }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      return answer({ exchange, state })
    } catch (error) {
      if (error instanceof Failure) return error.response
      throw error
    }
  },

  /** Source: https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html */
  rateLimited(): Response {
    const message = 'Maximum concurrent calls per application is reached. Please try again after some time.'
    return json(errorOf('TOO_MANY_REQUESTS', message), 429)
  },

  outage(): Response {
    return json(errorOf('INTERNAL_ERROR', 'Internal Server Error'), 500)
  },
}

export const zohoCrm = authorized(api, authorizationServer)

function answer(org: Org): Response {
  const [crm, version, first = '', ...rest] = pathSegments(org.exchange.url.pathname.slice(1))
  if (crm !== 'crm' || version !== 'v8') throw badUrl()
  const path = [first, ...rest].join('/')
  switch (path) {
    case 'org':
      return only(org, { GET: organization })
    case 'users':
      return only(org, { GET: () => users(org) })
    case 'coql':
      return only(org, { POST: () => query(org) })
    case 'settings/modules':
      return only(org, { GET: listModules })
    case 'settings/fields':
      return only(org, { GET: () => listFields(org) })
    default:
      return records(org, first, rest)
  }
}

function records(org: Org, name: string, [second, third, ...more]: readonly string[]): Response {
  const module = findModule(name)
  const notes = findModule('Notes')
  if (module === undefined || notes === undefined) throw second === 'actions' ? badUrl() : invalidModule()
  if (more.length > 0) throw badUrl()
  if (second === undefined) {
    return only(org, {
      GET: () => list(org, module),
      POST: () => create(org, module),
      PUT: () => update(org, module),
      DELETE: () => remove(org, module, idsOf(org)),
    })
  }
  if (third !== undefined) {
    if (third !== 'Notes' || module === notes) throw badUrl()
    return only(org, { GET: () => relatedNotes(org, module, notes, second) })
  }
  if (second === 'search') return only(org, { GET: () => search(org, module) })
  if (second === 'upsert') return only(org, { POST: () => upsert(org, module) })
  return only(org, {
    GET: () => read(org, module, second),
    PUT: () => updateOne(org, module, second),
    DELETE: () => removeOne(org, module, second),
  })
}

function idsOf({ exchange }: Org): string[] {
  const ids = exchange.url.searchParams.get('ids')?.split(',').filter(Boolean) ?? []
  if (ids.length === 0) throw missingParameter('ids')
  return ids
}

function only({ exchange }: Org, allowed: Readonly<Record<string, () => Response>>): Response {
  const play = allowed[exchange.method]
  if (play !== undefined) return play()
  throw new Failure(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one')
}
