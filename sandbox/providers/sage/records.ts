/** What a business keeps. Times are ISO 8601 in UTC without a fraction, days `2026-01-15`, amounts with two decimals. */

interface Kept {
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ContactRecord extends Kept {
  readonly name: string
  readonly typeIds: readonly string[]
  readonly reference: string
  readonly notes: string
  readonly currency: string
  readonly creditDays: number
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly telephone: string
    readonly mobile: string
  }
}

export interface LineRecord {
  readonly id: string
  readonly description: string
  readonly ledgerAccountId: string
  readonly taxRateId: string
  readonly quantity: number
  readonly unitPrice: number
  readonly discount: number
  readonly net: number
  readonly tax: number
  readonly total: number
  /** `product`, `service` or `stock_item`, where the line is of one. */
  readonly itemKind: string
  readonly itemId: string
}

export interface InvoiceRecord extends Kept {
  readonly number: number
  readonly contactId: string
  readonly date: string
  readonly dueDate: string
  readonly reference: string
  readonly notes: string
  readonly terms: string
  readonly currency: string
  /** Payments count over what is said here. */
  readonly stage: 'DRAFT' | 'UNPAID' | 'VOID'
  readonly voidReason: string
  readonly paid: number
  readonly lines: readonly LineRecord[]
}

export interface Allocation {
  readonly id: string
  readonly artefactId: string
  readonly amount: number
}

export interface ContactPaymentRecord extends Kept {
  readonly transactionTypeId: string
  readonly paymentMethodId: string
  readonly contactId: string
  readonly bankAccountId: string
  readonly date: string
  readonly total: number
  readonly currency: string
  readonly reference: string
  readonly allocations: readonly Allocation[]
}

export interface PaymentLine {
  readonly id: string
  readonly ledgerAccountId: string
  readonly taxRateId: string
  readonly details: string
  readonly net: number
  readonly tax: number
  readonly total: number
}

export interface OtherPaymentRecord extends Kept {
  readonly transactionTypeId: string
  readonly paymentMethodId: string
  readonly contactId: string
  readonly bankAccountId: string
  readonly date: string
  readonly total: number
  readonly reference: string
  readonly lines: readonly PaymentLine[]
}
