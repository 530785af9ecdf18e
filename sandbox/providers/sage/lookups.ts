import { invalid, type Reference, reference } from './answers.ts'
import type { Business } from './business.ts'
import { displayName } from './contacts.ts'
import { fixtures, ledgerAccounts, taxRates } from './fixtures.ts'
import type { ContactRecord } from './records.ts'

/** What a field of a request names, or a refusal that says which field it was. */

export function contactOf(business: Business, id: string, source: string, type?: string): ContactRecord {
  const record = business.contacts.find(id)
  if (record === undefined) throw invalid(source, 'Contact not found.')
  if (type !== undefined && !record.typeIds.includes(type)) throw invalid(source, 'The contact is of another type.')
  return record
}

export function checkLedgerAccount(id: string, source: string): void {
  if (!ledgerAccounts.some((account) => account.id === id)) throw invalid(source, 'Ledger account not found.')
}

export function checkBankAccount(id: string, source: string): void {
  if (id !== fixtures.bankAccount) throw invalid(source, 'Bank account not found.')
}

/** The percentage of a tax rate; none is no tax. */
export function percentageOf(id: string, source: string): number {
  if (id === '') return 0
  const rate = taxRates.find((candidate) => candidate.id === id)
  if (rate === undefined) throw invalid(source, 'Tax rate not found.')
  return rate.percentage
}

export function contactReference(business: Business, id: string): Reference | null {
  const record = business.contacts.find(id)
  return record === undefined ? null : reference('contacts', id, displayName(record))
}

export function ledgerReference(id: string): Reference {
  const account = ledgerAccounts.find((candidate) => candidate.id === id)
  return reference('ledger_accounts', id, account === undefined ? '' : `${account.name} (${account.code})`)
}

export function taxReference(id: string): Reference | null {
  const rate = taxRates.find((candidate) => candidate.id === id)
  return rate === undefined ? null : reference('tax_rates', id, `${rate.name} ${rate.percentage.toFixed(2)}%`)
}

export function bankReference(id: string): Reference {
  return reference('bank_accounts', id, 'Current (1200)')
}
