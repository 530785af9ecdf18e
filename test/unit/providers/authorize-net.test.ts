import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { UnreadableAnswer } from '../../../src/kit/operation.ts'
import { authorizeNet } from '../../../src/providers/payment/authorize-net/index.ts'

const config = { apiLoginId: '5FakeLogin9', environment: 'sandbox' }

function prepare(operation: string, input: unknown) {
  const definition = authorizeNet.operations().get(operation)
  if (definition === undefined) throw new TypeError(`no operation ${operation}`)
  return definition.prepare(input)
}

function prepared(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

/** The text that goes over the wire: its order is what the provider checks. */
function text(operation: string, input: unknown) {
  return encodeBody(prepared(operation, input).request(config, { idempotencyKey: 'key-1' }).body)?.text
}

function unified(operation: string, input: unknown, answer: JsonValue) {
  const { unified: unify } = prepared(operation, input).readAnswer(answer, config)
  if (unify === undefined) throw new TypeError(`${operation} has no unified view`)
  return unify()
}

function refused(body: unknown, status = 200) {
  return authorizeNet.refusal({ status, headers: new Headers(), body })
}

const ok = { resultCode: 'Ok', message: [{ code: 'I00001', text: 'Successful.' }] }
const failed = (code: string, words: string) => ({ resultCode: 'Error', message: [{ code, text: words }] })
const charge = { amount: 1050, currency: 'usd', source: 'nonce' }

describe('requests', () => {
  it('all go to one address', () => {
    for (const [id, { exampleInput }] of authorizeNet.operations()) {
      expect(prepared(id, exampleInput).request(config, { idempotencyKey: 'key-1' })).toMatchObject({
        method: 'POST',
        path: '/xml/v1/request.api',
      })
    }
  })

  it('put their members in the order of the schema', () => {
    const input = {
      metadata: { order: '7' },
      duplicate_window: 0,
      customer_ip: '192.0.2.1',
      billing_zip: '46282',
      customer_email: 'jenny.rosen@example.com',
      description: 'Test payment',
      invoice_number: 'INV-1',
      ...charge,
    }
    expect(text('create-payment', input)).toBe(
      JSON.stringify({
        createTransactionRequest: {
          transactionRequest: {
            transactionType: 'authCaptureTransaction',
            amount: '10.50',
            currencyCode: 'USD',
            payment: { opaqueData: { dataDescriptor: 'COMMON.ACCEPT.INAPP.PAYMENT', dataValue: 'nonce' } },
            order: { invoiceNumber: 'INV-1', description: 'Test payment' },
            customer: { email: 'jenny.rosen@example.com' },
            billTo: { zip: '46282' },
            customerIP: '192.0.2.1',
            transactionSettings: { setting: [{ settingName: 'duplicateWindow', settingValue: '0' }] },
            userFields: { userField: [{ name: 'order', value: '7' }] },
          },
        },
      }),
    )
  })

  it('have the credentials as the first member of the request', () => {
    const { auth } = authorizeNet
    if (auth.kind !== 'body') throw new TypeError('not signed in the body')
    const written = auth.write({ getTransactionDetailsRequest: { transId: '1' } }, (field) => `the ${field}`)
    expect(JSON.stringify(written)).toBe(
      '{"getTransactionDetailsRequest":{"merchantAuthentication":{"name":"the apiLoginId","transactionKey":"the transactionKey"},"transId":"1"}}',
    )
    expect(() => auth.write({}, () => '')).toThrow(TypeError)
    expect(() => auth.write({ a: {}, b: {} }, () => '')).toThrow(TypeError)
    expect(() => auth.write(['a'], () => '')).toThrow(TypeError)
  })

  it('authorize only, where the capture comes later', () => {
    expect(text('create-payment', { ...charge, capture: false })).toContain('"transactionType":"authOnlyTransaction"')
  })

  it("charge a customer's stored means of payment", () => {
    const input = { amount: 1050, currency: 'usd', customer: '901', payment_profile: '902' }
    expect(text('create-payment', input)).toContain(
      '"profile":{"customerProfileId":"901","paymentProfile":{"paymentProfileId":"902"}}',
    )
  })

  it.each([
    [{ amount: 1, currency: 'usd' }, ['source']],
    [{ ...charge, customer: '901', payment_profile: '902' }, ['customer']],
    [{ amount: 1, currency: 'usd', customer: '901' }, ['payment_profile']],
    [{ ...charge, payment_profile: '902' }, ['payment_profile']],
    [{ amount: 1, currency: 'usd', customer: '901', payment_profile: '902', billing_zip: '98004' }, ['billing_zip']],
    [{ ...charge, metadata: Object.fromEntries([...Array(21).keys()].map((key) => [`key${key}`, ''])) }, ['metadata']],
    [{ ...charge, customer: 'cus_1', payment_profile: '902' }, ['customer']],
  ])('are refused before they are sent: %o', (input, paths) => {
    expect(issuePaths('create-payment', input)).toEqual(paths)
  })

  it('refund to the last four digits of the card, whose expiry nobody keeps', () => {
    expect(text('refund-payment', { id: '60198507001', amount: 100, card_last_four: '1111', reason: 'Returned' })).toBe(
      JSON.stringify({
        createTransactionRequest: {
          transactionRequest: {
            transactionType: 'refundTransaction',
            amount: '1.00',
            payment: { creditCard: { cardNumber: '1111', expirationDate: 'XXXX' } },
            refTransId: '60198507001',
            order: { description: 'Returned' },
          },
        },
      }),
    )
    expect(issuePaths('refund-payment', { id: '1', amount: 100, card_last_four: '4111111111111111' })).toEqual([
      'card_last_four',
    ])
    expect(issuePaths('refund-payment', { id: '1', card_last_four: '1111' })).toEqual(['amount'])
  })

  it('name no currency where the caller named none', () => {
    expect(text('capture-payment', { id: '1', amount: 100 })).not.toContain('currencyCode')
    expect(text('capture-payment', { id: '1', amount: 100, currency: 'eur' })).toContain('"currencyCode":"EUR"')
  })
})

describe('customers', () => {
  it('keep the name in front of the description', () => {
    const input = { email: 'jenny.rosen@example.com', name: 'Jenny Rosen', description: 'VIP' }
    expect(text('create-customer', input)).toBe(
      JSON.stringify({
        createCustomerProfileRequest: {
          profile: { description: 'Jenny Rosen: VIP', email: 'jenny.rosen@example.com' },
        },
      }),
    )
  })

  it('store a means of payment', () => {
    expect(text('create-customer', { email: 'a@example.com', source: 'nonce', validation_mode: 'liveMode' })).toContain(
      '"paymentProfiles":{"payment":{"opaqueData":{"dataDescriptor":"COMMON.ACCEPT.INAPP.PAYMENT","dataValue":"nonce"}}}},"validationMode":"liveMode"',
    )
  })

  it.each([
    [{}, ['email']],
    [{ email: 'a@example.com', phone: '+1 555 0100', metadata: { a: 'b' } }, ['phone', 'metadata']],
    [{ email: 'a@example.com', validation_mode: 'liveMode' }, ['validation_mode']],
  ])('are refused before they are sent: %o', (input, paths) => {
    expect(issuePaths('create-customer', input)).toEqual(paths)
  })
})

describe('lists', () => {
  const line = { transId: '1', transactionStatus: 'settledSuccessfully', settleAmount: 1 }

  it('are of the unsettled transactions, or of one settled batch', () => {
    const order = '"sorting":{"orderBy":"submitTimeUTC","orderDescending":true},"paging":{"limit":20,"offset":1}'
    expect(text('list-payments', {})).toBe(`{"getUnsettledTransactionListRequest":{${order}}}`)
    expect(text('list-payments', { batch_id: '7' })).toBe(`{"getTransactionListRequest":{"batchId":"7",${order}}}`)
  })

  it('go on after a full page', () => {
    const page = prepared('list-payments', { limit: 2, cursor: '3' })
    expect(encodeBody(page.request(config, { idempotencyKey: 'key-1' }).body)?.text).toContain(
      '"paging":{"limit":2,"offset":3}',
    )
    expect(page.readAnswer({ transactions: [line, line] }, config).nextCursor()).toBe('4')
    expect(page.readAnswer({ transactions: [line] }, config).nextCursor()).toBeUndefined()
    expect(page.readAnswer({ messages: { resultCode: 'Ok' } }, config).nextCursor()).toBeUndefined()
  })

  it.each(['0', '-1', '1.5', '123456', 'next'])('take no cursor that they never gave: "%s"', (cursor) => {
    expect(issuePaths('list-payments', { cursor })).toEqual(['cursor'])
  })

  it('leave the refunds out of the payments', () => {
    const transactions = [line, { ...line, transId: '2', transactionStatus: 'refundPendingSettlement' }]
    expect(unified('list-payments', {}, { transactions })).toMatchObject({ items: [{ id: '1', amount: 100 }] })
  })

  it.each([
    [{ first_settlement_date: '2026-01-01T00:00:00Z' }, ['last_settlement_date']],
    [{ last_settlement_date: '2026-01-01T00:00:00Z' }, ['first_settlement_date']],
    [
      { first_settlement_date: '2026-01-01T00:00:00Z', last_settlement_date: '2026-02-01T00:00:01Z' },
      ['last_settlement_date'],
    ],
    [
      { first_settlement_date: '2026-01-02T00:00:00Z', last_settlement_date: '2026-01-01T00:00:00Z' },
      ['last_settlement_date'],
    ],
    [{}, []],
  ])('of batches want a whole period of 31 days at most: %o', (input, paths) => {
    expect(issuePaths('list-settled-batches', input)).toEqual(paths)
  })
})

describe('the unified payment', () => {
  const transactionResponse = { responseCode: '1', transId: '60198507123', accountNumber: 'XXXX1111' }

  it.each([
    [{}, { status: 'succeeded', amount: 1050 }],
    [{ capture: false }, { status: 'authorized' }],
  ])('has the amount of the input, which the answer lacks: %o', (more, expected) => {
    const input = { ...charge, ...more, description: 'Test payment' }
    expect(unified('create-payment', input, { transactionResponse, messages: ok })).toMatchObject({
      id: '60198507123',
      currency: 'USD',
      description: 'Test payment',
      nativeStatus: '1',
      ...expected,
    })
  })

  it('waits where the transaction is held for review', () => {
    const answer = { transactionResponse: { ...transactionResponse, responseCode: 4 }, messages: ok }
    expect(unified('create-payment', charge, answer)).toMatchObject({ status: 'pending', nativeStatus: '4' })
    expect(unified('cancel-payment', { id: '1' }, answer)).toMatchObject({ status: 'pending' })
  })

  it('has what a prepaid card paid, where that was a part', () => {
    const prePaidCard = { requestedAmount: '10.50', approvedAmount: '4.00', balanceOnCard: '0.00' }
    const answer = { transactionResponse: { ...transactionResponse, prePaidCard }, messages: ok }
    expect(unified('create-payment', charge, answer)).toMatchObject({ amount: 400 })
  })

  const details = {
    transId: '60198507001',
    submitTimeUTC: '2026-01-15T09:00:00.123Z',
    transactionStatus: 'settledSuccessfully',
    authAmount: 5.1,
    settleAmount: 5.1,
    order: { description: 'Shoes' },
    profile: { customerProfileId: '901' },
  }

  it('is read from the details', () => {
    expect(unified('get-payment', { id: '60198507001' }, { transaction: details })).toEqual({
      id: '60198507001',
      amount: 510,
      currency: 'USD',
      status: 'succeeded',
      nativeStatus: 'settledSuccessfully',
      description: 'Shoes',
      customer: '901',
      createdAt: '2026-01-15T09:00:00.123Z',
    })
  })

  it('has the authorized amount where nothing settles', () => {
    const transaction = { ...details, transactionStatus: 'voided', settleAmount: 0 }
    expect(unified('get-payment', { id: '1', currency: 'eur' }, { transaction })).toMatchObject({
      amount: 510,
      currency: 'EUR',
      status: 'canceled',
    })
  })

  it.each([
    ['authorizedPendingCapture', 'authorized'],
    ['FDSPendingReview', 'pending'],
    ['declined', 'failed'],
    ['expired', 'canceled'],
    ['somethingNew', 'pending'],
  ])('reads %s as %s', (transactionStatus, status) => {
    expect(unified('get-payment', { id: '1' }, { transaction: { ...details, transactionStatus } })).toMatchObject({
      status,
    })
  })

  it('has no amount finer than a cent', () => {
    const transaction = { ...details, settleAmount: '5.1001' }
    expect(() => unified('get-payment', { id: '1' }, { transaction })).toThrow(UnreadableAnswer)
  })

  it('reads a refund', () => {
    const input = { id: '60198507001', amount: 100, card_last_four: '1111' }
    expect(unified('refund-payment', input, { transactionResponse, messages: ok })).toEqual({
      id: '60198507123',
      payment: '60198507001',
      amount: 100,
      currency: 'USD',
      status: 'succeeded',
      nativeStatus: '1',
      createdAt: null,
    })
  })
})

describe('refusals, most of them HTTP 200', () => {
  const declined = {
    responseCode: '2',
    transId: '60198507124',
    errors: [{ errorCode: '2', errorText: 'This transaction has been declined.' }],
  }

  it.each([ok, failed('E00027', 'The transaction was unsuccessful.')])(
    'take a decline for one, whatever the result code: %o',
    (messages) => {
      expect(refused({ transactionResponse: declined, messages })).toEqual({
        kind: 'rejected',
        code: '2',
        message: 'This transaction has been declined.',
      })
    },
  )

  it.each([
    ['E00007', 'credentials'],
    ['E00001', 'unavailable'],
    ['E00104', 'unavailable'],
    ['E00053', 'rate-limited'],
    ['E00040', 'rejected'],
  ])('tell who has to act on %s', (code, kind) => {
    expect(refused({ messages: failed(code, 'Words of the provider.') })).toEqual({
      kind,
      code,
      message: 'Words of the provider.',
    })
  })

  it.each([
    [429, 'E00053', 'rate-limited'],
    [503, 'E00104', 'unavailable'],
    [401, 'E00007', 'credentials'],
  ])('heed a status that says more: %i', (status, code, kind) => {
    expect(refused({ messages: failed(code, 'Words of the provider.') }, status)).toMatchObject({ kind, code })
  })

  it('know a transaction in error without a reason', () => {
    const refusal = refused({ transactionResponse: { responseCode: 3 }, messages: ok })
    expect(refusal).toMatchObject({ kind: 'rejected', code: undefined })
    expect(refusal?.message).not.toContain('Successful')
  })

  it.each([
    { transactionResponse: { responseCode: '1', transId: '1' }, messages: ok },
    { transactionResponse: { responseCode: '4', transId: '1' }, messages: ok },
    // The money has moved, although storing the customer's profile beside it failed.
    {
      transactionResponse: { responseCode: '1', transId: '1' },
      messages: failed('E00102', 'Customer Info is missing.'),
    },
    { transaction: { responseCode: 2, transactionStatus: 'declined' }, messages: ok },
    { messages: { resultCode: 'Ok', message: [{ code: 'I00004', text: 'No records found.' }] } },
    { messages: 'Error' },
    { resultCode: 'Error' },
    '<html></html>',
    null,
  ])('are none of these: %o', (body) => {
    expect(refused(body)).toBeUndefined()
  })
})
