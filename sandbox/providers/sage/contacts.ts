import type { Fields } from '../../http.ts'
import { group, list, matching, oneOf, text, textAt, whole } from '../../json-shape.ts'
import { invalid, notFound, reference, titled } from './answers.ts'
import type { Business } from './business.ts'
import { type Item, isAsked, listed } from './listing.ts'
import type { ContactRecord } from './records.ts'
import { createdOnce, wrapped } from './requests.ts'

const members = {
  name: text(200, 1),
  contact_type_ids: list(oneOf('CUSTOMER', 'VENDOR'), 1),
  reference: text(50),
  notes: text(),
  currency_id: matching(/^[A-Z]{3}$/),
  credit_days: whole(0, 365),
  main_contact_person: group(
    {},
    {
      name: text(100),
      contact_person_type_ids: list(text()),
      email: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
      telephone: text(50),
      mobile: text(50),
    },
  ),
}

const { name, contact_type_ids, ...optional } = members
const creation = group({ name, contact_type_ids }, optional)
const change = group({}, members)

export function listContacts(business: Business): object {
  const search = business.exchange.url.searchParams.get('search')?.toLowerCase()
  const email = business.exchange.url.searchParams.get('email')?.toLowerCase()
  const found = business.contacts.all().filter((record) => {
    const isNamed = search === undefined || `${record.name} ${record.reference}`.toLowerCase().includes(search)
    const isReached = email === undefined || record.person.email.toLowerCase() === email
    return isNamed && isReached && isAsked(business, 'contact_type_id', ...record.typeIds)
  })
  return listed(business, 'contacts', found.map(contactView))
}

export function getContact(business: Business, id: string): object {
  return contactView(found(business, id))
}

export function createContact(business: Business): object {
  const fields = wrapped(business, 'contact', creation)
  return createdOnce(business, fields, () => saved(business, fields, undefined))
}

export function updateContact(business: Business, id: string): object {
  const known = found(business, id)
  return saved(business, wrapped(business, 'contact', change), known)
}

export function deleteContact(business: Business, id: string): undefined {
  const record = found(business, id)
  const isUsed = business.invoices.all().some(({ contactId }) => contactId === id)
  if (isUsed) throw invalid('contact', 'The contact has transactions and cannot be deleted.')
  business.contacts.remove(record.id)
}

function saved(business: Business, fields: Fields, known: ContactRecord | undefined): Item {
  const person = fields.main_contact_person
  const typeIds = Array.isArray(fields.contact_type_ids) ? fields.contact_type_ids.map(String) : known?.typeIds
  const record: ContactRecord = {
    id: known?.id ?? business.newId(),
    name: textAt(fields, 'name') || (known?.name ?? ''),
    typeIds: typeIds ?? [],
    reference: textAt(fields, 'reference') || (known?.reference ?? ''),
    notes: textAt(fields, 'notes') || (known?.notes ?? ''),
    currency: textAt(fields, 'currency_id') || (known?.currency ?? 'GBP'),
    creditDays: typeof fields.credit_days === 'number' ? fields.credit_days : (known?.creditDays ?? 30),
    person: {
      id: known?.person.id ?? business.newId(),
      name: textAt(person, 'name') || (known?.person.name ?? 'Main Contact'),
      email: textAt(person, 'email') || (known?.person.email ?? ''),
      telephone: textAt(person, 'telephone') || (known?.person.telephone ?? ''),
      mobile: textAt(person, 'mobile') || (known?.person.mobile ?? ''),
    },
    createdAt: known?.createdAt ?? business.now,
    updatedAt: business.now,
  }
  business.contacts.save(record)
  return contactView(record)
}

function found(business: Business, id: string): ContactRecord {
  const record = business.contacts.find(id)
  if (record === undefined) throw notFound()
  return record
}

function contactView(record: ContactRecord): Item {
  const { id, person } = record
  return {
    ...reference('contacts', id, displayName(record)),
    links: [],
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    deleted_at: null,
    balance: 0,
    contact_types: record.typeIds.map((type) => reference('contact_types', type, titled(type))),
    name: record.name,
    reference: record.reference,
    tax_number: '',
    notes: record.notes,
    locale: 'en-GB',
    email: person.email,
    main_contact_person: {
      ...reference('contact_persons', person.id, person.name),
      contact_person_types: [reference('contact_person_types', 'ACCOUNTS', 'Accounts')],
      name: person.name,
      job_title: '',
      telephone: person.telephone,
      mobile: person.mobile,
      email: person.email,
      fax: '',
      is_main_contact: true,
      is_preferred_contact: true,
    },
    credit_limit: 0,
    credit_days: record.creditDays,
    currency: reference('currencies', record.currency, record.currency),
    deletable: true,
    system: false,
    is_active: true,
  }
}

/** `Analytical Engines Ltd (AE-1)` */
export function displayName({ name: own, reference: code }: ContactRecord): string {
  return code === '' ? own : `${own} (${code})`
}
