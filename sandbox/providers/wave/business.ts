import { GraphQLError } from 'graphql'
import { amountsOf, statusOf } from './amounts.ts'
import { connection, type PageArguments, sorted } from './connection.ts'
import { accounts } from './fixtures.ts'
import { isBusinessId, type Ledger } from './ledger.ts'
import { currency, minorUnits } from './money.ts'
import type { CustomerRecord, InvoiceRecord, ProductRecord } from './records.ts'
import { accountView, customerView, invoiceView, paymentView, productView, salesTaxView } from './views.ts'

/** Source: https://developer.waveapps.com/hc/en-us/articles/360018571372-Errors */
function notFound(type: string, id: string): GraphQLError {
  return new GraphQLError(`${type} '${id}' could not be found.`, { extensions: { code: 'NOT_FOUND' } })
}

/** `business(id:)`: any id of the right form is a business of the user. */
export function business(ledger: Ledger, id: string | null | undefined): object {
  if (typeof id !== 'string' || !isBusinessId(id)) throw notFound('Business', String(id))
  return businessView(ledger, id)
}

interface Modified extends PageArguments {
  readonly modifiedAtAfter?: string | null
  readonly modifiedAtBefore?: string | null
}

interface CustomersArguments extends Modified {
  readonly sort: readonly (string | null)[]
  readonly email?: string | null
}

interface InvoicesArguments extends Modified {
  readonly sort: readonly (string | null)[]
  readonly status?: string | null
  readonly customerId?: string | null
  readonly currency?: string | null
  readonly invoiceDateStart?: string | null
  readonly invoiceDateEnd?: string | null
  readonly invoiceNumber?: string | null
  readonly amountDue?: string | null
}

interface AccountsArguments extends PageArguments {
  readonly subtypes?: readonly string[] | null
  readonly excludedSubtypes?: readonly string[] | null
  readonly types?: readonly string[] | null
  readonly isArchived?: boolean | null
}

interface ProductsArguments extends Modified {
  readonly sort: readonly (string | null)[]
  readonly isSold?: boolean | null
  readonly isBought?: boolean | null
  readonly isArchived?: boolean | null
}

interface ById {
  readonly id: string
}

export function businessView(ledger: Ledger, id: string): object {
  const isOwn = ({ businessId }: { businessId: string }): boolean => businessId === '' || businessId === id
  return {
    id,
    name: 'Upstream Sandbox',
    isPersonal: false,
    organizationalType: 'CORPORATION',
    currency: currency('USD'),
    timezone: 'America/Toronto',
    address: { addressLine1: '150 Elgin Street', addressLine2: null, city: 'Ottawa', postalCode: 'K2P 1L4' },
    phone: '613-555-0142',
    fax: null,
    mobile: null,
    tollFree: null,
    website: 'https://sandbox.example.com',
    isArchived: false,
    emailSendEnabled: true,
    createdAt: '2026-01-05T09:00:00.000Z',
    modifiedAt: '2026-01-05T09:00:00.000Z',

    customer: ({ id: wanted }: ById) => {
      const record = ledger.customers.find(wanted)
      if (record === undefined || !isOwn(record)) throw notFound('Customer', wanted)
      return customerView(ledger, id, record)
    },
    customers: ({ sort, email, ...page }: CustomersArguments) => {
      const records = ledger.customers
        .all()
        .filter((record) => isOwn(record) && isModified(record, page) && matches(email, record.email))
      return connection(sorted(records, sort, customerKeys), page, (record) => customerView(ledger, id, record))
    },
    invoice: ({ id: wanted }: ById) => {
      const record = ledger.invoices.find(wanted)
      if (record === undefined || !isOwn(record)) throw notFound('Invoice', wanted)
      return invoiceView(ledger, record, id)
    },
    invoices: (given: InvoicesArguments) => {
      const records = ledger.invoices.all().filter((record) => isOwn(record) && isWanted(ledger, record, given))
      const ordered = sorted(records, given.sort, invoiceKeys(ledger))
      return connection(ordered, given, (record) => invoiceView(ledger, record, id))
    },
    invoicePayment: ({ id: wanted }: ById) => {
      const record = ledger.payments.find(wanted)
      if (record === undefined || !isOwn(record)) throw notFound('InvoicePayment', wanted)
      return paymentView(ledger, record, id)
    },
    account: ({ id: wanted }: ById) => {
      const record = accounts.find((candidate) => candidate.id === wanted)
      if (record === undefined) throw notFound('Account', wanted)
      return accountView(ledger, id, record)
    },
    accounts: ({ subtypes, excludedSubtypes, types, isArchived, ...page }: AccountsArguments) => {
      const records = accounts.filter(
        ({ type, subtype }) =>
          isArchived !== true &&
          (types ?? [type]).includes(type) &&
          (subtypes ?? [subtype]).includes(subtype) &&
          !(excludedSubtypes ?? []).includes(subtype),
      )
      return connection(records, page, (record) => accountView(ledger, id, record))
    },
    product: ({ id: wanted }: ById) => {
      const record = ledger.products.find(wanted)
      if (record === undefined) throw notFound('Product', wanted)
      return productView(ledger, id, record)
    },
    products: ({ sort, isSold, isBought, isArchived, ...page }: ProductsArguments) => {
      const isShown = isSold !== false && isBought !== true && isArchived !== true
      const records = ledger.products.all().filter((record) => isShown && isModified(record, page))
      return connection(sorted(records, sort, productKeys), page, (record) => productView(ledger, id, record))
    },
    salesTax: ({ id: wanted }: ById) => {
      const record = ledger.salesTaxes.find(wanted)
      if (record === undefined) throw notFound('SalesTax', wanted)
      return salesTaxView(ledger, id, record)
    },
    salesTaxes: ({ isArchived, ...page }: Modified & { isArchived?: boolean | null }) => {
      const records = ledger.salesTaxes.all().filter((record) => isArchived !== true && isModified(record, page))
      return connection(records, page, (record) => salesTaxView(ledger, id, record))
    },
  }
}

