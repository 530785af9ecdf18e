import { textAt } from '../../json-shape.ts'
import type { MemberRecord } from './records.ts'

/** A member as every answer shows it. */
export function memberView(member: MemberRecord): object {
  const name = [textAt(member.merge_fields, 'FNAME'), textAt(member.merge_fields, 'LNAME')]
  return {
    id: member.id,
    email_address: member.email_address,
    unique_email_id: member.unique_email_id,
    contact_id: member.contact_id,
    full_name: name.filter((part) => part !== '').join(' '),
    web_id: member.web_id,
    email_type: member.email_type,
    status: member.status,
    ...(member.status === 'unsubscribed' ? { unsubscribe_reason: 'N/A (Unsubscribed by admin)' } : {}),
    consents_to_one_to_one_messaging: true,
    merge_fields: member.merge_fields,
    interests: member.interests,
    stats: { avg_open_rate: 0, avg_click_rate: 0 },
    ip_signup: member.ip_signup,
    timestamp_signup: member.timestamp_signup,
    ip_opt: member.ip_opt,
    timestamp_opt: member.timestamp_opt,
    member_rating: 2,
    last_changed: member.last_changed,
    language: member.language,
    vip: member.vip,
    email_client: '',
    location: { gmtoff: 0, dstoff: 0, country_code: '', timezone: '', region: '', ...member.location },
    source: 'API - Generic',
    tags_count: member.tags.length,
    tags: member.tags.map(({ id, name: tag }) => ({ id, name: tag })),
    list_id: member.list_id,
    _links: [],
  }
}
