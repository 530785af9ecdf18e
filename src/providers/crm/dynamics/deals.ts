import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { amount, currencyCode } from '../../../contracts/money.ts'
import { pageInput } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { amountWithCurrency, columns, dealAnswer, exampleDeal, fieldsOf, firstUnit, unifyDeal } from './deal-fields.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CURRENCY, EXAMPLE_OPPORTUNITY } from './examples.ts'
import { filter, guid } from './filter.ts'
import { create, list, listCursor, nextToken, pageOf, read, reference, update } from './rows.ts'

/** A phase of the sales pipeline, as its process names it. */
const stage = () => z.string().min(1).max(200)

/** Of the transaction currency, where it isn't the base currency: `list-currencies` has it. */
const currencyId = () => z.guid().optional()

/** Deals are opportunities. */
export const dealOperations = (kit: Kit) => ({
  'create-deal': kit.write(crm.createDeal, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/create-entity-web-api',
    extra: () => ({
      stage: stage().optional(),
      currencyId: currencyId(),
      company: z.guid().optional(),
      contact: z.guid().optional(),
    }),
    rules: amountWithCurrency,
    request: (input, config) => create('opportunities', fieldsOf(input, config), columns),
    example: {
      input: {
        name: 'Analytical Engine, second unit',
        amount: 1_250_000,
        currency: 'USD',
        stage: '1-Qualify',
        closeDate: '2027-03-31',
        company: EXAMPLE_ACCOUNT,
      },
      response: (input) => exampleDeal('0ba80002-5b1d-ed11-b83e-000d3a572421', input),
    },
    answer: dealAnswer,
    unify: unifyDeal,
  }),
  'get-deal': kit.read(crm.getDeal, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/retrieve-entity-using-web-api',
    extra: () => ({ id: z.guid() }),
    request: ({ id }) => read('opportunities', id, columns),
    example: { input: { id: EXAMPLE_OPPORTUNITY }, response: ({ id }) => exampleDeal(id, firstUnit) },
    answer: dealAnswer,
    unify: unifyDeal,
  }),
  'list-deals': kit.read(crm.listDeals, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/overview',
    extra: () => ({
      ...listCursor(),
      state: z.enum(['open', 'won', 'lost']).optional(),
      stage: stage().optional(),
      company: z.guid().optional(),
    }),
    request: ({ state, stage, company, ...page }) =>
      list(
        'opportunities',
        [
          state === undefined ? undefined : states[state],
          stage === undefined ? undefined : filter`stepname eq ${stage}`,
          company === undefined ? undefined : filter`_parentaccountid_value eq ${guid(company)}`,
        ],
        { ...columns, $orderby: 'opportunityid' },
        page,
      ),
    example: {
      input: { limit: 5, state: 'open' },
      response: () => ({ value: [exampleDeal(EXAMPLE_OPPORTUNITY, firstUnit)] }),
    },
    answer: () => pageOf(dealAnswer()),
    unify: ({ value }) => ({ items: value.map(unifyDeal) }),
    next: nextToken,
  }),
  'update-deal': kit.write({
    name: 'Update Deal',
    description: 'Change the given fields of an open deal; a deal is won by Win Deal',
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api',
    input: () => ({
      id: z.guid(),
      name: z.string().min(1).max(300).optional(),
      amount: amount().optional(),
      currency: currencyCode().optional(),
      currencyId: currencyId(),
      stage: stage().optional(),
      closeDate: z.iso.date().optional(),
      company: z.guid().optional(),
      contact: z.guid().optional(),
    }),
    rules: amountWithCurrency,
    request: ({ id, ...changes }, config) => update('opportunities', id, fieldsOf(changes, config), columns),
    example: {
      input: { id: EXAMPLE_OPPORTUNITY, stage: '2-Develop' },
      response: ({ id, ...changes }) => exampleDeal(id, { ...firstUnit, ...changes }),
    },
    answer: dealAnswer,
  }),
  'win-deal': kit.write({
    name: 'Win Deal',
    description: 'Close an open deal as won',
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/use-web-api-actions',
    input: () => ({
      id: z.guid(),
      /** What the activity that records it is called. */
      subject: z.string().min(1).max(200),
      /** The status reason, where the environment has others than Won, which is 3. */
      status: z.int().min(1).default(3),
    }),
    request: ({ id, subject, status }) =>
      post(
        path`/api/data/v9.2/WinOpportunity`,
        json({
          Status: status,
          OpportunityClose: { subject, 'opportunityid@odata.bind': reference('opportunities', id) },
        }),
      ),
    example: { input: { id: EXAMPLE_OPPORTUNITY, subject: 'Signed on the first call' }, response: () => null },
    answer: anything,
  }),
  'list-currencies': kit.read({
    name: 'List Currencies',
    description: 'List the currencies that deals may be in, and their ids',
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/transactioncurrency',
    input: () => ({ ...pageInput(), ...listCursor() }),
    request: (page) =>
      list(
        'transactioncurrencies',
        [filter`statecode eq 0`],
        {
          $select: 'transactioncurrencyid,isocurrencycode,currencyname,currencyprecision,exchangerate',
          $orderby: 'isocurrencycode',
        },
        page,
      ),
    example: {
      input: { limit: 5 },
      response: () => ({
        value: [
          {
            transactioncurrencyid: EXAMPLE_CURRENCY,
            isocurrencycode: 'USD',
            currencyname: 'US Dollar',
            currencyprecision: 2,
            exchangerate: 1,
          },
        ],
      }),
    },
    answer: () => pageOf(z.unknown()),
    next: nextToken,
  }),
})

const states = {
  open: filter`statecode eq 0`,
  won: filter`statecode eq 1`,
  lost: filter`statecode eq 2`,
}
