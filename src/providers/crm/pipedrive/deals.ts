import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { amount, currencyCode, toDecimal, toMinor, unifiedCurrency } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, patch, post } from '../../../kit/request.ts'
import { EXAMPLE_DEAL, EXAMPLE_NEXT_STAGE, EXAMPLE_ORGANIZATION, EXAMPLE_STAGE, EXAMPLE_USER } from './examples.ts'
import { dataOf, listCursor, listOf, nextCursor, numberOf, querySecond, recordId } from './resources.ts'

export const dealOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-deal': write(crm.createDeal, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Deals#addDeal',
    /** A stage is told by its id, and tells the pipeline; without one a deal starts in the first of the first pipeline. */
    extra: () => ({
      stage: recordId().optional(),
      company: recordId().optional(),
      contact: recordId().optional(),
    }),
    rules: amountWithCurrency,
    request: (input) => post(path`/api/v2/deals`, json(fieldsOf(input))),
    example: {
      input: {
        name: 'Analytical Engine, second unit',
        amount: 1_250_000,
        currency: 'USD',
        stage: EXAMPLE_STAGE,
        closeDate: '2027-03-31',
        company: EXAMPLE_ORGANIZATION,
      },
      response: (input) => ({ success: true, data: exampleDeal(4_302, input) }),
    },
    answer: () => dataOf(dealAnswer()),
    unify: ({ data }) => unifyDeal(data),
  }),
  'get-deal': read(crm.getDeal, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Deals#getDeal',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(path`/api/v2/deals/${id}`),
    example: {
      input: { id: EXAMPLE_DEAL },
      response: ({ id }) => ({ success: true, data: exampleDeal(Number(id), firstUnit) }),
    },
    answer: () => dataOf(dealAnswer()),
    unify: ({ data }) => unifyDeal(data),
  }),
  'list-deals': read(crm.listDeals, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Deals#getDeals',
    extra: () => ({
      ...listCursor(),
      stage: recordId().optional(),
      status: z.enum(['open', 'won', 'lost', 'deleted']).optional(),
      company: recordId().optional(),
      contact: recordId().optional(),
      /** Only deals that changed at this time or later. */
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ limit, cursor, stage, status, company, contact, updatedSince }) =>
      get(path`/api/v2/deals`, {
        query: {
          limit,
          cursor,
          stage_id: stage,
          status,
          org_id: company,
          person_id: contact,
          updated_since: updatedSince === undefined ? undefined : querySecond(updatedSince),
        },
      }),
    example: {
      input: { limit: 5, status: 'open' },
      response: () => ({
        success: true,
        data: [exampleDeal(Number(EXAMPLE_DEAL), firstUnit)],
      }),
    },
    answer: () => listOf(dealAnswer()),
    unify: ({ data }) => ({ items: data.map(unifyDeal) }),
    next: nextCursor,
  }),
  'update-deal': write({
    name: 'Update Deal',
    description: 'Change the given fields of a deal: move it to another stage, win it or lose it',
    docs: 'https://developers.pipedrive.com/docs/api/v1/Deals#updateDeal',
    input: () => ({
      id: recordId(),
      name: z.string().min(1).max(120).optional(),
      amount: amount().optional(),
      currency: currencyCode().optional(),
      stage: recordId().optional(),
      status: z.enum(['open', 'won', 'lost']).optional(),
      lostReason: z.string().min(1).max(255).optional(),
      closeDate: z.iso.date().optional(),
      company: recordId().optional(),
      contact: recordId().optional(),
    }),
    rules: (input) => [
      ...amountWithCurrency(input),
      ...(input.lostReason !== undefined && input.status !== 'lost'
        ? [{ path: 'lostReason', message: 'may be given beside the status lost only' }]
        : []),
    ],
    request: ({ id, status, lostReason, ...changes }) =>
      patch(path`/api/v2/deals/${id}`, json({ ...fieldsOf(changes), status, lost_reason: lostReason })),
    example: {
      input: { id: EXAMPLE_DEAL, stage: EXAMPLE_NEXT_STAGE },
      response: ({ id, ...changes }) => ({
        success: true,
        data: exampleDeal(Number(id), { ...firstUnit, ...changes }),
      }),
    },
    answer: () => dataOf(dealAnswer()),
  }),
})

interface DealFields {
  readonly name?: string | undefined
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly stage?: string | undefined
  readonly closeDate?: string | undefined
  readonly company?: string | undefined
  readonly contact?: string | undefined
}

function amountWithCurrency({ amount, currency }: DealFields) {
  return amount !== undefined && currency === undefined
    ? [{ path: 'currency', message: 'is needed beside an amount, whose minor unit it tells' }]
    : []
}

function fieldsOf({ name, amount, currency, stage, closeDate, company, contact }: DealFields) {
  return {
    title: name,
    value: amount === undefined || currency === undefined ? undefined : Number(toDecimal(amount, currency)),
    currency: currency?.toUpperCase(),
    stage_id: numberOf(stage),
    expected_close_date: closeDate,
    org_id: numberOf(company),
    person_id: numberOf(contact),
  }
}

const dealAnswer = once(() =>
  z.looseObject({
    id: z.int(),
    title: z.string(),
    value: z.number().nullish(),
    currency: z.string().nullish(),
    stage_id: z.int().nullish(),
    expected_close_date: z.iso.date().nullish(),
    org_id: z.int().nullish(),
    person_id: z.int().nullish(),
    add_time: z.string().nullish(),
    update_time: z.string().nullish(),
  }),
)

function unifyDeal(native: z.output<ReturnType<typeof dealAnswer>>) {
  // A company may make currencies of its own, which have codes of their own, and no minor unit that anybody knows.
  const currency = unifiedCurrency().safeParse(native.currency).data ?? null
  const value = native.value ?? null
  return {
    id: String(native.id),
    name: native.title,
    amount: value === null || currency === null ? null : (toMinor(value, currency) ?? null),
    currency,
    stage: native.stage_id ? String(native.stage_id) : null,
    closeDate: native.expected_close_date ?? null,
    company: native.org_id ? String(native.org_id) : null,
    contact: native.person_id ? String(native.person_id) : null,
    createdAt: toUtc(native.add_time),
    updatedAt: toUtc(native.update_time),
  }
}

const firstUnit = {
  name: 'Analytical Engine, first unit',
  amount: 1_250_000,
  currency: 'USD',
  stage: EXAMPLE_STAGE,
  closeDate: '2027-03-31',
  company: EXAMPLE_ORGANIZATION,
}

function exampleDeal(id: number, input: DealFields) {
  return {
    id,
    ...fieldsOf(input),
    owner_id: Number(EXAMPLE_USER),
    status: 'open',
    is_deleted: false,
    add_time: '2026-02-03T10:00:00Z',
    update_time: '2026-02-03T10:00:00Z',
    custom_fields: {},
  }
}
