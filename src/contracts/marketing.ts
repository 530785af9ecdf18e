import * as z from 'zod'
import { contract, listOf, once, pageInput } from '../kit/contract.ts'
import type { InputIssue } from '../kit/issues.ts'
import { identifier } from './identifier.ts'
import { unifiedTime } from './time.ts'

const email = () => z.email().max(254)
const personName = () => z.string().min(1).max(50)
const phone = () => z.string().min(3).max(40)

/**
 * Whether a contact is sent marketing e-mail, the same for every provider; `nativeStatus` has the provider's own word.
 * `pending` waits for the person's confirmation, `cleaned` can't be reached, `unknown` is where the provider keeps
 * consent elsewhere or says nothing of it.
 */
const contactStatus = once(() => z.enum(['subscribed', 'unsubscribed', 'pending', 'cleaned', 'unknown']))

export type ContactStatus = z.output<ReturnType<typeof contactStatus>>

/** Where a campaign stands; `unknown` is a word of the provider that none of the others means. */
const campaignStatus = once(() => z.enum(['draft', 'scheduled', 'sending', 'sent', 'paused', 'canceled', 'unknown']))

export type CampaignStatus = z.output<ReturnType<typeof campaignStatus>>

/** A list of contacts, by whatever name the provider calls it. `memberCount` is null where an answer doesn't count. */
const unifiedAudience = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    memberCount: z.int().min(0).nullable(),
    createdAt: unifiedTime().nullable(),
  })

