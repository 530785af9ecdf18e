import { type Account, AccountRefused } from './connect.ts'

/**
 * Which of a user's accounts an integration works with: the configured one, which must be among them; the first, where
 * none is configured. `kind` is what such an account is to its users, such as `Wave business`.
 */
export function chooseAccount(accounts: readonly Account[], configured: unknown, kind: string): Account {
  const chosen = configured === undefined ? accounts[0] : accounts.find(({ id }) => id === configured)
  if (chosen !== undefined) return chosen
  throw new AccountRefused(
    configured === undefined
      ? `The user who has consented has no ${kind}.`
      : `The ${kind} ${String(configured)} isn't one of the user who has consented.`,
  )
}