function matches(wanted: string | null | undefined, value: string | null): boolean {
  return wanted === null || wanted === undefined || wanted.toLowerCase() === value?.toLowerCase()
}

function isModified({ modifiedAt }: { modifiedAt: string }, { modifiedAtAfter, modifiedAtBefore }: Modified): boolean {
  const time = Date.parse(modifiedAt)
  const isAfter = typeof modifiedAtAfter !== 'string' || time > Date.parse(modifiedAtAfter)
  return isAfter && (typeof modifiedAtBefore !== 'string' || time < Date.parse(modifiedAtBefore))
}

function isWanted(ledger: Ledger, record: InvoiceRecord, given: InvoicesArguments): boolean {
  const { amountDue } = given
  const isDue =
    typeof amountDue !== 'string' || minorUnits(Number(amountDue), record.currency) === amountsOf(ledger, record).due
  return (
    isDue &&
    isModified(record, given) &&
    matches(given.status, statusOf(ledger, record)) &&
    (typeof given.customerId !== 'string' || given.customerId === record.customerId) &&
    matches(given.currency, record.currency) &&
    matches(given.invoiceNumber, record.invoiceNumber) &&
    record.invoiceDate >= (given.invoiceDateStart ?? '') &&
    record.invoiceDate <= (given.invoiceDateEnd ?? '9999')
  )
}

const customerKeys = {
  CREATED_AT: ({ createdAt }: CustomerRecord) => createdAt,
  MODIFIED_AT: ({ modifiedAt }: CustomerRecord) => modifiedAt,
  NAME: ({ name }: CustomerRecord) => name.toLowerCase(),
}

const productKeys = {
  CREATED_AT: ({ createdAt }: ProductRecord) => createdAt,
  MODIFIED_AT: ({ modifiedAt }: ProductRecord) => modifiedAt,
  NAME: ({ name }: ProductRecord) => name.toLowerCase(),
}

function invoiceKeys(ledger: Ledger): Readonly<Record<string, (record: InvoiceRecord) => string | number>> {
  return {
    CREATED_AT: ({ createdAt }) => createdAt,
    MODIFIED_AT: ({ modifiedAt }) => modifiedAt,
    INVOICE_DATE: ({ invoiceDate }) => invoiceDate,
    INVOICE_NUMBER: ({ invoiceNumber }) => Number(invoiceNumber) || invoiceNumber,
    DUE_AT: ({ dueDate }) => dueDate,
    CUSTOMER_NAME: ({ customerId }) => ledger.customers.find(customerId)?.name.toLowerCase() ?? '',
    STATUS: (record) => statusOf(ledger, record),
    TOTAL: (record) => amountsOf(ledger, record).total,
    AMOUNT_DUE: (record) => amountsOf(ledger, record).due,
    AMOUNT_PAID: (record) => amountsOf(ledger, record).paid,
  }
}
