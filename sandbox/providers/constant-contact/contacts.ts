import { empty, type Fields, isFields, json } from '../../http.ts'
import { listAt, queryFields, textAt, valueAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { checkedBody, checkedQuery, commaList, conflict, invalid, notFound, requireUuid, uuid } from './answers.ts'
import { contactView, readQuery } from './contact-listing.ts'
import { changedContact, newContact, profileNames, signUp } from './contact-shapes.ts'
import { requireLists } from './lists.ts'
import { type Account, type ContactRecord, contacts, type EmailAddress } from './records.ts'

/** `GET /contacts/{contact_id}` */
export function readContact(account: Account, id: string): Response {
  const query = checkedQuery(queryFields(account.exchange.url), 'contacts', readQuery)
  return json(contactView(contactOr404(account, id), commaList(query, 'include')))
}

/** `POST /contacts`: nobody else may have its e-mail address, not even a deleted contact. */
export function createContact(account: Account): Response {
  const body = checkedBody(account.exchange, 'contacts', newContact)
  const isNamed = ['first_name', 'last_name', 'email_address', 'sms_channel'].some(
    (name) => valueAt(body, name) !== undefined,
  )
  if (!isNamed) throw invalid('contacts', 'One of first_name, last_name, email_address or sms_channel is required')
  requireLists(account, 'contacts', listAt(body, 'list_memberships'))
  refuseTaken(account, textAt(body, 'email_address', 'address'), undefined)
  const source = textAt(body, 'create_source')
  const blank = blankContact(account, uuid(account.exchange), source)
  const record = written(account, blank, { ...body, update_source: source })
  contacts(account).save(record)
  return json(contactView(record, Object.keys(body)), 201)
}

/** `PUT /contacts/{contact_id}`: all of its profile is overwritten, its sub-resources only where they are given. */
export function updateContact(account: Account, id: string): Response {
  requireUuid('contacts', 'contact_id', id)
  const record = contacts(account).find(id)
  if (record === undefined) throw notFound('contacts')
  const body = checkedBody(account.exchange, 'contacts', changedContact)
  requireLists(account, 'contacts', listAt(body, 'list_memberships'))
  refuseTaken(account, textAt(body, 'email_address', 'address'), id)
  const updated = { ...written(account, record, body), deleted_at: '' }
  contacts(account).save(updated)
  return json(contactView(updated, Object.keys(body)))
}

/** `DELETE /contacts/{contact_id}`; a deleted contact can be revived. */
export function deleteContact(account: Account, id: string): Response {
  remove(account, contactOr404(account, id))
  return empty()
}

export function remove(account: Account, record: ContactRecord): void {
  const at = account.exchange.now.toISOString()
  contacts(account).save({ ...record, deleted_at: at, updated_at: at, list_memberships: [] })
}

/** `POST /contacts/sign_up_form`: creates the contact of an address, or adds to the one that is there. */
export function signUpContact(account: Account): Response {
  const body = checkedBody(account.exchange, 'contacts', signUp)
  const address = textAt(body, 'email_address')
  if (address === '' && valueAt(body, 'sms_channel') === undefined) {
    throw invalid('contacts', 'email_address or sms_channel is required')
  }
  requireLists(account, 'contacts', listAt(body, 'list_memberships'))
  const existing = address === '' ? undefined : holderOf(account, address)
  const base = existing ?? blankContact(account, uuid(account.exchange), 'Contact')
  const phone = textAt(body, 'phone_number')
  const street = valueAt(body, 'street_address')
  const changes: Fields = {
    ...base.profile,
    ...body,
    update_source: 'Contact',
    email_address: address === '' ? undefined : { address },
    phone_numbers: phone === '' ? undefined : [{ phone_number: phone, kind: 'home' }],
    street_addresses: street === undefined ? undefined : [street],
    list_memberships: [...new Set([...base.list_memberships, ...listAt(body, 'list_memberships')])],
    custom_fields: [...base.custom_fields, ...listAt(body, 'custom_fields')],
  }
  contacts(account).save({ ...written(account, base, changes), deleted_at: '' })
  const action = existing === undefined ? 'created' : 'updated'
  return json({ contact_id: base.contact_id, action }, existing === undefined ? 201 : 200)
}

function contactOr404(account: Account, id: string): ContactRecord {
  requireUuid('contacts', 'contact_id', id)
  const record = contacts(account).find(id)
  if (record === undefined || record.deleted_at !== '') throw notFound('contacts')
  return record
}

function holderOf(account: Account, address: string): ContactRecord | undefined {
  const holders = contacts(account)
    .all()
    .filter(({ email_address }) => email_address?.address.toLowerCase() === address.toLowerCase())
  return holders.find(({ deleted_at }) => deleted_at === '') ?? holders[0]
}

function refuseTaken(account: Account, address: string, ownId: string | undefined): void {
  if (address === '' || isReserved(address)) return
  const holder = holderOf(account, address)
  if (holder === undefined || holder.contact_id === ownId) return
  throw conflict('contacts', `Validation failed: Email already exists for contact ${holder.contact_id}`)
}

function blankContact({ exchange }: Account, contact_id: string, source: string): ContactRecord {
  const at = exchange.now.toISOString()
  return {
    contact_id,
    profile: {},
    create_source: source,
    update_source: source,
    created_at: at,
    updated_at: at,
    deleted_at: '',
    custom_fields: [],
    phone_numbers: [],
    street_addresses: [],
    list_memberships: [],
    taggings: [],
    notes: [],
  }
}

/** A contact after a body was written into it. */
function written(account: Account, record: ContactRecord, body: Fields): ContactRecord {
  const at = account.exchange.now.toISOString()
  const source = textAt(body, 'update_source')
  const email = emailOf(account, record, body, source)
  const profile = profileNames.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]] as const]))
  const times = { created_at: at, updated_at: at }
  const sources = { create_source: source, update_source: source }
  return {
    ...record,
    ...(email === undefined ? {} : { email_address: email }),
    profile: Object.fromEntries(profile),
    update_source: source,
    updated_at: at,
    custom_fields: objectsOf(body, 'custom_fields') ?? record.custom_fields,
    phone_numbers:
      objectsOf(body, 'phone_numbers')?.map((each) => ({
        phone_number_id: uuid(account.exchange),
        kind: 'home',
        ...each,
        ...times,
        ...sources,
      })) ?? record.phone_numbers,
    street_addresses:
      objectsOf(body, 'street_addresses')?.map((each) => ({
        street_address_id: uuid(account.exchange),
        ...each,
        ...times,
      })) ?? record.street_addresses,
    notes:
      objectsOf(body, 'notes')?.map((each) => ({ note_id: uuid(account.exchange), created_at: at, ...each })) ??
      record.notes,
    list_memberships: textsOf(body, 'list_memberships') ?? record.list_memberships,
    taggings: textsOf(body, 'taggings') ?? record.taggings,
  }
}

function emailOf({ exchange }: Account, record: ContactRecord, body: Fields, source: string): EmailAddress | undefined {
  const address = textAt(body, 'email_address', 'address')
  if (address === '') return record.email_address
  const at = exchange.now.toISOString()
  const permission =
    textAt(body, 'email_address', 'permission_to_send') || (record.email_address?.permission_to_send ?? 'implicit')
  const former = record.email_address ?? {
    created_at: at,
    opt_in_source: source,
    opt_in_date: at,
    confirm_status: 'off',
  }
  const reason = textAt(body, 'email_address', 'opt_out_reason')
  const optOut =
    permission === 'unsubscribed'
      ? { opt_out_source: source, opt_out_date: at, ...(reason === '' ? {} : { opt_out_reason: reason }) }
      : {}
  return { ...former, address, permission_to_send: permission, updated_at: at, ...optOut }
}

function objectsOf(body: Fields, name: string): Fields[] | undefined {
  const value = body[name]
  return Array.isArray(value) ? value.filter(isFields) : undefined
}

function textsOf(body: Fields, name: string): string[] | undefined {
  const value = body[name]
  return Array.isArray(value) ? value.map(String) : undefined
}
