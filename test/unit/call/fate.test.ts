import { describe, expect, it } from 'vitest'
import { fateOf } from '../../../src/call/fate.ts'
import type { Outcome } from '../../../src/errors/table.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'

const unavailable = (outcome: Outcome) =>
  new UpstreamError('integration_unavailable', { reason: 'It is away.', outcome })

describe('what a call tells of the health of its provider', () => {
  it.each<[string, unknown, string]>([
    ['that failed or answered nothing', unavailable('uncertain'), 'failed'],
    ['that failed before it did anything', unavailable('rejected'), 'failed'],
    ['that was never asked, for want of a token', unavailable('not_sent'), 'unknown'],
    [
      'that refused',
      new UpstreamError('provider_rejected', { reason: 'No.', outcome: 'rejected', providerStatus: 402 }),
      'answered',
    ],
    [
      'that did what was asked',
      new UpstreamError('integration_error', { reason: 'Odd.', outcome: 'succeeded' }),
      'answered',
    ],
    [
      'of whom nothing was asked',
      new UpstreamError('conflict', { reason: 'Changed.', outcome: 'not_sent' }),
      'unknown',
    ],
    ['that isn’t to blame for a fault of ours', new Error('oops'), 'unknown'],
  ])('%s', (_what, thrown, health) => {
    expect(fateOf(thrown).health).toBe(health)
  })
})
