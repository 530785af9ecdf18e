import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { dates, dateTime, notFound, validationException } from './answers.ts'
import { contactOf, currencyOf, dayOf, pricedLines } from './lines.ts'
import { cents, type Organisation } from './organisation.ts'
import type { Invoice } from './records.ts'
import { Invalid } from './requests.ts'

const drafts = ['DRAFT', 'SUBMITTED']

/** Where an invoice may go from where it is. Source: https://developer.xero.com/documentation/api/accounting/types#invoices */
const moves: Readonly<Record<string, readonly string[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID'],
  DELETED: [],
  VOIDED: [],
}

/** Creates an invoice, or changes the one with the same `InvoiceID` or `InvoiceNumber` where the method allows it. */
export function writeInvoice(organisation: Organisation, fields: Fields, mayChange: boolean): object {
  const known = mayChange ? existing(organisation, fields) : undefined
  const invoice = known === undefined ? created(organisation, fields) : changed(organisation, known, fields)
  organisation.invoices.save(invoice)
  return invoiceView(organisation, invoice)
}

function existing(organisation: Organisation, fields: Fields): Invoice | undefined {
  const id = textAt(fields, 'InvoiceID').toLowerCase()
  const number = textAt(fields, 'InvoiceNumber')
  if (id === '' && number === '') return undefined
  const known =
    id === ''
      ? organisation.invoices.all().find((invoice) => invoice.InvoiceNumber === number && invoice.Type === 'ACCREC')
      : organisation.invoices.find(id)
  if (id !== '' && known === undefined) throw new Invalid('Invoice could not be found')
  return known
}

function created(organisation: Organisation, fields: Fields): Invoice {
  const { now } = organisation.exchange
  const Type = textAt(fields, 'Type')
  if (Type !== 'ACCREC' && Type !== 'ACCPAY') throw new Invalid('Invoice type must be ACCREC or ACCPAY')
  const Status = textAt(fields, 'Status') || 'DRAFT'
  if (!drafts.includes(Status) && Status !== 'AUTHORISED') throw new Invalid('Invoice not of valid status for creation')
  const contact = contactOf(organisation, fields)
  const date = dayOf(fields, 'Date') || isoDay(now)
  const isSale = Type === 'ACCREC'
  organisation.contacts.save({ ...contact, ...(isSale ? { IsCustomer: true } : { IsSupplier: true }) })
  return {
    InvoiceID: organisation.newId(),
    InvoiceNumber: numberOf(organisation, fields, isSale),
    Type,
    Status,
    contactId: contact.ContactID,
    Reference: textAt(fields, 'Reference'),
    ...pricedLines(organisation, fields, Status === 'AUTHORISED'),
    date,
    dueDate: dayOf(fields, 'DueDate') || (Status === 'AUTHORISED' ? date : ''),
    CurrencyCode: currencyOf(fields),
    CurrencyRate: 1,
    AmountPaid: 0,
    SentToContact: fields.SentToContact === true,
    ...(textAt(fields, 'Url') === '' ? {} : { Url: textAt(fields, 'Url') }),
    updated: now.getTime(),
  }
}

function numberOf(organisation: Organisation, fields: Fields, isSale: boolean): string {
  const number = textAt(fields, 'InvoiceNumber')
  if (!isSale) return number
  if (number === '') return organisation.nextInvoiceNumber()
  const isTaken = organisation.invoices
    .all()
    .some(({ InvoiceNumber, Type, Status }) => InvoiceNumber === number && Type === 'ACCREC' && Status !== 'DELETED')
  if (isTaken && !isReserved(number)) throw new Invalid('Invoice # must be unique.')
  return number
}

function changed(organisation: Organisation, known: Invoice, fields: Fields): Invoice {
  const Status = textAt(fields, 'Status') || known.Status
  if (!(moves[known.Status] ?? []).includes(Status)) throw new Invalid('Invoice not of valid status for modification')
  if (Status === 'VOIDED' && known.AmountPaid > 0) {
    throw new Invalid('This document cannot be edited as it has a payment or credit note allocated to it.')
  }
  const isRepriced = fields.LineItems !== undefined
  if (isRepriced && known.AmountPaid > 0) {
    throw new Invalid('This document cannot be edited as it has a payment or credit note allocated to it.')
  }
  const prices = isRepriced
    ? pricedLines(organisation, { LineAmountTypes: known.LineAmountTypes, ...fields }, !drafts.includes(Status))
    : {}
  return {
    ...known,
    ...prices,
    Status,
    ...(fields.Contact === undefined ? {} : { contactId: contactOf(organisation, fields).ContactID }),
    Reference: textAt(fields, 'Reference') || known.Reference,
    date: dayOf(fields, 'Date') || known.date,
    dueDate: dayOf(fields, 'DueDate') || known.dueDate,
    SentToContact: known.SentToContact || fields.SentToContact === true,
    updated: organisation.exchange.now.getTime(),
  }
}

/** `POST /Invoices/{InvoiceID}/Email`, whose answer has no body. */
export function emailInvoice(organisation: Organisation, id: string): void {
  const invoice = organisation.invoices.find(id.toLowerCase())
  if (invoice === undefined) throw notFound()
  const refuse = (Message: string) =>
    validationException([{ InvoiceID: invoice.InvoiceID, ValidationErrors: [{ Message }] }])
  if (invoice.Type !== 'ACCREC' || !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.Status)) {
    throw refuse('Invoice must be of type ACCREC and have a status of SUBMITTED, AUTHORISED or PAID')
  }
  if ((organisation.contacts.find(invoice.contactId)?.EmailAddress ?? '') === '') {
    throw refuse('The contact of the invoice has no email address')
  }
  organisation.invoices.save({ ...invoice, SentToContact: true, updated: organisation.exchange.now.getTime() })
}

export function amountDue({ Status, Total, AmountPaid }: Invoice): number {
  return Status === 'VOIDED' || Status === 'DELETED' ? 0 : cents(Total - AmountPaid)
}

/** An invoice as it is answered. */
export function invoiceView(organisation: Organisation, invoice: Invoice): Fields {
  const { contactId, date, dueDate, updated, ...members } = invoice
  const payments = organisation.payments
    .all()
    .filter(({ invoiceId, Status }) => invoiceId === invoice.InvoiceID && Status === 'AUTHORISED')
    .map(({ PaymentID, Amount, Reference, date: day }) => ({ PaymentID, Amount, Reference, ...dates('Date', day) }))
  return {
    ...members,
    Contact: { ContactID: contactId, Name: organisation.contacts.find(contactId)?.Name ?? '' },
    ...dates('Date', date),
    ...dates('DueDate', dueDate),
    AmountDue: amountDue(invoice),
    AmountCredited: 0,
    IsDiscounted: false,
    HasAttachments: false,
    HasErrors: false,
    Payments: payments,
    Prepayments: [],
    Overpayments: [],
    CreditNotes: [],
    UpdatedDateUTC: dateTime(updated),
  }
}
