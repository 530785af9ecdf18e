import { day, group, list, listAt, number, numberAt, oneOf, text, textAt } from '../../json-shape.ts'
import { cents, invalid, notFound, reference, titled } from './answers.ts'
import type { Business } from './business.ts'
import { type Item, isAsked, isWithin, listed } from './listing.ts'
import {
  bankReference,
  checkBankAccount,
  checkLedgerAccount,
  contactOf,
  contactReference,
  ledgerReference,
  percentageOf,
  taxReference,
} from './lookups.ts'
import type { OtherPaymentRecord, PaymentLine } from './records.ts'
import { createdOnce, wrapped } from './requests.ts'

const creation = group(
  {
    transaction_type_id: oneOf('OTHER_PAYMENT', 'OTHER_RECEIPT'),
    bank_account_id: text(),
    date: day,
    total_amount: number(0.01),
    payment_lines: list(
      group(
        { ledger_account_id: text(), total_amount: number(0.01) },
        { details: text(), tax_rate_id: text(), net_amount: number(), tax_amount: number() },
      ),
      1,
    ),
  },
  { contact_id: text(), payment_method_id: text(), reference: text(50) },
)

export function listOtherPayments(business: Business): object {
  const found = business.otherPayments
    .all()
    .filter(
      (record) =>
        isAsked(business, 'contact_id', record.contactId) &&
        isAsked(business, 'transaction_type_id', record.transactionTypeId) &&
        isAsked(business, 'bank_account_id', record.bankAccountId) &&
        isWithin(business, record.date),
    )
  return listed(
    business,
    'other_payments',
    found.map((record) => paymentView(business, record)),
  )
}

export function getOtherPayment(business: Business, id: string): object {
  return paymentView(business, found(business, id))
}

export function createOtherPayment(business: Business): object {
  const fields = wrapped(business, 'other_payment', creation)
  return createdOnce(business, fields, () => {
    const contactId = textAt(fields, 'contact_id')
    if (contactId !== '') contactOf(business, contactId, 'other_payment.contact_id')
    checkBankAccount(textAt(fields, 'bank_account_id'), 'other_payment.bank_account_id')
    const lines = listAt(fields, 'payment_lines').map((given, index) => lineOf(business, given, index))
    const total = cents(numberAt(fields, 'total_amount'))
    if (cents(lines.reduce((sum, line) => sum + line.total, 0)) !== total) {
      throw invalid('other_payment.total_amount', 'The total is not the sum of the lines.')
    }
    const record: OtherPaymentRecord = {
      id: business.newId(),
      transactionTypeId: textAt(fields, 'transaction_type_id'),
      paymentMethodId: textAt(fields, 'payment_method_id') || 'ELECTRONIC',
      contactId,
      bankAccountId: textAt(fields, 'bank_account_id'),
      date: textAt(fields, 'date'),
      total,
      reference: textAt(fields, 'reference'),
      lines,
      createdAt: business.now,
      updatedAt: business.now,
    }
    business.otherPayments.save(record)
    return paymentView(business, record)
  })
}

export function deleteOtherPayment(business: Business, id: string): undefined {
  business.otherPayments.remove(found(business, id).id)
}

/** The total of a line includes its tax. */
function lineOf(business: Business, given: unknown, index: number): PaymentLine {
  const source = `other_payment.payment_lines.${index}`
  const ledgerAccountId = textAt(given, 'ledger_account_id')
  checkLedgerAccount(ledgerAccountId, `${source}.ledger_account_id`)
  const taxRateId = textAt(given, 'tax_rate_id')
  const percentage = percentageOf(taxRateId, `${source}.tax_rate_id`)
  const total = cents(numberAt(given, 'total_amount'))
  const net = cents(total / (1 + percentage / 100))
  const details = textAt(given, 'details')
  return { id: business.newId(), ledgerAccountId, taxRateId, details, net, tax: cents(total - net), total }
}

function found(business: Business, id: string): OtherPaymentRecord {
  const record = business.otherPayments.find(id)
  if (record === undefined) throw notFound()
  return record
}

function paymentView(business: Business, record: OtherPaymentRecord): Item {
  const { id, transactionTypeId: type, paymentMethodId: method, lines } = record
  return {
    ...reference('other_payments', id, record.reference || titled(type)),
    links: [],
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    transaction: reference('transactions', id, titled(type)),
    transaction_type: reference('transaction_types', type, titled(type)),
    deleted_at: null,
    payment_method: reference('payment_methods', method, titled(method)),
    contact: contactReference(business, record.contactId),
    bank_account: bankReference(record.bankAccountId),
    tax_address_region: null,
    date: record.date,
    net_amount: cents(lines.reduce((sum, { net }) => sum + net, 0)),
    tax_amount: cents(lines.reduce((sum, { tax }) => sum + tax, 0)),
    total_amount: record.total,
    reference: record.reference,
    payment_lines: lines.map((line) => ({
      id: line.id,
      displayed_as: line.details,
      ledger_account: ledgerReference(line.ledgerAccountId),
      details: line.details,
      tax_rate: taxReference(line.taxRateId),
      net_amount: line.net,
      tax_amount: line.tax,
      total_amount: line.total,
    })),
    editable: true,
    deletable: true,
  }
}
