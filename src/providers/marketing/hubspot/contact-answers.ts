import * as z from 'zod'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'

export const contactAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    properties: z.record(z.string(), z.string().nullish()),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
)

export const contacts = once(() => z.array(contactAnswer()))

/** What is read of a contact; HubSpot leaves out the properties that it isn't asked for. */
export const readProperties = ['email', 'firstname', 'lastname', 'phone', 'hs_email_optout']

/** Consent is kept by address and subscription type; a contact says only whether it opted out of all of them. */
export function unifyContact({ id, properties, createdAt, updatedAt }: z.output<ReturnType<typeof contactAnswer>>) {
  const optedOut = properties.hs_email_optout === 'true'
  return {
    id,
    email: properties.email || null,
    firstName: properties.firstname || null,
    lastName: properties.lastname || null,
    phone: properties.phone || null,
    status: optedOut ? ('unsubscribed' as const) : ('unknown' as const),
    nativeStatus: optedOut ? 'hs_email_optout' : null,
    tags: null,
    createdAt: toUtc(createdAt),
    updatedAt: toUtc(updatedAt),
  }
}

interface ContactInput {
  readonly email?: string | undefined
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | undefined
  readonly properties?: Readonly<Record<string, string>> | undefined
}

/** Every value is a text, and the empty text clears a property. */
export function propertiesOf({ email, firstName, lastName, phone, properties }: ContactInput) {
  return { ...properties, email, firstname: firstName, lastname: lastName, phone }
}

/** Values of further properties, by their internal names. */
export const moreProperties = () => ({
  properties: z.record(z.string().regex(/^[a-z0-9_]{1,100}$/), z.string().max(65_536)).optional(),
})

export function exampleContact(id: string, input: ContactInput) {
  return {
    id,
    properties: propertiesOf(input),
    createdAt: '2026-01-15T09:00:00.000Z',
    updatedAt: '2026-01-15T09:00:00.000Z',
    archived: false,
  }
}
