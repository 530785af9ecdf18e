/** What a business keeps. Times are ISO 8601 in UTC with milliseconds, days `2026-01-15`. */

interface Kept {
  readonly id: string
  /** The id of the business; empty for what every business has. */
  readonly businessId: string
  readonly createdAt: string
  readonly modifiedAt: string
}

export interface CustomerRecord extends Kept {
  readonly name: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly displayId: string | null
  readonly email: string | null
  readonly mobile: string | null
  readonly phone: string | null
  readonly fax: string | null
  readonly tollFree: string | null
  readonly website: string | null
  readonly internalNotes: string | null
  readonly currency: string | null
  readonly address: object | null
  readonly shippingDetails: object | null
}

export interface InvoiceItemRecord {
  readonly id: string
  readonly productId: string
  readonly description: string
  /** Decimals as they were given. */
  readonly quantity: string
  readonly unitPrice: string
  /** In minor units of the invoice's currency. */
  readonly subtotal: number
  readonly taxes: readonly { readonly salesTaxId: string; readonly amount: number }[]
}

export interface InvoiceRecord extends Kept {
  readonly customerId: string
  /** `DRAFT`, `SAVED` or `SENT`: what was done to it. What was paid on it counts over that. */
  readonly stage: 'DRAFT' | 'SAVED' | 'SENT'
  readonly invoiceNumber: string
  readonly title: string
  readonly subhead: string | null
  readonly poNumber: string | null
  readonly invoiceDate: string
  readonly dueDate: string
  readonly currency: string
  readonly exchangeRate: string
  readonly memo: string | null
  readonly footer: string | null
  readonly items: readonly InvoiceItemRecord[]
  /** In minor units. */
  readonly discount: number
  readonly lastSentAt: string | null
  readonly lastSentVia: string | null
  /** What else was given about how it looks. */
  readonly appearance: Readonly<Record<string, unknown>>
}

export interface PaymentRecord extends Kept {
  readonly invoiceId: string
  readonly accountId: string
  readonly amount: string
  readonly paymentDate: string
  readonly paymentMethod: string
  readonly exchangeRate: string
  readonly memo: string | null
}

export interface TransactionRecord extends Kept {
  readonly externalId: string
}

export interface AccountRecord {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly subtype: string
  readonly sequence: number
}

export interface ProductRecord extends Kept {
  readonly name: string
  readonly description: string | null
  readonly unitPrice: string
  readonly incomeAccountId: string
}

export interface SalesTaxRecord extends Kept {
  readonly name: string
  readonly abbreviation: string
  /** A share: `0.13`. */
  readonly rate: string
}
