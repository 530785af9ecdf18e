/** What an account keeps, by the names that the API gives its members. Amounts are kept in cents. */

interface Kept {
  readonly id: number
  /** 0 active, 1 deleted, 2 archived: https://www.freshbooks.com/api/active_deleted */
  readonly vis_state: number
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

export interface ClientRecord extends Kept {
  readonly fname: string
  readonly lname: string
  readonly organization: string
  readonly email: string
  readonly currency_code: string
  readonly [member: string]: unknown
}

export interface LineRecord {
  readonly lineid: number
  readonly type: number
  readonly name: string
  readonly description: string
  readonly qty: number
  readonly unitCost: number
  readonly taxName1: string
  readonly taxAmount1: number
  readonly taxName2: string
  readonly taxAmount2: number
}

export interface InvoiceRecord extends Kept {
  readonly customerid: number
  readonly invoice_number: string
  readonly create_date: string
  readonly due_offset_days: number
  readonly currency_code: string
  readonly lines: readonly LineRecord[]
  /** Percent. */
  readonly discount: number
  readonly isSent: boolean
  readonly notes: string
  readonly terms: string
  readonly po_number: string
  readonly createdAt: number
}

export interface PaymentRecord extends Kept {
  readonly invoiceid: number
  readonly amount: number
  readonly code: string
  readonly date: string
  readonly type: string
  readonly note: string
}

export interface ExpenseRecord extends Kept {
  readonly categoryid: number
  readonly staffid: number
  readonly clientid: number
  readonly amount: number
  readonly code: string
  readonly date: string
  readonly vendor: string
  readonly notes: string
  readonly account_name: string
}

export interface ItemRecord extends Kept {
  readonly name: string
  readonly description: string
  readonly sku: string
  readonly unitCost: number
  readonly code: string
}