/** Contacts that meet a condition, whoever they are at the time. `memberCount` is null where an answer doesn't count. */
const unifiedSegment = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    memberCount: z.int().min(0).nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/** `tags` is null where the provider has none, or doesn't show them here: names, or ids where it shows only those. */
const unifiedContact = () =>
  z.strictObject({
    id: z.string(),
    email: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    status: contactStatus(),
    nativeStatus: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/** `sentAt` is null until it is sent; `subject` where the provider shows it only with the messages of the campaign. */
const unifiedCampaign = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    subject: z.string().nullable(),
    status: campaignStatus(),
    nativeStatus: z.string(),
    sentAt: unifiedTime().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/**
 * The audience that a contact is looked up in. Needed where a contact belongs to one audience, and then narrowed to
 * required; where contacts belong to the account, their id alone finds them and nothing is made of it.
 */
const home = () => ({ audience: identifier().optional() })

export const listAudiences = contract({
  id: 'list-audiences',
  name: 'List Audiences',
  description: 'List the audiences: the lists that contacts are on',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedAudience()),
})

export const createAudience = contract({
  id: 'create-audience',
  name: 'Create Audience',
  description: 'Create an empty audience that contacts can be added to',
  effect: 'write',
  input: () => ({ name: z.string().trim().min(1).max(100) }),
  output: unifiedAudience,
})

export const listContacts = contract({
  id: 'list-contacts',
  name: 'List Contacts',
  description: 'List the contacts of an audience or, where the provider can, of the whole account',
  effect: 'read',
  input: () => ({ audience: identifier().optional(), ...pageInput() }),
  output: () => listOf(unifiedContact()),
})

export const findContact = contract({
  id: 'find-contact',
  name: 'Find Contact',
  description: 'Find the contact with an e-mail address; one for each audience where contacts belong to those',
  effect: 'read',
  input: () => ({ email: email() }),
  output: () => listOf(unifiedContact()),
})

export const getContact = contract({
  id: 'get-contact',
  name: 'Get Contact',
  description: 'Get a contact by its id',
  effect: 'read',
  input: () => ({ ...home(), id: identifier() }),
  output: unifiedContact,
})

/**
 * An upsert everywhere, because some providers have nothing else; so the same one sent twice makes one contact. `id` is
 * null where the provider only takes the contact in and adds it later.
 */
export const addContact = contract({
  id: 'add-contact',
  name: 'Add Contact',
  description: 'Add a contact, or update the one that has this e-mail address',
  effect: 'write',
  input: () => ({
    /** The audience that it joins. Some providers need one; some take none here, and have `add-to-audience` for it. */
    audience: identifier().optional(),
    email: email(),
    firstName: personName().optional(),
    lastName: personName().optional(),
    phone: phone().optional(),
  }),
  output: () => z.strictObject({ id: z.string().nullable(), email: z.string() }),
})

export const updateContact = contract({
  id: 'update-contact',
  name: 'Update Contact',
  description: 'Change the given fields of a contact and leave the others as they are',
  effect: 'write',
  input: () => ({
    ...home(),
    id: identifier(),
    email: email().optional(),
    firstName: personName().optional(),
    lastName: personName().optional(),
    phone: phone().optional(),
  }),
  /** The id is another one afterwards where the provider makes it of the e-mail address. */
  output: () => z.strictObject({ id: z.string(), updatedAt: unifiedTime().nullable() }),
})

export const deleteContact = contract({
  id: 'delete-contact',
  name: 'Delete Contact',
  description: 'Delete a contact from the account; some providers take the request and delete it later',
  effect: 'write',
  input: () => ({ id: identifier() }),
  output: () => z.strictObject({ id: z.string(), accepted: z.literal(true) }),
})

const membership = () => ({
  audience: identifier(),
  /** The contact. */
  id: identifier(),
})

const changedMembership = () => z.strictObject({ id: z.string(), audience: z.string(), accepted: z.literal(true) })

export const addToAudience = contract({
  id: 'add-to-audience',
  name: 'Add to Audience',
  description: 'Put a contact that is there already into an audience; some providers take the request and do it later',
  effect: 'write',
  input: membership,
  output: changedMembership,
})

export const removeFromAudience = contract({
  id: 'remove-from-audience',
  name: 'Remove from Audience',
  description: 'Take a contact out of an audience without deleting it; some providers do it later',
  effect: 'write',
  input: membership,
  output: changedMembership,
})

export const unsubscribeContact = contract({
  id: 'unsubscribe-contact',
  name: 'Unsubscribe Contact',
  description: 'Send no marketing e-mail to an address any more',
  effect: 'write',
  input: () => ({
    email: email(),
    /** Only of this audience, where the provider keeps consent by audience; some providers need one, some take none. */
    audience: identifier().optional(),
  }),
  output: () => z.strictObject({ email: z.string(), accepted: z.literal(true) }),
})

export const listSegments = contract({
  id: 'list-segments',
  name: 'List Segments',
  description: 'List the segments: groups of contacts that conditions choose, and nobody puts anybody into',
  effect: 'read',
  input: () => ({
    /** Only the segments of this audience. Some providers need one; some keep segments by account, and take none. */
    audience: identifier().optional(),
    ...pageInput(),
  }),
  output: () => listOf(unifiedSegment()),
})

/** Where segments belong to the account: all of them in answer to a question about one audience would be wrong. */
export function segmentsOfAccount({ audience }: { readonly audience?: string | undefined }): readonly InputIssue[] {
  return audience === undefined ? [] : [{ path: 'audience', message: 'Segments belong to the account here' }]
}

export const listCampaigns = contract({
  id: 'list-campaigns',
  name: 'List Campaigns',
  description: 'List the e-mail campaigns',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedCampaign()),
})

export const createCampaign = contract({
  id: 'create-campaign',
  name: 'Create Campaign',
  description: 'Create an e-mail campaign as a draft',
  effect: 'write',
  input: () => ({
    /** What the account's own people see. */
    name: z.string().min(1).max(100),
    /** What the recipients see. */
    subject: z.string().min(1).max(150),
    /** Who it goes to; some providers need it, and some want it set in another request. */
    audience: identifier().optional(),
    fromName: z.string().min(1).max(100).optional(),
    replyTo: email().optional(),
  }),
  output: unifiedCampaign,
})

export const sendCampaign = contract({
  id: 'send-campaign',
  name: 'Send Campaign',
  description: 'Send a campaign that is ready, now',
  effect: 'write',
  input: () => ({ id: identifier() }),
  /** Providers only take the request here; `list-campaigns` says how far the campaign is. */
  output: () => z.strictObject({ id: z.string(), accepted: z.literal(true) }),
})
