import { isBusinessId, type Ledger } from './ledger.ts'
import { emailOrNone, InputRefused, outcome } from './outcome.ts'
import type { CustomerRecord } from './records.ts'
import { customerView } from './views.ts'

type Details = Partial<Omit<CustomerRecord, 'id' | 'businessId' | 'createdAt' | 'modifiedAt'>>

const nothing = {
  firstName: null,
  lastName: null,
  displayId: null,
  mobile: null,
  phone: null,
  fax: null,
  tollFree: null,
  website: null,
  internalNotes: null,
  currency: null,
  address: null,
  shippingDetails: null,
}

export function customerCreate(ledger: Ledger, input: Details & { name: string; businessId: string }): object {
  return outcome(() => {
    const { businessId, name, email, ...details } = input
    checkBusiness(businessId)
    if (name.trim() === '') throw new InputRefused('name', 'This field may not be blank.')
    const record: CustomerRecord = {
      ...nothing,
      ...details,
      id: ledger.newId(businessId, 'Customer'),
      businessId,
      name,
      email: emailOrNone(email, 'email'),
      createdAt: ledger.now,
      modifiedAt: ledger.now,
    }
    ledger.customers.save(record)
    return { customer: customerView(ledger, businessId, record) }
  })
}

export function customerPatch(ledger: Ledger, input: Details & { id: string }): object {
  return outcome(() => {
    const { id, ...details } = input
    const known = found(ledger, id)
    if (details.name?.trim() === '') throw new InputRefused('name', 'This field may not be blank.')
    const email = details.email === undefined ? known.email : emailOrNone(details.email, 'email')
    const record: CustomerRecord = { ...known, ...details, email, modifiedAt: ledger.now }
    ledger.customers.save(record)
    return { customer: customerView(ledger, record.businessId, record) }
  })
}

export function customerDelete(ledger: Ledger, input: { id: string }): object {
  return outcome(() => {
    const { id } = found(ledger, input.id)
    const hasInvoices = ledger.invoices
      .all()
      .some(({ customerId, businessId }) => customerId === id && businessId !== '')
    if (hasInvoices) throw new InputRefused('id', 'A customer with invoices cannot be deleted.')
    ledger.customers.remove(id)
    return {}
  })
}

function found(ledger: Ledger, id: string): CustomerRecord {
  const record = ledger.customers.find(id)
  if (record === undefined) throw new InputRefused('id', `Customer '${id}' could not be found.`, 'NOT_FOUND')
  return record
}

export function checkBusiness(id: string): void {
  if (!isBusinessId(id)) throw new InputRefused('businessId', `Business '${id}' could not be found.`, 'NOT_FOUND')
}
