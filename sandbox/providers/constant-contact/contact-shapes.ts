import { anything, group, list, type Members, matching, oneOf, text, whole } from '../../json-shape.ts'
import { uuidShape } from './answers.ts'

/** Bodies of contacts, with the lengths of https://developer.constantcontact.com/api_reference/index.html */

const names: Members = {
  first_name: text(50),
  last_name: text(50),
  job_title: text(50),
  company_name: text(50),
  birthday_month: whole(1, 12),
  birthday_day: whole(1, 31),
  anniversary: text(10),
}

const addressParts: Members = {
  street: text(255),
  city: text(50),
  state: text(50),
  postal_code: text(50),
  country: text(50),
}

const source = oneOf('Account', 'Contact')
const address = matching(/^(?=.{3,80}$)[^\s@]+@[^\s@]+\.[^\s@]+$/)
const customField = group({ custom_field_id: uuidShape }, { value: text(255), choice_ids: list(anything) })

const permission = oneOf('explicit', 'implicit', 'not_set', 'pending_confirmation', 'temp_hold', 'unsubscribed')

const subResources: Members = {
  custom_fields: list(customField, 0, 25),
  phone_numbers: list(group({}, { phone_number: text(25), kind: oneOf('home', 'work', 'mobile', 'other') }), 0, 3),
  street_addresses: list(group({ kind: oneOf('home', 'work', 'other') }, addressParts), 0, 3),
  list_memberships: list(uuidShape, 0, 50),
  taggings: list(uuidShape, 0, 50),
  notes: list(group({}, { note_id: uuidShape, created_at: text(), content: text(2000) }), 0, 150),
  sms_channel: group({ full_sms_address: text(), sms_channel_consents: list(anything) }),
}

/** `POST /contacts` */
export const newContact = group(
  { create_source: source },
  { ...names, ...subResources, email_address: group({ address }, { permission_to_send: permission }) },
)

/** `PUT /contacts/{contact_id}` */
export const changedContact = group(
  { update_source: source },
  {
    ...names,
    ...subResources,
    email_address: group({ address }, { permission_to_send: permission, opt_out_reason: text(255) }),
  },
)

/** `POST /contacts/sign_up_form`; the e-mail address is shorter here. */
export const signUp = group(
  { list_memberships: list(uuidShape, 1, 50) },
  {
    ...names,
    email_address: matching(/^(?=.{3,50}$)[^\s@]+@[^\s@]+\.[^\s@]+$/),
    phone_number: text(25),
    custom_fields: list(customField, 0, 50),
    street_address: group({ kind: oneOf('home', 'work', 'other') }, addressParts),
    sms_channel: group({ full_sms_address: text(), sms_channel_consents: list(anything) }),
  },
)

export const profileNames = Object.keys(names)
