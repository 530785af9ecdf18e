import * as z from 'zod'
import { toDecimal, toMinor, unifiedCurrency } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { Config } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT, EXAMPLE_CURRENCY } from './examples.ts'
import { etag, reference } from './rows.ts'

/**
 * The ISO code of a deal's currency is on another row.
 * Columns: https://learn.microsoft.com/en-us/dynamics365/sales/developer/entities/opportunity
 */
export const columns = {
  $select:
    'opportunityid,name,estimatedvalue,stepname,estimatedclosedate,statecode,_parentaccountid_value,_parentcontactid_value,createdon,modifiedon',
  $expand: 'transactioncurrencyid($select=isocurrencycode)',
}

export interface DealFields {
  readonly name?: string | undefined
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly currencyId?: string | undefined
  readonly stage?: string | undefined
  readonly closeDate?: string | undefined
  readonly company?: string | undefined
  readonly contact?: string | undefined
}

export function amountWithCurrency({ amount, currency, currencyId }: DealFields) {
  if (currency !== undefined || (amount === undefined && currencyId === undefined)) return []
  const beside = amount === undefined ? 'a currencyId, which it has to be the code of' : 'an amount'
  return [{ path: 'currency', message: `is needed beside ${beside}, whose minor unit it tells` }]
}

export function fieldsOf({ amount, currency, currencyId, ...input }: DealFields, config: Config) {
  return {
    name: input.name,
    estimatedvalue: amount === undefined || currency === undefined ? undefined : Number(toDecimal(amount, currency)),
    'transactioncurrencyid@odata.bind': boundCurrency(currency, currencyId, config),
    stepname: input.stage,
    estimatedclosedate: input.closeDate,
    'parentaccountid@odata.bind': reference('accounts', input.company),
    'parentcontactid@odata.bind': reference('contacts', input.contact),
  }
}

/**
 * Currencies are bound by their ids. One that isn't the base currency and comes without an id is bound by its code, as by
 * an alternate key: Dataverse refuses that where it has no such key, and silence would file euros as dollars.
 */
function boundCurrency(currency: string | undefined, id: string | undefined, config: Config): string | undefined {
  if (id !== undefined) return reference('transactioncurrencies', id)
  const code = currency?.toUpperCase()
  if (code === undefined || code === config.currency.toUpperCase()) return undefined
  return `/transactioncurrencies(isocurrencycode='${code}')`
}

export const dealAnswer = once(() =>
  z.looseObject({
    opportunityid: z.string(),
    name: z.string().nullish(),
    estimatedvalue: z.number().nullish(),
    transactioncurrencyid: z.looseObject({ isocurrencycode: z.string().nullish() }).nullish(),
    stepname: z.string().nullish(),
    estimatedclosedate: z.iso.date().nullish(),
    _parentaccountid_value: z.string().nullish(),
    _parentcontactid_value: z.string().nullish(),
    createdon: z.string().nullish(),
    modifiedon: z.string().nullish(),
  }),
)

export function unifyDeal(native: z.output<ReturnType<typeof dealAnswer>>) {
  const currency = unifiedCurrency().safeParse(native.transactioncurrencyid?.isocurrencycode).data ?? null
  const value = native.estimatedvalue ?? null
  return {
    id: native.opportunityid,
    name: native.name ?? '',
    amount: value === null || currency === null ? null : (toMinor(value, currency) ?? null),
    currency,
    stage: native.stepname ?? null,
    closeDate: native.estimatedclosedate ?? null,
    company: native._parentaccountid_value ?? null,
    contact: native._parentcontactid_value ?? null,
    createdAt: toUtc(native.createdon),
    updatedAt: toUtc(native.modifiedon),
  }
}

export const firstUnit = {
  name: 'Analytical Engine, first unit',
  amount: 1_250_000,
  currency: 'USD',
  stage: '1-Qualify',
  closeDate: '2027-03-31',
  company: EXAMPLE_ACCOUNT,
  contact: EXAMPLE_CONTACT,
}

export function exampleDeal(id: string, { name, amount, currency = 'USD', currencyId, ...input }: DealFields) {
  return {
    ...etag(id),
    opportunityid: id,
    name: name ?? null,
    estimatedvalue: amount === undefined ? null : Number(toDecimal(amount, currency)),
    stepname: input.stage ?? null,
    estimatedclosedate: input.closeDate ?? null,
    statecode: 0,
    _parentaccountid_value: input.company ?? null,
    _parentcontactid_value: input.contact ?? null,
    createdon: '2026-02-03T10:00:00Z',
    modifiedon: '2026-02-03T10:00:00Z',
    transactioncurrencyid: {
      isocurrencycode: currency.toUpperCase(),
      transactioncurrencyid: currencyId ?? EXAMPLE_CURRENCY,
    },
  }
}
