import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../../../src/call/redact.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { Secret } from '../../../src/kit/secret.ts'

const key = 'sk_test_51HwholeSecretKey0000'
const secrets = [new Secret(key), new Secret('live')]

function refusal(words: string): UpstreamError {
  return new UpstreamError('integration_error', {
    reason: `It said: ${words}`,
    providerMessage: words,
    providerCode: words,
    status: 503,
    outcome: 'rejected',
    headers: { 'Retry-After': '3' },
  })
}

describe('what a provider says of a request', () => {
  it('repeats no secret, wherever it stands in its words', () => {
    const cleaned = withoutSecrets(refusal(`Unknown key ${key}, again ${key}`), secrets)
    expect(cleaned).toBeInstanceOf(UpstreamError)
    expect(JSON.stringify(cleaned)).not.toContain('wholeSecret')
    expect(cleaned).toMatchObject({
      code: 'integration_error',
      status: 503,
      headers: { 'Retry-After': '3' },
      details: {
        reason: 'It said: Unknown key sk_test_..., again sk_test_...',
        providerMessage: 'Unknown key sk_test_..., again sk_test_...',
        providerCode: 'Unknown key sk_test_..., again sk_test_...',
        outcome: 'rejected',
      },
    })
  })

  it('is left as it is where it repeats none', () => {
    const error = refusal('This account is not live yet')
    expect(withoutSecrets(error, secrets)).toBe(error)
    const other = new TypeError(key)
    expect(withoutSecrets(other, secrets)).toBe(other)
  })
})
