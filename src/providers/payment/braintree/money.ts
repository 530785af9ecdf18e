import { toDecimal } from '../../../contracts/money.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { InputRefused } from '../../../kit/operation.ts'
import type { Config } from './config.ts'

interface Charge {
  readonly currency: string
  readonly merchant_account_id?: string | undefined
}

/**
 * The account to charge through. Braintree takes an amount in the account's own currency and no other, and takes it
 * without a currency: one in another currency would be charged in the wrong one.
 */
export function merchantAccountOf(input: Charge, config: Config): string | undefined {
  if (input.merchant_account_id !== undefined) return input.merchant_account_id
  if (input.currency.toUpperCase() === config.currency) return config.merchantAccountId
  throw new InputRefused({
    path: 'currency',
    message: `The configured merchant account has ${config.currency}; name one of this currency in \`merchant_account_id\``,
  })
}

interface PartialAmount {
  readonly amount?: number | undefined
  readonly currency?: string | undefined
}

/** Minor units of which the currency isn't known can't be written as a decimal. */
export function amountIssues({ amount, currency }: PartialAmount): readonly InputIssue[] {
  return amount !== undefined && currency === undefined
    ? [{ path: 'currency', message: 'Braintree wants the currency of the payment beside an amount' }]
    : []
}

export function optionalDecimal({ amount, currency }: PartialAmount): string | undefined {
  return amount === undefined || currency === undefined ? undefined : toDecimal(amount, currency)
}
