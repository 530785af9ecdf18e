import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { cents, type Organisation } from './organisation.ts'
import type { Contact, Document, LineItem } from './records.ts'
import { Invalid } from './requests.ts'

/** Rates of the tax types that the organisation has, in percent. */
const taxRates: Readonly<Record<string, number>> = {
  NONE: 0,
  OUTPUT: 15,
  INPUT: 15,
  OUTPUT2: 20,
  INPUT2: 20,
  EXEMPTOUTPUT: 0,
  EXEMPTINPUT: 0,
  ZERORATEDOUTPUT: 0,
  ZERORATEDINPUT: 0,
}

const currencies = ['USD', 'EUR', 'GBP', 'AUD', 'NZD', 'CAD']

type Priced = Pick<Document, 'LineAmountTypes' | 'LineItems' | 'SubTotal' | 'TotalTax' | 'Total'>

/** The line items of a request with their amounts, and the sums. `isFinal` wants an account for each. */
export function pricedLines(organisation: Organisation, fields: Fields, isFinal: boolean): Priced {
  const LineAmountTypes = textAt(fields, 'LineAmountTypes') || 'Exclusive'
  if (!['Exclusive', 'Inclusive', 'NoTax'].includes(LineAmountTypes)) {
    throw new Invalid(`The value ${LineAmountTypes} isn't a LineAmountTypes`)
  }
  const given = listAt(fields, 'LineItems')
  if (given.length === 0) throw new Invalid('One or more line items must be specified')
  const LineItems = given.map((line) => lineOf(organisation, line, LineAmountTypes, isFinal))
  const sum = cents(LineItems.reduce((total, { LineAmount }) => total + LineAmount, 0))
  const TotalTax = cents(LineItems.reduce((total, { TaxAmount }) => total + TaxAmount, 0))
  const isInclusive = LineAmountTypes === 'Inclusive'
  return {
    LineAmountTypes,
    LineItems,
    SubTotal: isInclusive ? cents(sum - TotalTax) : sum,
    TotalTax,
    Total: isInclusive ? sum : cents(sum + TotalTax),
  }
}

function lineOf(organisation: Organisation, line: unknown, amountTypes: string, isFinal: boolean): LineItem {
  const ItemCode = textAt(line, 'ItemCode')
  const item = organisation.items.all().find(({ Code }) => Code === ItemCode)
  if (ItemCode !== '' && item === undefined) throw new Invalid(`Item code '${ItemCode}' is not valid`)
  const Description = textAt(line, 'Description') || textAt(item, 'Description')
  if (Description === '') throw new Invalid('Description cannot be empty')

  const AccountCode = textAt(line, 'AccountCode') || textAt(item, 'SalesDetails', 'AccountCode')
  const account = organisation.accounts.all().find(({ Code }) => Code === AccountCode)
  if (isFinal && AccountCode === '') throw new Invalid('Account code must be specified')
  if (AccountCode !== '' && (account === undefined || account.Type === 'BANK')) {
    throw new Invalid(`Account code '${AccountCode}' is not a valid code for this document.`)
  }
  const TaxType = amountTypes === 'NoTax' ? 'NONE' : textAt(line, 'TaxType') || (account?.TaxType ?? 'NONE')
  const rate = taxRates[TaxType]
  if (rate === undefined)
    throw new Invalid(`The TaxType code '${TaxType}' does not exist or cannot be used for this type of transaction.`)

  const Quantity = typeof valueAt(line, 'Quantity') === 'number' ? numberAt(line, 'Quantity') : 1
  const UnitAmount = valueAt(line, 'UnitAmount') ?? valueAt(item, 'SalesDetails', 'UnitPrice') ?? 0
  const price = typeof UnitAmount === 'number' ? UnitAmount : 0
  const DiscountRate = numberAt(line, 'DiscountRate')
  const LineAmount = cents(price * Quantity * (1 - DiscountRate / 100))
  const stated = valueAt(line, 'LineAmount')
  if (typeof stated === 'number' && cents(stated) !== LineAmount) {
    throw new Invalid(`The line total ${stated} does not match the expected line total ${LineAmount}`)
  }
  const tax = amountTypes === 'Inclusive' ? LineAmount - LineAmount / (1 + rate / 100) : (LineAmount * rate) / 100
  return {
    LineItemID: organisation.newId(),
    Description,
    Quantity,
    UnitAmount: price,
    ...(ItemCode === '' ? {} : { ItemCode }),
    ...(AccountCode === '' ? {} : { AccountCode }),
    ...(DiscountRate === 0 ? {} : { DiscountRate }),
    TaxType,
    TaxAmount: cents(numberAt(line, 'TaxAmount') || tax),
    LineAmount,
  }
}

/** The contact of a document: one that is known by its id or name, or a new one of that name. */
export function contactOf(organisation: Organisation, fields: Fields): Contact {
  const id = textAt(fields, 'Contact', 'ContactID')
  const name = textAt(fields, 'Contact', 'Name')
  if (id === '' && name === '') throw new Invalid('A Contact must be specified for this type of transaction')
  const known =
    id === ''
      ? organisation.contacts.all().find(({ Name }) => Name === name)
      : organisation.contacts.find(id.toLowerCase())
  if (known !== undefined) return known
  if (id !== '') throw new Invalid('The Contact with the specified contact details could not be found')
  const created: Contact = {
    ContactID: organisation.newId(),
    ContactStatus: 'ACTIVE',
    Name: name,
    EmailAddress: '',
    Phones: [],
    IsSupplier: false,
    IsCustomer: false,
    updated: organisation.exchange.now.getTime(),
  }
  organisation.contacts.save(created)
  return created
}

export function currencyOf(fields: Fields): string {
  const currency = textAt(fields, 'CurrencyCode') || 'USD'
  if (!currencies.includes(currency)) throw new Invalid(`Organisation is not subscribed to currency ${currency}`)
  return currency
}

/** A day of a request: `2026-01-15`, with or without a time, or `/Date(1768435200000)/`. */
export function dayOf(fields: Fields, member: string): string {
  const given = textAt(fields, member)
  if (given === '') return ''
  const milliseconds = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/.exec(given)?.[1]
  const date = new Date(milliseconds === undefined ? Date.parse(given) : Number(milliseconds))
  if (Number.isNaN(date.getTime())) throw new Invalid(`The value ${given} of ${member} isn't a date`)
  return isoDay(date)
}
