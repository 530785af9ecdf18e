import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { json, type ProviderRequest, post } from '../../../kit/request.ts'

/** The API reference has one page, with an anchor a request. */
export function reference(anchor: string): string {
  return `https://developer.authorize.net/api/reference/index.html#${anchor}`
}

/**
 * Every request is a POST to one address, named by the only member of its body. The JSON is made into XML there, so
 * members must stand in the order of the XML schema: https://api.authorize.net/xml/v1/schema/AnetApiSchema.xsd
 */
export function call(name: string, members: JsonObject = {}): ProviderRequest {
  return post(path`/xml/v1/request.api`, json({ [`${name}Request`]: members }))
}

interface TransactionMembers {
  readonly amount?: string | undefined
  readonly currencyCode?: string | undefined
  readonly payment?: JsonObject | undefined
  readonly profile?: JsonObject | undefined
  readonly refTransId?: string | undefined
  readonly order?: JsonObject | undefined
  readonly customer?: JsonObject | undefined
  readonly billTo?: JsonObject | undefined
  readonly customerIP?: string | undefined
  readonly transactionSettings?: JsonObject | undefined
  readonly userFields?: JsonObject | undefined
}

/** `createTransactionRequest`; its members are put in the schema's order here, whatever order they are given in. */
export function transaction(transactionType: string, members: TransactionMembers): ProviderRequest {
  return call('createTransaction', {
    transactionRequest: {
      transactionType,
      amount: members.amount,
      currencyCode: members.currencyCode,
      payment: members.payment,
      profile: members.profile,
      refTransId: members.refTransId,
      order: members.order,
      customer: members.customer,
      billTo: members.billTo,
      customerIP: members.customerIP,
      transactionSettings: members.transactionSettings,
      userFields: members.userFields,
    },
  })
}

/** `numericString` of the schema. */
export const numericId = () => z.string().regex(/^\d{1,20}$/, 'is not an id of Authorize.Net')

/** A token of Accept.js, or of a wallet. https://developer.authorize.net/api/reference/features/acceptjs.html */
export const tokenKind = () => z.enum(['accept', 'apple_pay', 'google_pay']).default('accept')

const descriptors = {
  accept: 'COMMON.ACCEPT.INAPP.PAYMENT',
  apple_pay: 'COMMON.APPLE.INAPP.PAYMENT',
  google_pay: 'COMMON.GOOGLE.INAPP.PAYMENT',
} as const

export function opaqueData(source: string, kind: keyof typeof descriptors) {
  return { opaqueData: { dataDescriptor: descriptors[kind], dataValue: source } }
}
