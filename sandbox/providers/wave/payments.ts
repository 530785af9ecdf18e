import { accounts } from './fixtures.ts'
import { foundInvoice } from './invoices.ts'
import type { Ledger } from './ledger.ts'
import { InputRefused, outcome } from './outcome.ts'
import type { PaymentRecord } from './records.ts'
import { paymentView } from './views.ts'

interface PaymentInput {
  readonly invoiceId: string
  readonly paymentAccountId: string
  readonly amount: string
  readonly paymentDate: string
  readonly paymentMethod: string
  readonly exchangeRate: string
  readonly memo?: string | null
}

/** Records a payment that was made elsewhere; more than what is due makes an invoice overpaid. */
export function invoicePaymentCreateManual(ledger: Ledger, input: PaymentInput): object {
  return outcome(() => {
    const invoice = foundInvoice(ledger, input.invoiceId)
    if (invoice.stage === 'DRAFT') throw new InputRefused('invoiceId', 'A draft cannot be paid.')
    const account = accounts.find(({ id }) => id === input.paymentAccountId)
    if (account === undefined) {
      const message = `Account '${input.paymentAccountId}' could not be found.`
      throw new InputRefused('paymentAccountId', message, 'NOT_FOUND')
    }
    if (account.subtype !== 'CASH_AND_BANK') {
      throw new InputRefused('paymentAccountId', 'The account cannot take payments.')
    }
    if (Number(input.amount) <= 0) throw new InputRefused('amount', 'Ensure this value is greater than 0.')
    if (Number(input.exchangeRate) <= 0) throw new InputRefused('exchangeRate', 'Ensure this value is greater than 0.')
    const record: PaymentRecord = {
      id: ledger.newId(invoice.businessId === '' ? btoa('Business:5dfdce78') : invoice.businessId, 'InvoicePayment'),
      businessId: invoice.businessId,
      invoiceId: invoice.id,
      accountId: account.id,
      amount: input.amount,
      paymentDate: input.paymentDate,
      paymentMethod: input.paymentMethod,
      exchangeRate: input.exchangeRate,
      memo: input.memo ?? null,
      createdAt: ledger.now,
      modifiedAt: ledger.now,
    }
    // What happens to a fixture isn't kept, and a payment of one happens to it.
    if (invoice.businessId !== '') ledger.payments.save(record)
    return { invoicePayment: paymentView(ledger, record) }
  })
}

export function invoicePaymentDelete(ledger: Ledger, { id }: { id: string }): object {
  return outcome(() => {
    if (ledger.payments.find(id) === undefined) {
      throw new InputRefused('id', `InvoicePayment '${id}' could not be found.`, 'NOT_FOUND')
    }
    ledger.payments.remove(id)
    return {}
  })
}
