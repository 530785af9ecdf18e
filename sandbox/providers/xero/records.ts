/**
 * What an organisation keeps. Members in PascalCase are answered as they are; those in camelCase are answered in
 * another form (dates in two, contacts and accounts as objects).
 */

interface Kept {
  /** Milliseconds since 1970. */
  readonly updated: number
}

export interface Contact extends Kept {
  readonly ContactID: string
  readonly ContactStatus: string
  readonly Name: string
  readonly EmailAddress: string
  readonly Phones: readonly object[]
  readonly IsSupplier: boolean
  readonly IsCustomer: boolean
  readonly [member: string]: unknown
}

export interface Account extends Kept {
  readonly AccountID: string
  readonly Code: string
  readonly Name: string
  readonly Status: string
  readonly Type: string
  readonly TaxType: string
  readonly Class: string
  readonly EnablePaymentsToAccount: boolean
  readonly [member: string]: unknown
}

export interface Item extends Kept {
  readonly ItemID: string
  readonly Code: string
  readonly Name: string
  readonly SalesDetails: { readonly UnitPrice?: number; readonly AccountCode?: string; readonly TaxType?: string }
  readonly [member: string]: unknown
}

export interface LineItem {
  readonly LineItemID: string
  readonly Description: string
  readonly Quantity: number
  readonly UnitAmount: number
  readonly AccountCode?: string
  readonly ItemCode?: string
  readonly DiscountRate?: number
  readonly TaxType: string
  readonly TaxAmount: number
  readonly LineAmount: number
}

/** What an invoice and a bank transaction have in common. */
export interface Document extends Kept {
  readonly Type: string
  readonly Status: string
  readonly contactId: string
  readonly Reference: string
  readonly LineAmountTypes: string
  readonly LineItems: readonly LineItem[]
  /** `2026-01-15` */
  readonly date: string
  readonly CurrencyCode: string
  readonly SubTotal: number
  readonly TotalTax: number
  readonly Total: number
}

export interface Invoice extends Document {
  readonly InvoiceID: string
  readonly InvoiceNumber: string
  readonly dueDate: string
  readonly CurrencyRate: number
  readonly AmountPaid: number
  readonly SentToContact: boolean
  readonly Url?: string
}

export interface BankTransaction extends Document {
  readonly BankTransactionID: string
  readonly accountId: string
  readonly IsReconciled: boolean
}

export interface Payment extends Kept {
  readonly PaymentID: string
  readonly Status: string
  readonly PaymentType: string
  readonly invoiceId: string
  readonly accountId: string
  readonly date: string
  readonly Amount: number
  readonly Reference: string
  readonly IsReconciled: boolean
  readonly CurrencyRate: number
}
