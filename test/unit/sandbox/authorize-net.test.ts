import { beforeEach, describe, expect, it } from 'vitest'
import { authorizeNet, fixtures } from '../../../sandbox/providers/authorize-net.ts'
import { accountAt } from './support.ts'

const path = '/xml/v1/request.api'
const today = new Date('2026-11-24T12:00:00Z')
const daysLater = (days: number) => new Date(today.getTime() + days * 86_400_000)
const merchantAuthentication = { name: '5KP3u95bQpv', transactionKey: '346HZ32z3fP4hTG2' }
const visa = { creditCard: { cardNumber: '4111111111111111', expirationDate: '2030-12', cardCode: '900' } }

let account = accountAt(authorizeNet, 'https://apitest.authorize.net', {})
beforeEach(() => {
  account = accountAt(authorizeNet, 'https://apitest.authorize.net', {})
})

const call = async (name: string, members: object = {}, now = today) => {
  const answer = await account.send('POST', path, { json: { [name]: { merchantAuthentication, ...members } }, now })
  return answer.body
}
const transact = (transactionRequest: object, now = today) =>
  call('createTransactionRequest', { refId: '123456', transactionRequest }, now)
const charge = (more: object = {}, now = today) =>
  transact({ transactionType: 'authCaptureTransaction', amount: '25.00', payment: visa, ...more }, now)
const refer = (transactionType: string, refTransId: string, now = today) =>
  transact({ transactionType, refTransId }, now)
const detailsOf = async (transId: string, now = today) =>
  (await call('getTransactionDetailsRequest', { transId }, now)).transaction

