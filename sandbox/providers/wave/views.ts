import { amountsOf, statusOf } from './amounts.ts'
import { businessView } from './business.ts'
import { accounts } from './fixtures.ts'
import type { Ledger } from './ledger.ts'
import { currency, minorUnits, money } from './money.ts'
import type {
  AccountRecord,
  CustomerRecord,
  InvoiceItemRecord,
  InvoiceRecord,
  PaymentRecord,
  ProductRecord,
  SalesTaxRecord,
} from './records.ts'

/** Objects as the schema has them. What leads to another object is a function, called where it is asked for. */

export function accountView(ledger: Ledger, businessId: string, record: AccountRecord): object {
  const isDebit = record.type === 'ASSET' || record.type === 'EXPENSE'
  const normalBalanceType = isDebit ? 'DEBIT' : 'CREDIT'
  const type = { name: capitalized(record.type), normalBalanceType, value: record.type }
  const subtype = capitalized(record.subtype)
  return {
    ...record,
    business: () => businessView(ledger, businessId),
    classicId: null,
    description: null,
    displayId: null,
    currency: currency('USD'),
    type,
    subtype: { name: subtype, value: record.subtype, type, archivable: true, systemCreated: false, description: null },
    normalBalanceType,
    isArchived: false,
    balance: '0.00',
    balanceInBusinessCurrency: '0.00',
  }
}

function capitalized(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function account(ledger: Ledger, businessId: string, id: string): object | null {
  const record = accounts.find((candidate) => candidate.id === id)
  return record === undefined ? null : accountView(ledger, businessId, record)
}

export function productView(ledger: Ledger, businessId: string, record: ProductRecord): object {
  return {
    ...record,
    business: () => businessView(ledger, businessId),
    incomeAccount: () => account(ledger, businessId, record.incomeAccountId),
    expenseAccount: null,
    defaultSalesTaxes: [],
    isSold: true,
    isBought: false,
    isArchived: false,
  }
}

export function salesTaxView(ledger: Ledger, businessId: string, record: SalesTaxRecord): object {
  return {
    ...record,
    business: () => businessView(ledger, businessId),
    description: null,
    taxNumber: null,
    showTaxNumberOnInvoices: false,
    rate: () => record.rate,
    rates: [{ effective: record.createdAt.slice(0, 10), rate: record.rate }],
    isCompound: false,
    isRecoverable: true,
    isArchived: false,
  }
}

export function customerView(ledger: Ledger, businessId: string, record: CustomerRecord): object {
  const outstanding = () => {
    const owed = ledger.invoices
      .all()
      .filter(({ customerId, stage }) => customerId === record.id && stage !== 'DRAFT')
      .reduce((sum, invoice) => sum + Math.max(0, amountsOf(ledger, invoice).due), 0)
    return money(owed, record.currency ?? 'USD')
  }
  return {
    ...record,
    business: () => businessView(ledger, businessId),
    currency: record.currency === null ? null : currency(record.currency),
    isArchived: false,
    outstandingAmount: outstanding,
    overdueAmount: () => money(0, record.currency ?? 'USD'),
  }
}

export function invoiceView(ledger: Ledger, record: InvoiceRecord, within?: string): object {
  const businessId = within ?? record.businessId
  const amounts = amountsOf(ledger, record)
  const inCurrency = (minor: number) => money(minor, record.currency)
  const customer = ledger.customers.find(record.customerId)
  return {
    ...titles,
    ...record.appearance,
    ...record,
    business: () => businessView(ledger, businessId),
    customer: () => (customer === undefined ? null : customerView(ledger, businessId, customer)),
    payments: () =>
      ledger.payments
        .all()
        .filter(({ invoiceId }) => invoiceId === record.id)
        .map((payment) => paymentView(ledger, payment, businessId)),
    pdfUrl: `https://next.waveapps.com/invoices/export/pdf/${encodeURIComponent(record.id)}`,
    viewUrl: `https://link.waveapps.com/${encodeURIComponent(record.id)}`,
    anonymousId: record.id,
    status: statusOf(ledger, record),
    amountDue: inCurrency(amounts.due),
    amountPaid: inCurrency(amounts.paid),
    taxTotal: inCurrency(amounts.tax),
    total: inCurrency(amounts.total),
    subtotal: inCurrency(amounts.subtotal),
    discountTotal: inCurrency(record.discount),
    currency: currency(record.currency),
    items: record.items.map((item) => itemView(ledger, businessId, record, item)),
    lastViewedAt: null,
  }
}

const titles = {
  itemTitle: 'Items',
  unitTitle: 'Quantity',
  priceTitle: 'Price',
  amountTitle: 'Amount',
  hideName: false,
  hideDescription: false,
  hideUnit: false,
  hidePrice: false,
  hideAmount: false,
  disableCreditCardPayments: false,
  disableBankPayments: false,
  disableAmexPayments: false,
  requireTermsOfServiceAgreement: false,
}

function itemView(ledger: Ledger, businessId: string, invoice: InvoiceRecord, item: InvoiceItemRecord): object {
  const product = ledger.products.find(item.productId)
  const tax = item.taxes.reduce((sum, { amount }) => sum + amount, 0)
  return {
    ...item,
    account: () => account(ledger, businessId, product?.incomeAccountId ?? ''),
    product: () => (product === undefined ? null : productView(ledger, businessId, product)),
    subtotal: money(item.subtotal, invoice.currency),
    total: money(item.subtotal + tax, invoice.currency),
    taxes: item.taxes.map(({ salesTaxId, amount }) => ({
      amount: money(amount, invoice.currency),
      salesTax: () => {
        const salesTax = ledger.salesTaxes.find(salesTaxId)
        return salesTax === undefined ? null : salesTaxView(ledger, businessId, salesTax)
      },
    })),
  }
}

export function paymentView(ledger: Ledger, record: PaymentRecord, within?: string): object {
  const businessId = within ?? record.businessId
  const invoice = ledger.invoices.find(record.invoiceId)
  const customer = ledger.customers.find(invoice?.customerId ?? '')
  const code = invoice?.currency ?? 'USD'
  return {
    ...record,
    business: () => businessView(ledger, businessId),
    account: () => account(ledger, businessId, record.accountId),
    customer: () => (customer === undefined ? null : customerView(ledger, businessId, customer)),
    invoice: () => (invoice === undefined ? null : invoiceView(ledger, invoice, businessId)),
    amount: money(minorUnits(Number(record.amount), code), code).value,
    origin: 'MANUAL',
    state: 'COMPLETED',
    transactionType: 'PAYMENT',
    businessCurrency: currency('USD'),
    invoiceCurrency: currency(code),
    paymentCurrency: currency('USD'),
    active: true,
  }
}
