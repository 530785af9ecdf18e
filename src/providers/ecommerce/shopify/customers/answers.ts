import * as z from 'zod'
import { toUtc } from '../../../../contracts/time.ts'
import { once } from '../../../../kit/contract.ts'
import { answered, connection } from '../graphql.ts'

const customer = once(() =>
  z.looseObject({
    id: z.string(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
    defaultEmailAddress: z.looseObject({ emailAddress: z.string() }).nullish(),
    defaultPhoneNumber: z.looseObject({ phoneNumber: z.string() }).nullish(),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
)

export const customerList = once(() => answered({ customers: connection(customer()) }))
export const customerCreateAnswer = once(() => answered({ customerCreate: z.looseObject({ customer: customer() }) }))

export function unifyCustomer(native: z.output<ReturnType<typeof customer>>) {
  return {
    id: native.id,
    email: native.defaultEmailAddress?.emailAddress ?? null,
    firstName: native.firstName ?? null,
    lastName: native.lastName ?? null,
    phone: native.defaultPhoneNumber?.phoneNumber ?? null,
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.updatedAt),
  }
}
