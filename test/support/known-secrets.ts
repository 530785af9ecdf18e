import { expect } from 'vitest'
import { isMask } from '../../src/kit/mask.ts'
import { findProvider } from '../../src/providers/registry.ts'

/** Every secret that a test has handed to the gateway: none of them may ever be seen again. */
const secrets = new Set<string>()

/** Masks are no secrets, and a text of a few characters is found anywhere. */
export function rememberSecret(value: string): void {
  if (value.length >= 8 && !isMask(value)) secrets.add(value)
}

/** Remembers the secret fields of a provider's config. */
export function rememberSecrets(providerId: string, config: Readonly<Record<string, unknown>>): void {
  for (const { name, secret } of findProvider(providerId)?.configFields() ?? []) {
    const value = config[name]
    if (secret && typeof value === 'string') rememberSecret(value)
  }
}

export function expectNoSecretIn(text: string, where: string): void {
  for (const secret of secrets) expect(text.includes(secret), `${where} shows a secret whole`).toBe(false)
}
