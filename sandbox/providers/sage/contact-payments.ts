import { day, group, list, listAt, matching, number, numberAt, oneOf, text, textAt } from '../../json-shape.ts'
import { cents, invalid, notFound, reference, titled } from './answers.ts'
import type { Business } from './business.ts'
import { outstanding, pay } from './invoices.ts'
import { type Item, isAsked, isWithin, listed } from './listing.ts'
import { bankReference, checkBankAccount, contactOf, contactReference } from './lookups.ts'
import type { Allocation, ContactPaymentRecord } from './records.ts'
import { createdOnce, wrapped } from './requests.ts'

/** Which contacts the transactions are of. Source: https://developer.sage.com/accounting/reference/payments-receipts */
const contactTypes: Readonly<Record<string, string>> = {
  CUSTOMER_RECEIPT: 'CUSTOMER',
  CUSTOMER_REFUND: 'CUSTOMER',
  VENDOR_PAYMENT: 'VENDOR',
  VENDOR_REFUND: 'VENDOR',
}

const creation = group(
  {
    transaction_type_id: oneOf(...Object.keys(contactTypes)),
    contact_id: text(),
    bank_account_id: text(),
    date: day,
    total_amount: number(0.01),
  },
  {
    payment_method_id: text(),
    reference: text(50),
    currency_id: matching(/^[A-Z]{3}$/),
    exchange_rate: number(0),
    allocated_artefacts: list(group({ artefact_id: text(), amount: number(0.01) })),
  },
)

export function listContactPayments(business: Business): object {
  const found = business.contactPayments
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
    'contact_payments',
    found.map((record) => paymentView(business, record)),
  )
}

export function getContactPayment(business: Business, id: string): object {
  return paymentView(business, found(business, id))
}

export function createContactPayment(business: Business): object {
  const fields = wrapped(business, 'contact_payment', creation)
  return createdOnce(business, fields, () => {
    const type = textAt(fields, 'transaction_type_id')
    const contact = contactOf(business, textAt(fields, 'contact_id'), 'contact_payment.contact_id', contactTypes[type])
    checkBankAccount(textAt(fields, 'bank_account_id'), 'contact_payment.bank_account_id')
    const total = cents(numberAt(fields, 'total_amount'))
    const allocations = listAt(fields, 'allocated_artefacts').map((given, index) =>
      allocationOf(business, contact.id, textAt(given, 'artefact_id'), cents(numberAt(given, 'amount')), index),
    )
    if (cents(allocations.reduce((sum, { amount }) => sum + amount, 0)) > total) {
      throw invalid('contact_payment.allocated_artefacts', 'More is allocated than was paid.')
    }
    const record: ContactPaymentRecord = {
      id: business.newId(),
      transactionTypeId: type,
      paymentMethodId: textAt(fields, 'payment_method_id') || 'ELECTRONIC',
      contactId: contact.id,
      bankAccountId: textAt(fields, 'bank_account_id'),
      date: textAt(fields, 'date'),
      total,
      currency: textAt(fields, 'currency_id') || contact.currency,
      reference: textAt(fields, 'reference'),
      allocations,
      createdAt: business.now,
      updatedAt: business.now,
    }
    business.contactPayments.save(record)
    allocate(business, allocations, 1)
    return paymentView(business, record)
  })
}

/** `DELETE`: what was allocated is open again. */
export function deleteContactPayment(business: Business, id: string): undefined {
  const record = found(business, id)
  allocate(business, record.allocations, -1)
  business.contactPayments.remove(id)
}

function allocationOf(
  business: Business,
  contactId: string,
  artefactId: string,
  amount: number,
  index: number,
): Allocation {
  const source = `contact_payment.allocated_artefacts.${index}`
  const invoice = business.invoices.find(artefactId)
  if (invoice === undefined) throw invalid(`${source}.artefact_id`, 'Artefact not found.')
  if (invoice.contactId !== contactId) throw invalid(`${source}.artefact_id`, 'The artefact is of another contact.')
  if (invoice.stage !== 'UNPAID') throw invalid(`${source}.artefact_id`, 'The artefact cannot be paid.')
  if (amount > outstanding(invoice)) throw invalid(`${source}.amount`, 'More than the outstanding amount.')
  return { id: business.newId(), artefactId, amount }
}

function allocate(business: Business, allocations: readonly Allocation[], sign: 1 | -1): void {
  for (const { artefactId, amount } of allocations) {
    const invoice = business.invoices.find(artefactId)
    if (invoice !== undefined) pay(business, invoice, sign * amount)
  }
}

function found(business: Business, id: string): ContactPaymentRecord {
  const record = business.contactPayments.find(id)
  if (record === undefined) throw notFound()
  return record
}

function paymentView(business: Business, record: ContactPaymentRecord): Item {
  const { id, transactionTypeId: type, paymentMethodId: method } = record
  return {
    ...reference('contact_payments', id, record.reference || titled(type)),
    links: [],
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    transaction: reference('transactions', id, titled(type)),
    transaction_type: reference('transaction_types', type, titled(type)),
    deleted_at: null,
    payment_method: reference('payment_methods', method, titled(method)),
    contact: contactReference(business, record.contactId),
    bank_account: bankReference(record.bankAccountId),
    date: record.date,
    net_amount: record.total,
    tax_amount: 0,
    total_amount: record.total,
    currency: reference('currencies', record.currency, record.currency),
    exchange_rate: 1,
    reference: record.reference,
    allocated_artefacts: record.allocations.map((allocation) => ({
      id: allocation.id,
      artefact: reference('sales_invoices', allocation.artefactId, artefactName(business, allocation.artefactId)),
      amount: allocation.amount,
      discount: 0,
    })),
    tax_rate: null,
    payment_on_account: null,
    editable: true,
  }
}

function artefactName(business: Business, id: string): string {
  return `SI-${business.invoices.find(id)?.number ?? ''}`
}
