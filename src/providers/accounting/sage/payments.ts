import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, dayOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { reference } from './reference.ts'
import { create, key } from './resources.ts'

/**
 * Payments of customers are contact payments of the type CUSTOMER_RECEIPT, allocated to what they pay.
 * https://developer.sage.com/accounting/guides/concepts/payments
 */
export const paymentOperations = (kit: Kit) => ({
  'record-payment': kit.write(accounting.recordPayment, {
    docs: reference('payments/#tag/Contact-Payments', 'postContactPayments'),
    extra: () => ({
      invoice: key(),
      customer: key(),
      /** A bank account, as `list-bank-accounts` answers it. */
      account: key(),
      paymentMethod: key().optional(),
    }),
    keyed: true,
    request: ({ invoice, customer, amount, currency, date, account, paymentMethod, ...input }, config, context) =>
      create(config, context, 'contact_payments', {
        transaction_type_id: 'CUSTOMER_RECEIPT',
        contact_id: customer,
        bank_account_id: account,
        date,
        total_amount: toNumber(amount, currency),
        currency_id: answers.foreignCurrency(currency, config),
        payment_method_id: paymentMethod,
        reference: input.reference,
        allocated_artefacts: [{ artefact_id: invoice, amount: toNumber(amount, currency) }],
      }),
    example: {
      input: {
        invoice: fixtures.invoice,
        customer: fixtures.customer,
        amount: 25_000,
        currency: 'GBP',
        date: '2026-02-01',
        account: fixtures.bankAccount,
      },
      response: ({ invoice, customer, amount, currency, date, account, ...input }) => ({
        ...answers.reference('contact_payments', fixtures.payment),
        transaction_type: answers.reference('transaction_types', 'CUSTOMER_RECEIPT'),
        contact: answers.reference('contacts', customer),
        bank_account: answers.reference('bank_accounts', account),
        date,
        total_amount: toNumber(amount, currency),
        currency: answers.reference('currencies', currency.toUpperCase()),
        reference: input.reference ?? '',
        allocated_artefacts: [
          {
            id: `${fixtures.payment}1`,
            artefact: answers.reference('sales_invoices', invoice),
            amount: toNumber(amount, currency),
          },
        ],
        ...answers.exampleTimes,
      }),
    },
    answer: paymentAnswer,
    unify: (native, input, config) => {
      const currency = currencyOf(native.currency?.id, config.currency, input.currency)
      const artefacts = native.allocated_artefacts ?? []
      return {
        id: native.id,
        invoice: artefacts.length === 1 ? (artefacts[0]?.artefact?.id ?? null) : null,
        customer: native.contact?.id ?? null,
        amount: minorOf(native.total_amount, currency),
        currency,
        date: dayOf(native.date),
        account: native.bank_account?.id ?? null,
        reference: native.reference || null,
      }
    },
  }),
})

const paymentAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    contact: answers.referenceAnswer(),
    bank_account: answers.referenceAnswer(),
    currency: answers.referenceAnswer(),
    date: z.string().nullish(),
    total_amount: answers.amountAnswer(),
    reference: z.string().nullish(),
    allocated_artefacts: z.array(z.looseObject({ artefact: answers.referenceAnswer() })).nullish(),
  }),
)