describe('every answer', () => {
  it('is 200, begins with a byte-order mark and echoes refId', async () => {
    const json = { authenticateTestRequest: { merchantAuthentication, refId: 'abc' } }
    const exchange = await account.send('POST', path, { json })
    expect(exchange.status).toBe(200)
    expect(exchange.body).toEqual({
      messages: { resultCode: 'Ok', message: [{ code: 'I00001', text: 'Successful.' }] },
      refId: 'abc',
    })
    const response = authorizeNet.handle(
      {
        method: 'POST',
        url: new URL(`https://apitest.authorize.net${path}`),
        headers: new Headers({ 'content-type': 'application/json' }),
        body: JSON.stringify(json),
        now: today,
        randomId: (length) => 'A'.repeat(length),
      },
      account.state,
    )
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  it.each([
    [{ name: 'invalid', transactionKey: 'k' }],
    [{ name: 'login', transactionKey: 'invalid' }],
    [{ name: 'login', sessionToken: 's' }],
    [{ transactionKey: 'k' }],
  ])('refuses %j', async (credentials) => {
    const { body } = await account.send('POST', path, {
      json: { authenticateTestRequest: { merchantAuthentication: credentials } },
    })
    expect(body.messages).toMatchObject({ resultCode: 'Error', message: [{ code: 'E00007' }] })
  })

  it('is E00003 where a member is out of order, unknown, missing, too long or of another type', async () => {
    const texts = await Promise.all(
      [
        { payment: visa, amount: '5.00' },
        { amount: '5.00', payment: visa, card: 1 },
        { amount: 'five' },
        { amount: '5.00', payment: { creditCard: { cardNumber: '4111111111111111' } } },
        { amount: '5.00', order: { invoiceNumber: '123456789012345678901' } },
        {
          amount: '5.00',
          refTransId: '1',
          lineItems: { lineItem: [{ name: 'x', itemId: '1', quantity: '1', unitPrice: '1' }] },
        },
      ].map(async (rest) => {
        const { messages } = await transact({ transactionType: 'authCaptureTransaction', ...rest })
        expect(messages.resultCode).toBe('Error')
        expect(messages.message[0].code).toBe('E00003')
        return messages.message[0].text
      }),
    )
    expect(texts[0]).toContain("has invalid child element 'amount'")
    expect(texts[1]).toContain("has invalid child element 'card'")
    expect(texts[2]).toContain("'five' is not a valid Decimal value")
    expect(texts[3]).toContain("incomplete content. List of possible elements expected: 'expirationDate'")
    expect(texts[4]).toContain('greater than the MaxLength value')
    expect(texts[5]).toContain("has invalid child element 'name'")
  })

  it('wants merchantAuthentication first', async () => {
    const { body } = await account.send('POST', path, {
      json: { authenticateTestRequest: { refId: '1', merchantAuthentication } },
    })
    expect(body.messages.message[0].code).toBe('E00003')
  })

  it('knows its requests, its content type, its address and its method', async () => {
    expect((await call('deleteEverythingRequest')).messages.message[0].code).toBe('E00004')
    expect(
      (await account.send('POST', path, { body: 'not json', headers: { 'content-type': 'application/json' } })).body
        .messages.message[0].code,
    ).toBe('E00003')
    expect((await account.send('POST', path, { form: { a: 'b' } })).body.messages.message[0].code).toBe('E00002')
    expect((await account.send('POST', '/v1/charges', { json: {} })).status).toBe(404)
    expect((await account.send('GET', path)).status).toBe(405)
  })
})

describe('payments', () => {
  it('are approved and can be read', async () => {
    const body = await charge({
      order: { invoiceNumber: 'INV-7', description: 'Mug' },
      customer: { id: 'C1', email: 'a@example.com' },
      billTo: { firstName: 'Ada', zip: '46201' },
    })
    expect(body.refId).toBe('123456')
    expect(body.messages.resultCode).toBe('Ok')
    expect(body.transactionResponse).toMatchObject({
      responseCode: '1',
      avsResultCode: 'A',
      cvvResultCode: 'M',
      accountNumber: 'XXXX1111',
      accountType: 'Visa',
      messages: [{ code: '1', description: 'This transaction has been approved.' }],
    })
    const { transId } = body.transactionResponse
    expect(transId).toMatch(/^\d{10,}$/)
    expect(await detailsOf(transId)).toMatchObject({
      transId,
      transactionType: 'authCaptureTransaction',
      transactionStatus: 'capturedPendingSettlement',
      authAmount: 25,
      settleAmount: 25,
      order: { invoiceNumber: 'INV-7' },
      payment: { creditCard: { cardNumber: 'XXXX1111', expirationDate: 'XXXX', cardType: 'Visa' } },
    })
  })

  it('are declined by ZIP 46282: an Ok answer with responseCode 2', async () => {
    const body = await charge({ billTo: { zip: '46282' } })
    expect(body.messages.resultCode).toBe('Ok')
    expect(body.transactionResponse).toMatchObject({
      responseCode: '2',
      errors: [{ errorCode: '2', errorText: 'This transaction has been declined.' }],
    })
    expect((await detailsOf(body.transactionResponse.transId)).transactionStatus).toBe('declined')
  })

  it.each([
    [{ payment: { creditCard: { cardNumber: '4111111111111112', expirationDate: '2030-12' } } }, '6'],
    [{ payment: { creditCard: { cardNumber: '4111111111111111', expirationDate: '2020-12' } } }, '8'],
    [{ payment: { creditCard: { cardNumber: '4111111111111111', expirationDate: '1399' } } }, '7'],
    [{ amount: '0' }, '5'],
    [{ payment: undefined }, '33'],
    [{ transactionType: 'chargeTransaction' }, '33'],
  ])('fail with %j', async (change, errorCode) => {
    const body = await charge(change)
    expect(body.messages).toMatchObject({ resultCode: 'Error', message: [{ code: 'E00027' }] })
    expect(body.transactionResponse).toMatchObject({ responseCode: '3', transId: '0', errors: [{ errorCode }] })
  })

  it('are made with bank accounts, of which amounts above 100 are declined', async () => {
    const payment = {
      bankAccount: {
        accountType: 'checking',
        routingNumber: '121042882',
        accountNumber: '123456789',
        nameOnAccount: 'Ada',
      },
    }
    expect((await charge({ payment })).transactionResponse).toMatchObject({ responseCode: '1', accountType: 'eCheck' })
    expect((await charge({ payment, amount: 100.01 })).transactionResponse.responseCode).toBe('2')
  })

  it('are made with the token of Accept.js', async () => {
    const opaque = (dataValue: string) => ({ opaqueData: { dataDescriptor: 'COMMON.ACCEPT.INAPP.PAYMENT', dataValue } })
    expect((await charge({ payment: opaque('eyJjb2RlIjoi') })).transactionResponse.responseCode).toBe('1')
    expect((await charge({ payment: opaque('invalid') })).messages.message[0].code).toBe('E00114')
  })

  it('are refused as duplicates within a window that is set', async () => {
    const transactionSettings = { setting: [{ settingName: 'duplicateWindow', settingValue: '60' }] }
    await charge({ transactionSettings })
    expect((await charge({ transactionSettings })).transactionResponse.errors[0].errorCode).toBe('11')
    expect((await charge({ transactionSettings, amount: '26.00' })).transactionResponse.responseCode).toBe('1')
  })
})

describe('authorizations', () => {
  const authorize = async () =>
    (await transact({ transactionType: 'authOnlyTransaction', amount: '50.00', payment: visa })).transactionResponse
      .transId

  it('are captured once, for no more than was authorised', async () => {
    const id = await authorize()
    expect((await detailsOf(id)).transactionStatus).toBe('authorizedPendingCapture')
    const tooMuch = await transact({ transactionType: 'priorAuthCaptureTransaction', amount: '60.00', refTransId: id })
    expect(tooMuch.transactionResponse.errors[0].errorCode).toBe('47')
    const captured = await transact({ transactionType: 'priorAuthCaptureTransaction', amount: '45.00', refTransId: id })
    expect(captured.transactionResponse).toMatchObject({ responseCode: '1', transId: id, refTransID: id })
    expect((await detailsOf(id)).settleAmount).toBe(45)
    const again = await refer('priorAuthCaptureTransaction', id)
    expect(again.transactionResponse.messages[0].code).toBe('311')
  })

  it('are voided, and then cannot be captured', async () => {
    const id = await authorize()
    expect((await refer('voidTransaction', id)).transactionResponse.responseCode).toBe('1')
    expect((await refer('voidTransaction', id)).transactionResponse.messages[0].code).toBe('310')
    expect((await refer('priorAuthCaptureTransaction', id)).transactionResponse.errors[0].errorCode).toBe('16')
    expect((await refer('priorAuthCaptureTransaction', '999')).transactionResponse.errors[0].errorCode).toBe('16')
  })
})

describe('refunds', () => {
  const refund = (refTransId: string, amount: string, now = daysLater(3), cardNumber = '1111') =>
    transact(
      {
        transactionType: 'refundTransaction',
        amount,
        payment: { creditCard: { cardNumber, expirationDate: 'XXXX' } },
        refTransId,
      },
      now,
    )

  it('wait for the settlement and give back no more than was paid', async () => {
    const { transId } = (await charge()).transactionResponse
    expect((await refund(transId, '25.00', today)).transactionResponse.errors[0].errorCode).toBe('54')
    expect((await refund(transId, '25.00', daysLater(3), '4242')).transactionResponse.errors[0].errorCode).toBe('54')
    expect((await detailsOf(transId, daysLater(3))).batch).toMatchObject({ settlementState: 'settledSuccessfully' })
    const part = await refund(transId, '20.00')
    expect(part.transactionResponse).toMatchObject({ responseCode: '1', refTransID: transId })
    expect((await refund(transId, '5.01')).transactionResponse.errors[0].errorCode).toBe('55')
    expect((await refund(transId, '5.00')).transactionResponse.responseCode).toBe('1')
    expect((await detailsOf(part.transactionResponse.transId, daysLater(3))).transactionStatus).toBe(
      'refundPendingSettlement',
    )
    expect((await refer('voidTransaction', transId, daysLater(3))).transactionResponse.errors[0].errorCode).toBe('16')
  })
})

describe('reports', () => {
  it('list what has not settled, page by page', async () => {
    const first = (await charge()).transactionResponse.transId
    const second = (await charge({ amount: '30.00' })).transactionResponse.transId
    const all = await call('getUnsettledTransactionListRequest')
    expect(all.totalNumInResultSet).toBe(4)
    expect(all.transactions[0]).toMatchObject({
      transId: second,
      transactionStatus: 'capturedPendingSettlement',
      settleAmount: 30,
    })
    const page = await call('getUnsettledTransactionListRequest', {
      sorting: { orderBy: 'submitTimeUTC', orderDescending: true },
      paging: { limit: 1, offset: 2 },
    })
    expect([first, second]).toContain(page.transactions[0].transId)
    expect(
      (await call('getUnsettledTransactionListRequest', { paging: { limit: 0, offset: 1 } })).messages.message[0].code,
    ).toBe('E00003')
    expect(
      (await call('getUnsettledTransactionListRequest', { status: 'pendingApproval' })).messages.message[0].code,
    ).toBe('I00004')
  })

  it('list batches and what is in them', async () => {
    const { transId } = (await charge()).transactionResponse
    const now = daysLater(2)
    const { batchList } = await call('getSettledBatchListRequest', { includeStatistics: true }, now)
    expect(batchList.map(({ batchId }: { batchId: string }) => batchId)).toContain(fixtures.batch)
    const own = batchList.find(({ batchId }: { batchId: string }) => batchId !== fixtures.batch)
    expect(own.statistics[0]).toMatchObject({ accountType: 'Visa', chargeAmount: 25, chargeCount: 1 })
    const { transactions } = await call('getTransactionListRequest', { batchId: own.batchId }, now)
    expect(transactions[0]).toMatchObject({ transId, transactionStatus: 'settledSuccessfully' })
    expect((await call('getTransactionListRequest', { batchId: '1' })).messages.message[0].code).toBe('E00040')
    const wide = { firstSettlementDate: '2026-01-01T00:00:00Z', lastSettlementDate: '2026-11-01T00:00:00Z' }
    expect((await call('getSettledBatchListRequest', wide)).messages.message[0].code).toBe('E00013')
  })

  it('know the merchant', async () => {
    expect(await call('getMerchantDetailsRequest')).toMatchObject({
      merchantName: 'Sandbox Merchant',
      currencies: ['USD'],
    })
  })

  it('answer E00040 for what never was', async () => {
    expect((await call('getTransactionDetailsRequest', { transId: '999' })).messages.message[0].code).toBe('E00040')
  })
})

describe('customer profiles', () => {
  const profile = {
    merchantCustomerId: 'M1',
    email: 'ada@example.com',
    paymentProfiles: { customerType: 'individual', payment: visa },
  }

  it('are created, read and charged', async () => {
    const created = await call('createCustomerProfileRequest', { profile, validationMode: 'testMode' })
    expect(created.messages.resultCode).toBe('Ok')
    const { customerProfileId, customerPaymentProfileIdList } = created
    for (const by of [{ customerProfileId }, { merchantCustomerId: 'M1' }, { email: 'ada@example.com' }]) {
      const read = await call('getCustomerProfileRequest', by)
      expect(read.profile).toMatchObject({
        customerProfileId,
        paymentProfiles: [{ payment: { creditCard: { cardNumber: 'XXXX1111' } } }],
      })
    }
    const paid = await charge({
      payment: undefined,
      profile: { customerProfileId, paymentProfile: { paymentProfileId: customerPaymentProfileIdList[0] } },
    })
    expect(paid.transactionResponse).toMatchObject({ responseCode: '1', profile: { customerProfileId } })
  })

  it('are neither empty nor twice the same', async () => {
    expect((await call('createCustomerProfileRequest', { profile: {} })).messages.message[0].code).toBe('E00041')
    const unique = { ...profile, email: 'ada@store.test' }
    const { customerProfileId } = await call('createCustomerProfileRequest', { profile: unique })
    const twin = await call('createCustomerProfileRequest', { profile: unique })
    expect(twin.messages.message[0]).toEqual({
      code: 'E00039',
      text: `A duplicate record with ID ${customerProfileId} already exists.`,
    })
    expect((await call('getCustomerProfileRequest', { customerProfileId: '1' })).messages.message[0].code).toBe(
      'E00040',
    )
  })

  it('are made of a payment', async () => {
    const body = await transact({
      transactionType: 'authCaptureTransaction',
      amount: '25.00',
      payment: visa,
      profile: { createProfile: true },
      customer: { id: 'M2', email: 'b@example.com' },
    })
    expect(body.profileResponse).toMatchObject({ messages: { resultCode: 'Ok' } })
    expect((await call('getCustomerProfileRequest', { merchantCustomerId: 'M2' })).messages.resultCode).toBe('Ok')
  })
})

describe('fixtures', () => {
  it('can be acted on again and again', async () => {
    for (const _ of [1, 2]) {
      expect(
        (await refer('priorAuthCaptureTransaction', fixtures.authorizedTransaction)).transactionResponse.messages[0]
          .code,
      ).toBe('1')
      expect((await refer('voidTransaction', fixtures.capturedTransaction)).transactionResponse.messages[0].code).toBe(
        '1',
      )
      const refund = await transact({
        transactionType: 'refundTransaction',
        amount: '40.00',
        payment: { creditCard: { cardNumber: '1111', expirationDate: 'XXXX' } },
        refTransId: fixtures.settledTransaction,
      })
      expect(refund.transactionResponse.responseCode).toBe('1')
    }
    expect((await detailsOf(fixtures.settledTransaction)).batch.batchId).toBe(fixtures.batch)
    expect((await call('getTransactionListRequest', { batchId: fixtures.batch })).transactions[0].transId).toBe(
      fixtures.settledTransaction,
    )
    const { customerProfile, paymentProfile } = fixtures
    const paid = await charge({
      payment: undefined,
      profile: { customerProfileId: customerProfile, paymentProfile: { paymentProfileId: paymentProfile } },
    })
    expect(paid.transactionResponse.responseCode).toBe('1')
  })
})
