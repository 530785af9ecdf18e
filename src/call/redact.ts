import { UpstreamError } from '../errors/upstream-error.ts'
import { mask } from '../kit/mask.ts'
import type { Secret } from '../kit/secret.ts'

/** Shorter values are words that an error may well use for something else. */
const shortestSecret = 6

/** Masks these values wherever a text repeats them. */
export function masking(secrets: Iterable<string>): (text: string) => string {
  const values = [...secrets].filter((value) => value.length >= shortestSecret)
  return (text) => values.reduce((cleaned, value) => cleaned.replaceAll(value, mask(value)), text)
}

/** An error whose words are the provider's, and so may repeat what was sent: every secret in them is masked. */
export function withoutSecrets(thrown: unknown, secrets: Iterable<Secret>): unknown {
  if (!(thrown instanceof UpstreamError)) return thrown
  const clean = masking([...secrets].map((secret) => secret.reveal()))
  const { reason, providerMessage, providerCode } = thrown.details
  if ([reason, providerMessage ?? '', providerCode ?? ''].every((text) => clean(text) === text)) return thrown
  return thrown.with({
    reason: clean(reason),
    ...(providerMessage === undefined ? {} : { providerMessage: clean(providerMessage) }),
    ...(providerCode === undefined ? {} : { providerCode: clean(providerCode) }),
  })
}
