import * as z from 'zod'
import { contract, listOf, once, pageInput } from '../kit/contract.ts'
import { amount, currencyCode, unifiedCurrency } from './money.ts'
import { unifiedTime } from './time.ts'

/** A provider's identifier, as the provider wrote it; where it counts its records, the number in digits. */
export const identifier = once(() => z.string().min(1).max(255))

const email = () => z.email().max(254)
const personName = () => z.string().min(1).max(120)
const phone = () => z.string().min(3).max(40)

/**
 * What is known of a person. Creating one answers all of this at every provider: what the provider leaves out of its
 * answer is what the input said. `company` is the id of the company they work for.
 */
const unifiedContact = () =>
  z.strictObject({
    id: z.string(),
    email: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    company: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

const unifiedCompany = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    /** Host of the company's site, such as `acme.example`. */
    domain: z.string().nullable(),
    phone: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/**
 * `amount` is null where the deal has none, and where nobody says in which currency it is: without one there is no minor
 * unit to count in. `stage` is the provider's own name or id of it.
 */
const unifiedDeal = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    amount: z.int().nullable(),
    currency: unifiedCurrency().nullable(),
    stage: z.string().nullable(),
    closeDate: z.iso.date().nullable(),
    company: z.string().nullable(),
    contact: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/** The fields of a contact that may be written. Some providers want a last name and narrow it to required. */
const contactFields = () => ({
  email: email().optional(),
  firstName: personName().optional(),
  lastName: personName().optional(),
  phone: phone().optional(),
})

export const createContact = contract({
  id: 'create-contact',
  name: 'Create Contact',
  description: 'Create a contact',
  effect: 'write',
  input: () => ({
    ...contactFields(),
    /** A company of the same provider, by its id. */
    company: identifier().optional(),
  }),
  output: unifiedContact,
})

export const getContact = contract({
  id: 'get-contact',
  name: 'Get Contact',
  description: 'Get a contact by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedContact,
})

export const updateContact = contract({
  id: 'update-contact',
  name: 'Update Contact',
  description: 'Change the given fields of a contact and leave the others as they are',
  effect: 'write',
  input: () => ({
    id: identifier(),
    ...contactFields(),
    /** Null empties the field. */
    email: email().nullable().optional(),
    firstName: personName().nullable().optional(),
    phone: phone().nullable().optional(),
  }),
  /** Some providers answer an update with nothing at all, so what the record now holds is for `get-contact` to say. */
  output: () => z.strictObject({ id: z.string(), updatedAt: unifiedTime().nullable() }),
})

export const deleteContact = contract({
  id: 'delete-contact',
  name: 'Delete Contact',
  description: 'Delete a contact; most providers keep it in a recycle bin for a while',
  effect: 'write',
  input: () => ({ id: identifier() }),
  output: () => z.strictObject({ id: z.string(), deleted: z.literal(true) }),
})

export const listContacts = contract({
  id: 'list-contacts',
  name: 'List Contacts',
  description: 'List contacts',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedContact()),
})

export const searchContacts = contract({
  id: 'search-contacts',
  name: 'Search Contacts',
  description: 'Find contacts by a part of their name or e-mail address',
  effect: 'read',
  input: () => ({
    /** Two characters at least: no provider searches for less. */
    query: z.string().trim().min(2).max(200),
    ...pageInput(),
  }),
  output: () => listOf(unifiedContact()),
})

/** For the providers whose companies have them: the same names everywhere, beside the contract's own fields. */
export const companyDetails = () => ({
  domain: z.hostname().max(253).optional(),
  phone: phone().optional(),
})

export const createCompany = contract({
  id: 'create-company',
  name: 'Create Company',
  description: 'Create a company',
  effect: 'write',
  input: () => ({ name: z.string().min(1).max(255) }),
  output: unifiedCompany,
})

export const getCompany = contract({
  id: 'get-company',
  name: 'Get Company',
  description: 'Get a company by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedCompany,
})

export const createDeal = contract({
  id: 'create-deal',
  name: 'Create Deal',
  description: 'Create a deal: a sale that may come to pass',
  effect: 'write',
  input: () => ({
    name: z.string().min(1).max(120),
    amount: amount().optional(),
    /** What `amount` is in; an amount without one is refused by providers that can't tell what its minor unit is. */
    currency: currencyCode().optional(),
    /** The provider's own name or id of a stage. */
    stage: z.string().min(1).max(255).optional(),
    /** The day on which it is expected to be won or lost. */
    closeDate: z.iso.date().optional(),
    /** A company of the same provider, by its id. */
    company: identifier().optional(),
    /** A contact of the same provider, by its id. */
    contact: identifier().optional(),
  }),
  output: unifiedDeal,
})

export const getDeal = contract({
  id: 'get-deal',
  name: 'Get Deal',
  description: 'Get a deal by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedDeal,
})

export const listDeals = contract({
  id: 'list-deals',
  name: 'List Deals',
  description: 'List deals',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedDeal()),
})

export const createNote = contract({
  id: 'create-note',
  name: 'Create Note',
  description: 'Write a note on a contact, a company or a deal',
  effect: 'write',
  input: () => ({
    /** What the note is on, and its id. */
    parentType: z.enum(['contact', 'company', 'deal']),
    parent: identifier(),
    /** Where the provider's notes have no title, it becomes the first line of the body. */
    title: z.string().min(1).max(255).optional(),
    body: z.string().min(1).max(32_000),
  }),
  output: () =>
    z.strictObject({
      id: z.string(),
      parent: z.string(),
      title: z.string().nullable(),
      body: z.string(),
      createdAt: unifiedTime().nullable(),
    }),
})

/** A note for the providers whose notes are HTML without a title: what was written is shown as it was written. */
export function noteAsHtml({ title, body }: { readonly title?: string | undefined; readonly body: string }): string {
  const text = title === undefined ? body : `${title}\n${body}`
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\r\n?|\n/g, '<br>')
}

/** People type all sorts of things as the site of a company, with and without a scheme; null for what has no host in it. */
export function domainOf(website: string | null | undefined): string | null {
  const typed = website?.trim() ?? ''
  const url = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(url)) return null
  return new URL(url).hostname.replace(/^www\./, '')
}
