import { describe, expect, it } from 'vitest'
import { refusal } from '../../../src/providers/payment/braintree/refusal.ts'

function refused(body: unknown, status = 200) {
  return refusal({ status, headers: new Headers(), body })
}

const transaction = { id: 't1', status: 'SETTLED', amount: { value: '10.00', currencyCode: 'USD' } }

describe('refusals', () => {
  const error = (extensions: object, message = 'No.') => ({ message, extensions })

  it.each([
    ['AUTHENTICATION', 'credentials'],
    ['AUTHORIZATION', 'credentials'],
    ['RESOURCE_LIMIT', 'rate-limited'],
    ['INTERNAL', 'unavailable'],
    ['SERVICE_AVAILABILITY', 'unavailable'],
    ['UNKNOWN', 'unavailable'],
    ['NOT_FOUND', 'rejected'],
    ['VALIDATION', 'rejected'],
    ['UNSUPPORTED_CLIENT', 'rejected'],
  ])('%s under 200: %s', (errorClass, kind) => {
    expect(refused({ data: null, errors: [error({ errorClass })] })).toEqual({ kind, code: errorClass, message: 'No.' })
  })

  it('prefers the code that Braintree’s pages list', () => {
    const errors = [
      error({ errorClass: 'VALIDATION', legacyCode: '91569' }, 'Nonce already used.'),
      error({ errorClass: 'VALIDATION', legacyCode: '81503' }, 'Amount is an invalid format.'),
    ]
    expect(refused({ data: { chargePaymentMethod: null }, errors })).toEqual({
      kind: 'rejected',
      code: '91569',
      message: 'Nonce already used.; Amount is an invalid format.',
    })
  })

  it.each(['chargePaymentMethod', 'authorizePaymentMethod', 'captureTransaction'])('%s can be declined', (name) => {
    const processorResponse = { legacyCode: '2000', message: 'Do Not Honor' }
    const statusHistory = [{ status: 'PROCESSOR_DECLINED', processorResponse }]
    const declined = { ...transaction, status: 'PROCESSOR_DECLINED', statusHistory }
    expect(refused({ data: { [name]: { transaction: declined } } })).toEqual({
      kind: 'rejected',
      code: '2000',
      message: 'Do Not Honor',
    })
  })

  it('names why the gateway rejected', () => {
    const statusHistory = [{ status: 'GATEWAY_REJECTED', gatewayRejectionReason: 'DUPLICATE' }]
    const rejected = { ...transaction, status: 'GATEWAY_REJECTED', statusHistory }
    expect(refused({ data: { chargePaymentMethod: { transaction: rejected } } })).toEqual({
      kind: 'rejected',
      code: 'DUPLICATE',
      message: 'Braintree answered with the status GATEWAY_REJECTED',
    })
  })

  it('tells a refund that was declined, with its status where nothing else is said', () => {
    expect(refused({ data: { refundTransaction: { refund: { id: 'r1', status: 'FAILED' } } } })).toMatchObject({
      kind: 'rejected',
      code: 'FAILED',
    })
  })

  it('reads a declined payment without refusing to show it', () => {
    const node = { __typename: 'Transaction', ...transaction, status: 'PROCESSOR_DECLINED' }
    expect(refused({ data: { node } })).toBeUndefined()
  })

  it('tells a verification that failed from a payment method that was vaulted all the same', () => {
    const processorResponse = { legacyCode: '2046', message: 'Declined' }
    const verification = { id: 'v1', status: 'PROCESSOR_DECLINED', processorResponse }
    expect(refused({ data: { vaultPaymentMethod: { paymentMethod: null, verification } } })).toEqual({
      kind: 'rejected',
      code: '2046',
      message: 'Declined',
    })
    expect(refused({ data: { vaultPaymentMethod: { paymentMethod: { id: 'p1' }, verification } } })).toBeUndefined()
  })

  it('never calls refused what was done and only read badly', () => {
    const errors = [error({ errorClass: 'INTERNAL' })]
    expect(refused({ data: { chargePaymentMethod: { transaction } }, errors })).toBeUndefined()
    expect(refused({ data: { chargePaymentMethod: { transaction: null } }, errors })).toMatchObject({
      kind: 'unavailable',
    })
  })

  it.each([[null], [{ __typename: 'Customer' }]])('a node that is %j isn’t there', (node) => {
    expect(refused({ data: { node } })).toMatchObject({ kind: 'rejected', code: 'NOT_FOUND' })
  })

  it('reads what stands in front of the API by its status', () => {
    expect(refused({ errors: [{ message: 'Too many requests' }] }, 429)).toMatchObject({ kind: 'rate-limited' })
    expect(refused('<html>', 503)).toBeUndefined()
    expect(refused({ data: { ping: 'pong' } })).toBeUndefined()
  })
})
