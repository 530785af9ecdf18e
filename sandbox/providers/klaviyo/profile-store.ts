import { type Fields, isFields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { invalid, notFound, Refusal, sortableId, time } from './answers.ts'
import type { Call } from './call.ts'
import { noConsent, type ProfileRecord, profiles } from './records.ts'

/** What names a profile, in the order in which it is looked for. */
export const identifiers = ['external_id', 'email', 'phone_number'] as const

/** Refuses an address or a number of another form. `pointer` leads to the attributes. */
export function checkIdentifiers(attributes: Fields, pointer: string): void {
  const email = textAt(attributes, 'email')
  if (email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    throw invalid(`${pointer}/email`, 'Invalid email address')
  }
  const phone = textAt(attributes, 'phone_number')
  if (phone !== '' && !/^\+[1-9]\d{6,14}$/.test(phone)) {
    throw invalid(`${pointer}/phone_number`, 'Invalid phone number format (Example of a valid format: +12345678901)')
  }
}

/** The profile that an id or other identifiers name. An id that there isn't is refused. */
export function findProfile({ state }: Call, attributes: Fields, id = ''): ProfileRecord | undefined {
  if (id !== '') {
    const profile = profiles(state).find(id)
    if (profile === undefined) throw notFound('profile', id, '/data/id')
    return profile
  }
  const all = profiles(state).all()
  for (const name of identifiers) {
    const wanted = textAt(attributes, name).toLowerCase()
    const found = all.find((profile) => wanted !== '' && textAt(profile.attributes, name).toLowerCase() === wanted)
    if (found !== undefined) return found
  }
  return undefined
}

/** A profile with more attributes; null clears one, and the members of a location and of properties are merged. */
export function withAttributes({ exchange }: Call, profile: ProfileRecord, given: Fields): ProfileRecord {
  const merged = Object.entries(given).map(([name, value]) => {
    const before = profile.attributes[name]
    const isMerged = (name === 'location' || name === 'properties') && isFields(value) && isFields(before)
    return [name, isMerged ? { ...before, ...value } : value] as const
  })
  const attributes = { ...profile.attributes, ...Object.fromEntries(merged) }
  return { ...profile, attributes, updated: time(exchange.now) }
}

export function newProfile({ exchange }: Call): ProfileRecord {
  const now = time(exchange.now)
  return {
    id: sortableId(exchange),
    attributes: {},
    email: noConsent,
    sms: noConsent,
    created: now,
    updated: now,
    last_event_date: null,
  }
}

/** Refuses identifiers that another profile has, but for the reserved ones of examples. */
export function checkUnique({ state }: Call, attributes: Fields, ownId: string): void {
  for (const name of identifiers) {
    const wanted = textAt(attributes, name).toLowerCase()
    if (wanted === '' || isReserved(wanted)) continue
    const other = profiles(state)
      .all()
      .find((profile) => profile.id !== ownId && textAt(profile.attributes, name).toLowerCase() === wanted)
    if (other === undefined) continue
    throw new Refusal(409, {
      code: 'duplicate_profile',
      title: 'Conflict.',
      detail: 'A profile already exists with one of these identifiers.',
      source: { pointer: '/data/attributes' },
      meta: { duplicate_profile_id: other.id },
    })
  }
}
