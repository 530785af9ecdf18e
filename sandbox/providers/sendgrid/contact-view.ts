import { listAt, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import type { ContactRecord } from './records.ts'

const texts = [
  'first_name',
  'last_name',
  'unique_name',
  'email',
  'phone_number_id',
  'external_id',
  'anonymous_id',
  'address_line_1',
  'address_line_2',
  'city',
  'state_province_region',
  'country',
  'postal_code',
  'phone_number',
  'whatsapp',
  'line',
  'facebook',
]

/** A contact as every answer shows it. */
export function contactView({ url }: Exchange, contact: ContactRecord): object {
  return {
    id: contact.id,
    ...Object.fromEntries(texts.map((name) => [name, textAt(contact.given, name)])),
    alternate_emails: listAt(contact.given, 'alternate_emails'),
    list_ids: contact.list_ids,
    segment_ids: [],
    custom_fields: valueAt(contact.given, 'custom_fields') ?? {},
    created_at: contact.created_at,
    updated_at: contact.updated_at,
    _metadata: { self: `${url.origin}/v3/marketing/contacts/${contact.id}` },
  }
}
