import * as z from 'zod'
import type { ContactStatus } from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'

const suppression = () => z.looseObject({ reason: z.string().nullish() })

const profileResource = once(() =>
  z.looseObject({
    id: z.string(),
    attributes: z.looseObject({
      email: z.string().nullish(),
      phone_number: z.string().nullish(),
      first_name: z.string().nullish(),
      last_name: z.string().nullish(),
      created: z.string().nullish(),
      updated: z.string().nullish(),
      subscriptions: z
        .looseObject({
          email: z
            .looseObject({
              marketing: z
                .looseObject({ consent: z.string().nullish(), suppression: z.array(suppression()).nullish() })
                .nullish(),
            })
            .nullish(),
        })
        .nullish(),
    }),
  }),
)

export const profileAnswer = once(() => z.looseObject({ data: profileResource() }))

export const profiles = once(() => z.array(profileResource()))

type Profile = z.output<ReturnType<typeof profileResource>>

/** What the consent of a profile is read from; Klaviyo leaves it out unless it is asked for. */
export const withSubscriptions = { 'additional-fields[profile]': 'subscriptions' }

export function unifyProfile({ id, attributes }: Profile) {
  const { consent, suppression: suppressions } = attributes.subscriptions?.email?.marketing ?? {}
  const reasons = (suppressions ?? []).map(({ reason }) => reason ?? '')
  return {
    id,
    email: attributes.email ?? null,
    firstName: attributes.first_name ?? null,
    lastName: attributes.last_name ?? null,
    phone: attributes.phone_number ?? null,
    status: statusOf(consent, reasons),
    nativeStatus: reasons[0] || consent || null,
    tags: null,
    createdAt: toUtc(attributes.created),
    updatedAt: toUtc(attributes.updated),
  }
}

const unreachable = ['HARD_BOUNCE', 'INVALID_EMAIL']

/**
 * A suppression is stronger than consent: nobody who has one is sent anything. Who never subscribed may still be sent
 * mail in some countries, so that says neither the one nor the other.
 * https://developers.klaviyo.com/en/docs/collect_email_and_sms_consent_via_api
 */
function statusOf(consent: string | null | undefined, reasons: readonly string[]): ContactStatus {
  if (reasons.some((reason) => unreachable.includes(reason))) return 'cleaned'
  if (reasons.length > 0 || consent === 'UNSUBSCRIBED') return 'unsubscribed'
  return consent === 'SUBSCRIBED' ? 'subscribed' : 'unknown'
}

interface ProfileInput {
  readonly email?: string | undefined
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | undefined
  readonly properties?: Readonly<Record<string, string | number | boolean>> | undefined
}

export function attributesOf({ email, firstName, lastName, phone, properties }: ProfileInput) {
  return { email, phone_number: phone, first_name: firstName, last_name: lastName, properties }
}

/** Phone numbers are E.164 here. https://developers.klaviyo.com/en/reference/create_or_update_profile */
export const profileFields = () => ({
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number with its country code, such as +12025550143')
    .optional(),
  /** Values of your own properties. */
  properties: z
    .record(z.string().min(1).max(255), z.union([z.string().max(10_000), z.number(), z.boolean()]))
    .optional(),
})

export function exampleProfile(id: string, attributes: ProfileInput) {
  return {
    type: 'profile',
    id,
    attributes: {
      ...attributesOf(attributes),
      properties: attributes.properties ?? {},
      created: '2026-01-15T09:00:00+00:00',
      updated: '2026-01-15T09:00:00+00:00',
    },
    links: { self: `https://a.klaviyo.com/api/profiles/${id}/` },
  }
}
