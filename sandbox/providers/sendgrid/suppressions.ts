import { empty, json } from '../../http.ts'
import { group, list, listAt, matching, text, textAt } from '../../json-shape.ts'
import { notFound } from './answers.ts'
import { address, bodyOf, type Call, queryOf } from './call.ts'
import { suppressionGroup } from './records.ts'

interface Suppression {
  readonly email: string
  /** Seconds since 1970. */
  readonly created: number
}

const recipients = group({ recipient_emails: list(address, 1) })

/** `POST /v3/asm/suppressions/global`: the same again changes nothing. */
export function suppressGlobally(call: Call): Response {
  return suppress(call, 'global-suppression')
}

/** `POST /v3/asm/groups/{group_id}/suppressions` */
export function suppressInGroup(call: Call): Response {
  checkGroup(call)
  return suppress(call, 'group-suppression')
}

function suppress(call: Call, kind: string): Response {
  const emails = listAt(bodyOf(call, recipients), 'recipient_emails').map((email) => String(email).toLowerCase())
  const created = Math.floor(call.exchange.now.getTime() / 1000)
  for (const email of emails) {
    if (call.state.get(kind, email) === undefined) call.state.put(kind, email, { email, created })
  }
  return json({ recipient_emails: emails }, 201)
}

/** `GET /v3/asm/groups/{group_id}/suppressions` */
export function getGroupSuppressions(call: Call): Response {
  checkGroup(call)
  return json(call.state.list<Suppression>('group-suppression').map(({ email }) => email))
}

/** `GET /v3/asm/suppressions/global/{email}`: an empty object where the address isn't suppressed. */
export function getGlobal({ state, parameter }: Call): Response {
  const found = state.get<Suppression>('global-suppression', parameter.toLowerCase())
  return json(found === undefined ? {} : { recipient_email: found.email })
}

/** `DELETE /v3/asm/suppressions/global/{email}` */
export function releaseGlobally({ state, parameter }: Call): Response {
  const email = parameter.toLowerCase()
  if (state.get('global-suppression', email) === undefined) throw notFound()
  state.delete('global-suppression', email)
  return empty()
}

const digits = matching(/^\d+$/)

/** `GET /v3/suppression/unsubscribes` */
export function getUnsubscribes(call: Call): Response {
  const members = { start_time: digits, end_time: digits, limit: digits, offset: digits, email: text() }
  const query = queryOf(call, members)
  const bound = (name: string, fallback: number) =>
    textAt(query, name) === '' ? fallback : Number(textAt(query, name))
  const offset = bound('offset', 0)
  const found = call.state
    .list<Suppression>('global-suppression')
    .filter(
      ({ created }) => created >= bound('start_time', 0) && created <= bound('end_time', Number.POSITIVE_INFINITY),
    )
    .filter(({ email }) => email.includes(textAt(query, 'email').toLowerCase()))
  return json(found.slice(offset, offset + bound('limit', 500)).map(({ created, email }) => ({ created, email })))
}

/** `GET /v3/asm/groups` */
export function getGroups({ exchange, state }: Call): Response {
  const ids = exchange.url.searchParams.getAll('id')
  const isWanted = ids.length === 0 || ids.includes(String(suppressionGroup.id))
  const unsubscribes = state.list('group-suppression').length
  return json(isWanted ? [{ ...suppressionGroup, unsubscribes }] : [])
}

/** `GET /v3/asm/groups/{group_id}` */
export function getGroup(call: Call): Response {
  checkGroup(call)
  return json({ ...suppressionGroup, last_email_sent_at: null })
}

function checkGroup({ parameter }: Call): void {
  if (parameter !== String(suppressionGroup.id)) throw notFound()
}
