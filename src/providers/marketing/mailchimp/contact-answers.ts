import * as z from 'zod'
import type { ContactStatus } from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'

/** A member of an audience. https://mailchimp.com/developer/marketing/api/list-members/get-member-info/ */
export const memberAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    email_address: z.string().nullish(),
    status: z.string().nullish(),
    merge_fields: z.record(z.string(), z.unknown()).nullish(),
    tags: z.array(z.looseObject({ name: z.string() })).nullish(),
    timestamp_signup: z.string().nullish(),
    timestamp_opt: z.string().nullish(),
    last_changed: z.string().nullish(),
  }),
)

export const memberList = once(() => z.looseObject({ members: z.array(memberAnswer()), total_items: z.number() }))

export const searchAnswer = () => z.looseObject({ exact_matches: z.looseObject({ members: z.array(memberAnswer()) }) })

type Member = z.output<ReturnType<typeof memberAnswer>>

export function unifyMember(native: Member) {
  const field = (tag: string) => {
    const value = native.merge_fields?.[tag]
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    id: native.id,
    email: native.email_address ?? null,
    firstName: field('FNAME'),
    lastName: field('LNAME'),
    phone: field('PHONE'),
    status: statusOf(native.status),
    nativeStatus: native.status ?? null,
    tags: native.tags?.map(({ name }) => name) ?? null,
    // Only who came through a sign-up form has signed up; everybody has opted in, or was imported as if.
    createdAt: toUtc(native.timestamp_signup) ?? toUtc(native.timestamp_opt),
    updatedAt: toUtc(native.last_changed),
  }
}

/** `transactional` never subscribed, and gets no campaign; `archived` left the audience. */
const statuses: Readonly<Record<string, ContactStatus>> = {
  subscribed: 'subscribed',
  unsubscribed: 'unsubscribed',
  cleaned: 'cleaned',
  pending: 'pending',
  transactional: 'unsubscribed',
  archived: 'unsubscribed',
}

function statusOf(native: string | null | undefined): ContactStatus {
  return statuses[native ?? ''] ?? 'unknown'
}

/** The merge tags that every new audience has: https://mailchimp.com/developer/marketing/docs/merge-fields/ */
export function mergeFields({ firstName, lastName, phone, merge_fields: more }: NameFields) {
  const fields = { FNAME: firstName, LNAME: lastName, PHONE: phone, ...more }
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined
}

interface NameFields {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | undefined
  readonly merge_fields?: Readonly<Record<string, string | number>> | undefined
}

interface ExampleMember extends NameFields {
  readonly id: string
  readonly email: string
  readonly status?: string
}

export function exampleMember({ id, email, status = 'subscribed', ...names }: ExampleMember) {
  return {
    id,
    email_address: email,
    status,
    merge_fields: mergeFields(names) ?? {},
    tags: [],
    timestamp_opt: '2026-01-15T09:00:00+00:00',
    last_changed: '2026-01-15T09:00:00+00:00',
  }
}
