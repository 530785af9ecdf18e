import { checkBusiness } from './customers.ts'
import { accounts } from './fixtures.ts'
import type { Ledger } from './ledger.ts'
import { minorUnits } from './money.ts'
import { InputRefused, outcome } from './outcome.ts'
import type { AccountRecord, TransactionRecord } from './records.ts'

interface LineInput {
  readonly accountId: string
  readonly amount: string
  readonly balance: string
  readonly customerId?: string | null
  readonly taxes?: readonly { readonly salesTaxId: string; readonly amount: string }[] | null
}

interface TransactionInput {
  readonly businessId: string
  readonly externalId: string
  readonly date: string
  readonly description: string
  readonly anchor: { readonly accountId: string; readonly amount: string; readonly direction: string }
  readonly lineItems: readonly LineInput[]
}

/**
 * Books a deposit or a withdrawal. What the anchor account gives the lines take, or the other way round. An
 * `externalId` that was used before answers the transaction of the first time.
 *
 * Source: https://developer.waveapps.com/hc/en-us/articles/360032571951-Mutation-Money-Transaction-Create
 */
export function moneyTransactionCreate(ledger: Ledger, input: TransactionInput): object {
  return outcome(() => {
    checkBusiness(input.businessId)
    const anchor = account('anchor.accountId', input.anchor.accountId)
    if (anchor.type !== 'ASSET' && anchor.type !== 'LIABILITY') {
      throw new InputRefused('anchor.accountId', 'The anchor has to be an asset or a liability account.')
    }
    if (input.lineItems.length === 0) throw new InputRefused('lineItems', 'At least one line item is required.')
    const given =
      cents(positive('anchor.amount', input.anchor.amount)) * (input.anchor.direction === 'DEPOSIT' ? 1 : -1)
    const taken = input.lineItems.reduce((sum, line, index) => sum + debitOf(ledger, line, index), 0)
    if (given + taken !== 0) throw new InputRefused('lineItems', 'The line items do not balance with the anchor.')

    const earlier = ledger.transactions
      .all()
      .find(({ externalId, businessId }) => externalId === input.externalId && businessId === input.businessId)
    if (earlier !== undefined) return { transaction: { id: earlier.id } }
    const record: TransactionRecord = {
      id: ledger.newId(input.businessId, 'Transaction'),
      businessId: input.businessId,
      externalId: input.externalId,
      createdAt: ledger.now,
      modifiedAt: ledger.now,
    }
    ledger.transactions.save(record)
    return { transaction: { id: record.id } }
  })
}

/** What a line adds to the debit side, its taxes included, in minor units; negative for the credit side. */
function debitOf(ledger: Ledger, line: LineInput, index: number): number {
  const { type } = account(`lineItems.${index}.accountId`, line.accountId)
  if (typeof line.customerId === 'string' && ledger.customers.find(line.customerId) === undefined) {
    const message = `Customer '${line.customerId}' could not be found.`
    throw new InputRefused(`lineItems.${index}.customerId`, message, 'NOT_FOUND')
  }
  for (const [place, { salesTaxId }] of (line.taxes ?? []).entries()) {
    if (ledger.salesTaxes.find(salesTaxId) !== undefined) continue
    const message = `SalesTax '${salesTaxId}' could not be found.`
    throw new InputRefused(`lineItems.${index}.taxes.${place}.salesTaxId`, message, 'NOT_FOUND')
  }
  const isNormallyDebit = type === 'ASSET' || type === 'EXPENSE'
  const isDebit = line.balance === 'DEBIT' || line.balance === (isNormallyDebit ? 'INCREASE' : 'DECREASE')
  const taxes = (line.taxes ?? []).reduce((sum, { amount }) => sum + cents(amount), 0)
  const amount = cents(positive(`lineItems.${index}.amount`, line.amount)) + taxes
  return isDebit ? amount : -amount
}

function account(field: string, id: string): AccountRecord {
  const record = accounts.find((candidate) => candidate.id === id)
  if (record === undefined) throw new InputRefused(field, `Account '${id}' could not be found.`, 'NOT_FOUND')
  return record
}

function positive(field: string, amount: string): string {
  if (Number(amount) <= 0) throw new InputRefused(field, 'Ensure this value is greater than 0.')
  return amount
}

function cents(amount: string): number {
  return minorUnits(Number(amount), 'USD')
}
