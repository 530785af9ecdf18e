import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { amount, currencyCode, toDecimal, toMinor, unifiedCurrency } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { get, json, patch, post } from '../../../kit/request.ts'
import { associatedId, association } from './associations.ts'
import type { Config, Kit } from './config.ts'
import { EXAMPLE_COMPANY, EXAMPLE_CONTACT, EXAMPLE_DEAL, EXAMPLE_NEXT_STAGE, EXAMPLE_STAGE } from './examples.ts'
import {
  cleared,
  exampleRecord,
  type HubSpotRecord,
  listCursor,
  nextAfter,
  page,
  record,
  recordId,
  recordOf,
  recordsOf,
} from './objects.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals/guide'

const read = {
  properties: 'dealname,amount,deal_currency_code,dealstage,pipeline,closedate',
  associations: 'companies,contacts',
}

/** The internal id of a pipeline or a stage: a word for those that HubSpot made, a number for others. */
const internalId = () => z.string().regex(/^[\w-]{1,255}$/, 'is not an internal id')

export const dealOperations = (kit: Kit) => ({
  'create-deal': kit.write(crm.createDeal, {
    docs: guide,
    extra: () => ({
      stage: internalId(),
      /** The pipeline that the stage is of, where it isn't the default one. */
      pipeline: internalId().optional(),
      company: recordId().optional(),
      contact: recordId().optional(),
    }),
    rules: amountWithCurrency,
    request: ({ company, contact, ...input }) =>
      post(
        recordsOf('deals'),
        json({
          properties: propertiesOf(input),
          associations: [
            ...(company === undefined ? [] : [association('dealToCompany', company)]),
            ...(contact === undefined ? [] : [association('dealToContact', contact)]),
          ],
        }),
      ),
    example: {
      input: {
        name: 'Analytical Engine, second unit',
        amount: 1_250_000,
        currency: 'USD',
        stage: EXAMPLE_STAGE,
        closeDate: '2027-03-31',
        company: EXAMPLE_COMPANY,
      },
      response: ({ company: _, contact: __, ...input }) => exampleRecord('53002', propertiesOf(input)),
    },
    answer: record,
    unify: (native, { company = null, contact = null }, config) => ({ ...unifyDeal(native, config), company, contact }),
  }),
  'get-deal': kit.read(crm.getDeal, {
    docs: guide,
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('deals', id), { query: read }),
    example: { input: { id: EXAMPLE_DEAL }, response: ({ id }) => exampleDeal(id) },
    answer: record,
    unify: (native, _, config) => unifyDeal(native, config),
  }),
  'list-deals': kit.read(crm.listDeals, {
    docs: guide,
    extra: listCursor,
    request: ({ limit, cursor }) => get(recordsOf('deals'), { query: { limit, after: cursor, ...read } }),
    example: { input: { limit: 5 }, response: () => ({ results: [exampleDeal(EXAMPLE_DEAL)] }) },
    answer: page,
    unify: ({ results }, _, config) => ({ items: results.map((deal) => unifyDeal(deal, config)) }),
    next: nextAfter,
  }),
  'update-deal': kit.write({
    name: 'Update Deal',
    description: 'Change the given fields of a deal, such as the stage that it is in',
    docs: guide,
    input: () => ({
      id: recordId(),
      name: z.string().min(1).max(120).optional(),
      amount: amount().optional(),
      currency: currencyCode().optional(),
      stage: internalId().optional(),
      pipeline: internalId().optional(),
      /** Null empties the field. */
      closeDate: z.iso.date().nullable().optional(),
    }),
    rules: amountWithCurrency,
    request: ({ id, ...changes }) => patch(recordOf('deals', id), json({ properties: propertiesOf(changes) })),
    example: {
      input: { id: EXAMPLE_DEAL, stage: EXAMPLE_NEXT_STAGE },
      response: ({ id, ...changes }) => exampleRecord(id, propertiesOf(changes)),
    },
    answer: record,
  }),
})

interface DealFields {
  readonly name?: string | undefined
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly stage?: string | undefined
  readonly pipeline?: string | undefined
  readonly closeDate?: string | null | undefined
}

function amountWithCurrency({ amount, currency }: DealFields) {
  return amount !== undefined && currency === undefined
    ? [{ path: 'currency', message: 'is needed beside an amount, whose minor unit it tells' }]
    : []
}

/** A close date is a time: noon in UTC is the same day for nearly everybody who looks at it. */
function propertiesOf({ name, amount, currency, stage, pipeline, closeDate }: DealFields) {
  return {
    dealname: name,
    amount: amount === undefined || currency === undefined ? undefined : toDecimal(amount, currency),
    deal_currency_code: currency?.toUpperCase(),
    dealstage: stage,
    pipeline,
    closedate: typeof closeDate === 'string' ? `${closeDate}T12:00:00.000Z` : cleared(closeDate),
  }
}

function unifyDeal(native: HubSpotRecord, config: Config) {
  const { id, properties, createdAt, updatedAt } = native
  const code = properties.deal_currency_code || config.currency
  const currency = unifiedCurrency().safeParse(code?.toUpperCase()).data ?? null
  const value = properties.amount || null
  return {
    id,
    name: properties.dealname ?? '',
    amount: value === null || currency === null ? null : (toMinor(value, currency) ?? null),
    currency,
    stage: properties.dealstage || null,
    closeDate: toUtc(properties.closedate)?.slice(0, 10) ?? null,
    company: associatedId(native, 'companies'),
    contact: associatedId(native, 'contacts'),
    createdAt: toUtc(createdAt),
    updatedAt: toUtc(updatedAt),
  }
}

const exampleDeal = (id: string) => ({
  ...exampleRecord(id, {
    dealname: 'Analytical Engine, first unit',
    amount: '12500',
    deal_currency_code: 'USD',
    dealstage: EXAMPLE_STAGE,
    pipeline: 'default',
    closedate: '2027-03-31T12:00:00Z',
  }),
  associations: {
    companies: {
      results: [
        { id: EXAMPLE_COMPANY, type: 'deal_to_company' },
        { id: EXAMPLE_COMPANY, type: 'deal_to_company_unlabeled' },
      ],
    },
    contacts: { results: [{ id: EXAMPLE_CONTACT, type: 'deal_to_contact' }] },
  },
})
