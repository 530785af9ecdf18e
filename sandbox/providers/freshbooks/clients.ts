import type { Fields } from '../../http.ts'
import { isReserved } from '../../reserved.ts'
import type { Account } from './account.ts'
import { easternTime, invalid, refusal, result, unknown } from './answers.ts'
import { listed } from './listing.ts'
import type { ClientRecord } from './records.ts'
import { currencyOf, textOf, visibilityOf, wrapped } from './requests.ts'

const texts = [
  ...['bus_phone', 'home_phone', 'mob_phone', 'fax', 'note', 'language', 'vat_name', 'vat_number', 'company_industry'],
  ...['company_size', 'p_street', 'p_street2', 'p_city', 'p_province', 'p_country', 'p_code'],
  ...['s_street', 's_street2', 's_city', 's_province', 's_country', 's_code'],
]

export function listClients(account: Account): Response {
  return listed(
    account.exchange,
    'clients',
    account.clients.all().map((record) => clientView(account, record)),
  )
}

export function getClient(account: Account, id: string): Response {
  return result({ client: clientView(account, found(account, id)) })
}

export function createClient(account: Account): Response {
  return saved(account, undefined)
}

export function updateClient(account: Account, id: string): Response {
  return saved(account, found(account, id))
}

function saved(account: Account, known: ClientRecord | undefined): Response {
  const fields = wrapped(account.exchange, 'client')
  const record: ClientRecord = {
    ...known,
    ...Object.fromEntries(
      texts.map((name) => [name, textOf('client', fields, name, textOf('client', known ?? {}, name))]),
    ),
    id: known?.id ?? account.newId(),
    fname: textOf('client', fields, 'fname', known?.fname),
    lname: textOf('client', fields, 'lname', known?.lname),
    organization: textOf('client', fields, 'organization', known?.organization),
    email: emailOf(fields, known?.email),
    currency_code: currencyOf('client', fields, 'currency_code', known?.currency_code ?? 'USD'),
    vis_state: visibilityOf('client', fields, known?.vis_state ?? 0),
    updatedAt: account.exchange.now.getTime(),
  }
  if (`${record.fname}${record.lname}${record.organization}${record.email}` === '') {
    throw refusal(422, 1001, 'A client needs a name, an organization or an email.', 'email', 'client')
  }
  checkUnique(account, record)
  account.clients.save(record)
  return result({ client: clientView(account, record) })
}

function emailOf(fields: Fields, known = ''): string {
  const email = textOf('client', fields, 'email', known)
  if (email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email
  throw invalid('client', 'email', 'The email is not valid.', email)
}

/** No two clients have one email, but for those of examples. */
function checkUnique(account: Account, { id, email, vis_state }: ClientRecord): void {
  if (email === '' || isReserved(email) || vis_state === 1) return
  const other = account.clients
    .all()
    .find((client) => client.email === email && client.id !== id && client.vis_state !== 1)
  if (other !== undefined) throw invalid('client', 'email', 'Another client already has this email.', email)
}

function found(account: Account, id: string): ClientRecord {
  const record = account.clients.find(id)
  if (record === undefined) throw unknown('client', 'userid', id)
  return record
}

export function clientView(account: Account, record: ClientRecord): Fields {
  const { updatedAt, ...members } = record
  return {
    ...Object.fromEntries(texts.map((name) => [name, ''])),
    allow_late_fees: true,
    allow_late_notifications: true,
    pref_email: true,
    pref_gmail: false,
    role: 'client',
    subdomain: null,
    username: record.email,
    ...members,
    userid: record.id,
    accounting_systemid: account.id,
    signup_date: easternTime(updatedAt),
    updated: easternTime(updatedAt),
  }
}
