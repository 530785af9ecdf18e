import type { Account } from '../context.ts'
import { findNonce, type Nonce } from '../nonces.ts'
import type { CustomerRecord, MeansRecord, PaymentMethodRecord } from '../records.ts'
import { refused } from '../refusal.ts'

/** What a request pays with: a single-use payment method, or one of the vault. */
type Usable =
  | { readonly nonce: Nonce; readonly means: MeansRecord }
  | { readonly stored: PaymentMethodRecord; readonly means: MeansRecord }

const inputPath = ['input', 'paymentMethodId']

/** The payment method of an id; a refusal where there is none or where it can't be used. */
export function usable(account: Account, id: string): Usable {
  const stored = account.paymentMethods.find(id)
  if (stored !== undefined) return { stored, means: stored.means }
  const nonce = findNonce(id)
  if (nonce === undefined) throw refused('91565', 'Unknown or expired single-use payment method.', inputPath)
  if (nonce.refusal !== undefined) throw refused(nonce.refusal.legacyCode, nonce.refusal.message, inputPath)
  return { nonce, means: nonce.means }
}

/** Stores a payment method for a customer, who is created where there is none. */
export function vault(
  account: Account,
  means: MeansRecord,
  customerId: string | null,
  isDefault: boolean,
): PaymentMethodRecord {
  const customer = (customerId === null ? undefined : account.customers.find(customerId)) ?? newCustomer(account, {})
  const method: PaymentMethodRecord = {
    id: account.newId(means.kind === 'card' ? 'paymentmethod_cc' : 'paymentmethod_pp'),
    createdAt: account.now,
    means,
    customerId: customer.id,
  }
  account.paymentMethods.save(method)
  const defaultId = isDefault ? method.id : (customer.defaultPaymentMethodId ?? method.id)
  account.customers.save({ ...customer, defaultPaymentMethodId: defaultId })
  return method
}

export type Profile = Omit<CustomerRecord, 'id' | 'createdAt' | 'defaultPaymentMethodId'>

export function newCustomer(account: Account, profile: Partial<Profile>): CustomerRecord {
  return {
    id: account.newId('customer'),
    createdAt: account.now,
    company: null,
    email: null,
    firstName: null,
    lastName: null,
    phoneNumber: null,
    fax: null,
    website: null,
    customFields: [],
    defaultPaymentMethodId: null,
    ...profile,
  }
}
