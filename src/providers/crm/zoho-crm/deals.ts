import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { amount, currencyCode, toDecimal, toMinor, unifiedCurrency } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { get, post, put } from '../../../kit/request.ts'
import type { Config, Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT, EXAMPLE_DEAL, EXAMPLE_NEXT_STAGE, EXAMPLE_STAGE } from './examples.ts'
import {
  examplePage,
  exampleWritten,
  foundOne,
  lookup,
  lookupOf,
  nextToken,
  oneRecord,
  pageOf,
  recordId,
  recordOf,
  recordsOf,
  tokenCursor,
  written,
} from './records.ts'

const fields = 'Deal_Name,Amount,Stage,Closing_Date,Account_Name,Contact_Name,Created_Time,Modified_Time'

/** Only an organization with several currencies has the field `Currency`: the config says which kind it is. */
export const dealOperations = ({ read, write }: Kit) => ({
  'create-deal': write(crm.createDeal, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/insert-records.html',
    extra: () => ({
      stage: z.string().min(1).max(120),
      /** The pipeline that the stage is of, where pipelines are in use. */
      pipeline: z.string().min(1).max(120).optional(),
      company: recordId().optional(),
      contact: recordId().optional(),
    }),
    rules: amountWithCurrency,
    request: (input, config) => post(recordsOf('Deals'), oneRecord(fieldsOf(input, config))),
    example: {
      input: {
        name: 'Analytical Engine, second unit',
        amount: 1_250_000,
        currency: 'USD',
        stage: EXAMPLE_STAGE,
        closeDate: '2027-03-31',
        company: EXAMPLE_ACCOUNT,
      },
      response: () => exampleWritten('5725767000000412003', 'record added'),
    },
    answer: written,
    unify: ({ data: [{ details }] }, { name, amount = null, currency, stage, closeDate, company, contact }) => ({
      id: details.id,
      name,
      amount,
      currency: currency?.toUpperCase() ?? null,
      stage,
      closeDate: closeDate ?? null,
      company: company ?? null,
      contact: contact ?? null,
      createdAt: toUtc(details.Created_Time),
      updatedAt: toUtc(details.Modified_Time),
    }),
  }),
  'get-deal': read(crm.getDeal, {
    // https://www.zoho.com/crm/developer/docs/api/v8/get-records.html: 204, nothing there.
    emptyMeansMissing: true,
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-records.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Deals', id)),
    example: { input: { id: EXAMPLE_DEAL }, response: ({ id }) => ({ data: [exampleDeal(id)] }) },
    answer: () => foundOne(dealAnswer()),
    unify: ({ data: [deal] }, _, config) => unifyDeal(deal, config),
  }),
  'list-deals': read(crm.listDeals, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-records.html',
    extra: tokenCursor,
    request: ({ limit, cursor }, { currency }) =>
      get(recordsOf('Deals'), {
        query: {
          fields: currency === 'multiple' ? `${fields},Currency` : fields,
          per_page: limit,
          page_token: cursor,
        },
      }),
    example: { input: { limit: 5 }, response: () => examplePage(exampleDeal(EXAMPLE_DEAL)) },
    answer: () => pageOf(dealAnswer()),
    unify: (page, _, config) => ({ items: page?.data.map((deal) => unifyDeal(deal, config)) ?? [] }),
    next: nextToken,
  }),
  'update-deal': write({
    name: 'Update Deal',
    description: 'Change the given fields of a deal, such as the stage that it is in',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/update-records.html',
    input: () => ({
      id: recordId(),
      name: z.string().min(1).max(120).optional(),
      amount: amount().optional(),
      currency: currencyCode().optional(),
      stage: z.string().min(1).max(120).optional(),
      pipeline: z.string().min(1).max(120).optional(),
      closeDate: z.iso.date().optional(),
      /** Null empties the field. */
      company: recordId().nullable().optional(),
      contact: recordId().nullable().optional(),
    }),
    rules: amountWithCurrency,
    request: ({ id, ...changes }, config) => put(recordOf('Deals', id), oneRecord(fieldsOf(changes, config))),
    example: {
      input: { id: EXAMPLE_DEAL, stage: EXAMPLE_NEXT_STAGE },
      response: ({ id }) => exampleWritten(id, 'record updated'),
    },
    answer: written,
  }),
})

interface DealFields {
  readonly name?: string | undefined
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly stage?: string | undefined
  readonly pipeline?: string | undefined
  readonly closeDate?: string | undefined
  readonly company?: string | null | undefined
  readonly contact?: string | null | undefined
}

function amountWithCurrency({ amount, currency }: DealFields) {
  return amount !== undefined && currency === undefined
    ? [{ path: 'currency', message: 'is needed beside an amount, whose minor unit it tells' }]
    : []
}

function fieldsOf({ amount, currency, ...input }: DealFields, config: Config) {
  return {
    Deal_Name: input.name,
    Amount: amount === undefined || currency === undefined ? undefined : Number(toDecimal(amount, currency)),
    Currency: isOwnCurrency(currency, config) ? undefined : currency?.toUpperCase(),
    Stage: input.stage,
    Pipeline: input.pipeline,
    Closing_Date: input.closeDate,
    Account_Name: lookupOf(input.company),
    Contact_Name: lookupOf(input.contact),
  }
}

/** Whether a deal in this currency needs no code. One that isn't the organization's own always says what it is. */
function isOwnCurrency(currency: string | undefined, config: Config): boolean {
  if (config.currency === 'multiple') return false
  return config.currency === undefined || config.currency.toUpperCase() === currency?.toUpperCase()
}

const dealAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    Deal_Name: z.string(),
    Amount: z.number().nullish(),
    Currency: z.string().nullish(),
    Stage: z.string().nullish(),
    Closing_Date: z.iso.date().nullish(),
    Account_Name: lookup(),
    Contact_Name: lookup(),
    Created_Time: z.string().nullish(),
    Modified_Time: z.string().nullish(),
  }),
)

function unifyDeal(native: z.output<ReturnType<typeof dealAnswer>>, config: Config) {
  const ofOrganization = config.currency === 'multiple' ? undefined : config.currency
  const currency = unifiedCurrency().safeParse((native.Currency ?? ofOrganization)?.toUpperCase()).data ?? null
  const value = native.Amount ?? null
  return {
    id: native.id,
    name: native.Deal_Name,
    amount: value === null || currency === null ? null : (toMinor(value, currency) ?? null),
    currency,
    stage: native.Stage ?? null,
    closeDate: native.Closing_Date ?? null,
    company: native.Account_Name?.id ?? null,
    contact: native.Contact_Name?.id ?? null,
    createdAt: toUtc(native.Created_Time),
    updatedAt: toUtc(native.Modified_Time),
  }
}

const exampleDeal = (id: string) => ({
  id,
  Deal_Name: 'Analytical Engine, first unit',
  Amount: 12_500,
  Stage: EXAMPLE_STAGE,
  Closing_Date: '2027-03-31',
  Account_Name: { name: 'Analytical Engines Ltd', id: EXAMPLE_ACCOUNT },
  Contact_Name: { name: 'Ada Lovelace', id: EXAMPLE_CONTACT },
  Created_Time: '2026-02-03T15:30:00+05:30',
  Modified_Time: '2026-02-03T15:30:00+05:30',
})
