import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toDecimal, toMinor } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_OPPORTUNITY } from './examples.ts'
import { lastId, listCursor, page } from './listing.ts'
import { recordId, recordOf, recordsOf } from './resources.ts'
import { date, type Soql, soql } from './soql.ts'

/**
 * Deals are opportunities. Only an org with several currencies has the field `CurrencyIsoCode`, and naming it anywhere
 * else is an error: the config says which kind of org it is.
 * Fields: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm
 */
export const dealOperations = ({ read, write }: Kit) => ({
  'create-deal': write(crm.createDeal, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html',
    extra: () => ({
      stage: z.string().min(1).max(255),
      closeDate: z.iso.date(),
      company: recordId().optional(),
      contact: recordId().optional(),
    }),
    rules: ({ amount, currency }) =>
      amount !== undefined && currency === undefined
        ? [{ path: 'currency', message: 'is needed beside an amount, whose minor unit it tells' }]
        : [],
    request: ({ name, amount, currency, stage, closeDate, company, contact }, config) =>
      post(
        recordsOf('Opportunity'),
        json({
          Name: name,
          StageName: stage,
          CloseDate: closeDate,
          Amount: amount === undefined || currency === undefined ? undefined : Number(toDecimal(amount, currency)),
          CurrencyIsoCode: isOwnCurrency(currency, config) ? undefined : currency?.toUpperCase(),
          AccountId: company,
          ContactId: contact,
        }),
      ),
    example: {
      input: {
        name: 'Analytical Engine, first unit',
        amount: 1_250_000,
        currency: 'USD',
        stage: 'Prospecting',
        closeDate: '2027-03-31',
        company: EXAMPLE_ACCOUNT,
      },
      response: () => answers.exampleSaved(EXAMPLE_OPPORTUNITY),
    },
    answer: answers.saved,
    unify: ({ id }, { name, amount = null, currency, stage, closeDate, company = null, contact = null }) => ({
      id,
      name,
      amount,
      currency: currency?.toUpperCase() ?? null,
      stage,
      closeDate,
      company,
      contact,
      createdAt: null,
      updatedAt: null,
    }),
  }),
  'get-deal': read(crm.getDeal, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-get-field-values.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Opportunity', id)),
    example: { input: { id: EXAMPLE_OPPORTUNITY }, response: ({ id }) => exampleDeal(id) },
    answer: dealAnswer,
    unify: (native, _, config) => unifyDeal(native, config),
  }),
  'list-deals': read(crm.listDeals, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html',
    extra: () => ({
      ...listCursor(),
      stage: z.string().min(1).max(255).optional(),
      /** First and last day of the close dates wanted. */
      closesFrom: z.iso.date().optional(),
      closesTo: z.iso.date().optional(),
    }),
    request: ({ stage, closesFrom, closesTo, ...input }, config) =>
      page(
        selectDeals(config),
        [
          stage === undefined ? undefined : soql`StageName = ${stage}`,
          closesFrom === undefined ? undefined : soql`CloseDate >= ${date(closesFrom)}`,
          closesTo === undefined ? undefined : soql`CloseDate <= ${date(closesTo)}`,
        ],
        input,
      ),
    example: { input: { limit: 5 }, response: () => answers.examplePage(exampleDeal(EXAMPLE_OPPORTUNITY)) },
    answer: () => answers.pageOf(dealAnswer()),
    unify: ({ records }, _, config) => ({ items: records.map((record) => unifyDeal(record, config)) }),
    next: lastId,
  }),
})

function selectDeals(config: Config): Soql {
  const currency = config.currency === 'multiple' ? soql`, CurrencyIsoCode` : soql``
  return soql`SELECT Id, Name, Amount${currency}, StageName, CloseDate, AccountId, ContactId, CreatedDate, LastModifiedDate FROM Opportunity`
}

/**
 * Whether a deal in this currency needs no code. One that isn't the org's own is sent all the same, for Salesforce to
 * refuse: dropping it would file euros as dollars.
 */
function isOwnCurrency(currency: string | undefined, config: Config): boolean {
  if (config.currency === 'multiple') return false
  return config.currency === undefined || config.currency.toUpperCase() === currency?.toUpperCase()
}

const dealAnswer = once(() =>
  z.looseObject({
    Id: z.string(),
    Name: z.string(),
    Amount: z.number().nullish(),
    CurrencyIsoCode: z.string().nullish(),
    StageName: z.string().nullish(),
    CloseDate: z.string().nullish(),
    AccountId: z.string().nullish(),
    ContactId: z.string().nullish(),
    CreatedDate: z.string().nullish(),
    LastModifiedDate: z.string().nullish(),
  }),
)

function unifyDeal(native: z.output<ReturnType<typeof dealAnswer>>, config: Config) {
  const ofOrg = config.currency === 'multiple' ? undefined : config.currency
  const currency = (native.CurrencyIsoCode ?? ofOrg)?.toUpperCase() ?? null
  const amount = native.Amount ?? null
  return {
    id: native.Id,
    name: native.Name,
    amount: amount === null || currency === null ? null : (toMinor(amount, currency) ?? null),
    currency,
    stage: native.StageName ?? null,
    closeDate: native.CloseDate ?? null,
    company: native.AccountId ?? null,
    contact: native.ContactId ?? null,
    createdAt: toUtc(native.CreatedDate),
    updatedAt: toUtc(native.LastModifiedDate),
  }
}

const exampleDeal = (id: string) => ({
  ...answers.attributes('Opportunity', id),
  Name: 'Analytical Engine, first unit',
  Amount: 12_500,
  StageName: 'Prospecting',
  CloseDate: '2027-03-31',
  AccountId: EXAMPLE_ACCOUNT,
  ContactId: null,
  CreatedDate: '2026-02-03T10:00:00.000+0000',
  LastModifiedDate: '2026-02-03T10:00:00.000+0000',
})
