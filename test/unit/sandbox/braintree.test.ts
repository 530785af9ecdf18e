import { getNamedType, isAbstractType, isLeafType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../sandbox/providers/braintree/schema.ts'
import { braintree, fixtures } from '../../../sandbox/providers/braintree.ts'
import { accountAt, exchangeOf, type Sent } from './support.ts'

const origin = 'https://payments.sandbox.braintree-api.com'
const headers = {
  authorization: `Basic ${btoa('v4ndq314c2s5c28r:93b78bc88be90d93ac282e50ae569fdd')}`,
  'braintree-version': '2019-01-01',
}

function account() {
  const { send } = accountAt(braintree, origin, headers)
  return {
    send,
    run: async (query: string, input?: object, sent: Sent = {}) =>
      (await send('POST', '/graphql', { json: { query, variables: input === undefined ? {} : { input } }, ...sent }))
        .body,
  }
}

/** A mutation whose one variable is its input. */
function mutation(name: string, fields: string): string {
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`
}

const transactionFields = `clientMutationId transaction {
  id legacyId status orderId amount { value currencyCode } customer { id }
  statusHistory {
    __typename status terminal
    ... on AuthorizedEvent { processorResponse { legacyCode message } }
    ... on ProcessorDeclinedEvent { declineType processorResponse { legacyCode message } }
    ... on GatewayRejectedEvent { gatewayRejectionReason }
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails { brandCode last4 binData { debit } origin { type } }
    ... on PayPalTransactionDetails { payer { email } }
    ... on VenmoAccountDetails { username }
  }
  paymentMethod { id usage }
}`

const charge = mutation('chargePaymentMethod', transactionFields)
const authorize = mutation('authorizePaymentMethod', transactionFields)
const capture = mutation('captureTransaction', transactionFields)
const settle = mutation('sandboxSettleTransaction', transactionFields)
const refund = mutation('refundTransaction', 'refund { id status amount { value } refundedTransaction { id status } }')
const reverse = mutation('reverseTransaction', 'reversal { __typename ... on Node { id } ... on Payment { status } }')

function paying(amount: string, more: object = {}, paymentMethodId = 'fake-valid-nonce') {
  return { paymentMethodId, transaction: { amount, ...more } }
}

/** A selection of every field of a type, and of what is inside it, to a depth. Aliases keep types apart that differ. */
function everything(name: string, depth: number): string {
  const type = schema().getType(name)
  if (isAbstractType(type)) {
    const possible = schema().getPossibleTypes(type)
    return `{ __typename ${possible.map((one) => `... on ${one.name} ${everything(one.name, depth)}`).join(' ')} }`
  }
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (isLeafType(inner)) return [field.name === 'id' ? field.name : `${name}_${field.name}: ${field.name}`]
    return depth === 0 ? [] : [`${name}_${field.name}: ${field.name} ${everything(inner.name, depth - 1)}`]
  })
  return `{ __typename ${fields.join(' ')} }`
}

describe('access', () => {
  it('refuses keys that are missing or wrong, with status 200', async () => {
    for (const authorization of ['', 'Bearer x', `Basic ${btoa('public:invalid')}`, `Basic ${btoa(':')}`]) {
      const { send } = account()
      const { status, body } = await send('POST', '/graphql', {
        json: { query: '{ ping }' },
        headers: { authorization },
      })
      expect(status).toBe(200)
      expect(body.errors[0].extensions.errorClass).toBe('AUTHENTICATION')
    }
  })

  it('answers the simplest request', async () => {
    const body = await account().run('query { ping }')
    expect(body).toEqual({ data: { ping: 'pong' }, extensions: { requestId: expect.any(String) } })
  })

  it('knows whose keys they are', async () => {
    const query =
      '{ viewer { user { email } merchant { id merchantAccounts { edges { node { id currencyCode } } } } } }'
    expect((await account().run(query)).data.viewer.merchant).toEqual({
      id: fixtures.merchant,
      merchantAccounts: { edges: [{ node: { id: fixtures.merchantAccount, currencyCode: 'USD' } }] },
    })
  })

  it('wants the version, JSON, one path and one method', async () => {
    const { send } = account()
    const json = { query: '{ ping }' }
    const unversioned = await send('POST', '/graphql', { json, headers: { 'braintree-version': 'latest' } })
    expect(unversioned.body.errors[0].message).toContain('Braintree-Version')
    expect((await send('POST', '/graphql', { form: { query: '{ ping }' } })).body.errors[0].message).toContain('JSON')
    expect((await send('POST', '/graphql', { json: { query: '{ ping }', variables: [] } })).body.data).toBeNull()
    expect((await send('GET', '/graphql')).status).toBe(405)
    expect((await send('POST', '/graph', { json })).status).toBe(404)
  })

  it('has its own words for too many requests and for an outage', async () => {
    const exchange = exchangeOf('POST', `${origin}/graphql`, {})
    expect(await braintree.rateLimited(exchange).json()).toMatchObject({
      errors: [{ extensions: { errorClass: 'RESOURCE_LIMIT' } }],
    })
    expect(braintree.outage(exchange).status).toBe(503)
  })
})

describe('the schema', () => {
  it('refuses documents and variables that do not fit, without data', async () => {
    const { run } = account()
    const broken = ['{ ping', '{ pong }', '{ node { id } }', 'query a { ping } query b { ping }']
    for (const query of broken) {
      const body = await run(query)
      expect(body.errors).toHaveLength(1)
      expect(body).not.toHaveProperty('data')
    }
    for (const input of [{}, paying('ten'), paying('1.00', { colour: 'red' }), { ...paying('1.00'), extra: 1 }]) {
      const body = await run(charge, input)
      expect(body.errors[0].message).toContain('$input')
      expect(body).not.toHaveProperty('data')
    }
  })

  it('runs the operation that is named', async () => {
    const { send } = account()
    const json = { query: 'query a { ping } query b { viewer { id } }', operationName: 'a' }
    expect((await send('POST', '/graphql', { json })).body.data).toEqual({ ping: 'pong' })
  })

  it('answers every field of what it shows', async () => {
    const { run } = account()
    const declined = (await run(charge, paying('2000.00', {}, 'fake-paypal-one-time-nonce'))).data.chargePaymentMethod
    const ids = [
      fixtures.settledTransaction,
      declined.transaction.id,
      fixtures.refund,
      fixtures.customer,
      fixtures.paymentMethod,
    ]
    for (const id of ids) {
      const body = await run(`{ node(id: "${id}") ${everything('Node', 4)} }`)
      expect(body.errors).toBeUndefined()
      expect(body.data.node.id).toBe(id)
    }
    expect((await run(`{ viewer ${everything('Viewer', 5)} }`)).errors).toBeUndefined()
  })
})

describe('transactions', () => {
  it('charges a card, which a night later can be refunded', async () => {
    const { run } = account()
    const charged = (await run(charge, { ...paying('11.23', { orderId: 'order-7' }), clientMutationId: 'm-1' })).data
    const { transaction } = charged.chargePaymentMethod
    expect(charged.chargePaymentMethod.clientMutationId).toBe('m-1')
    expect(transaction).toMatchObject({
      status: 'SUBMITTED_FOR_SETTLEMENT',
      orderId: 'order-7',
      amount: { value: '11.23', currencyCode: 'USD' },
      paymentMethodSnapshot: { __typename: 'CreditCardDetails', brandCode: 'VISA', last4: '1111' },
      paymentMethod: null,
      statusHistory: [
        { __typename: 'SubmittedForSettlementEvent', terminal: false },
        { __typename: 'AuthorizedEvent', processorResponse: { legacyCode: '1000', message: 'Approved' } },
      ],
    })
    const early = await run(refund, { transactionId: transaction.id })
    expect(early.data).toEqual({ refundTransaction: null })
    expect(early.errors[0]).toMatchObject({
      message: 'Cannot refund transaction unless it is settled.',
      path: ['refundTransaction'],
      extensions: {
        errorType: 'user_error',
        errorClass: 'VALIDATION',
        legacyCode: '91506',
        inputPath: ['input', 'transactionId'],
      },
    })

    const settled = await run(settle, { transactionId: transaction.id })
    expect(settled.data.sandboxSettleTransaction.transaction.status).toBe('SETTLED')
    const part = await run(refund, { transactionId: transaction.id, refund: { amount: '7.00' } })
    expect(part.data.refundTransaction.refund).toMatchObject({
      status: 'SUBMITTED_FOR_SETTLEMENT',
      amount: { value: '7.00' },
      refundedTransaction: { id: transaction.id, status: 'SETTLED' },
    })
    const excess = await run(refund, { transactionId: transaction.id, refund: { amount: '4.24' } })
    expect(excess.errors[0].extensions.legacyCode).toBe('91521')
    const rest = await run(refund, { transactionId: transaction.id })
    expect(rest.data.refundTransaction.refund.amount.value).toBe('4.23')
    expect((await run(refund, { transactionId: transaction.id })).errors[0].extensions.legacyCode).toBe('91512')

    const undo = mutation('reverseRefund', 'refund { status }')
    const { id } = rest.data.refundTransaction.refund
    expect((await run(undo, { refundId: id })).data.reverseRefund.refund.status).toBe('VOIDED')
    expect((await run(undo, { refundId: id })).errors[0].extensions.legacyCode).toBe('91504')
    expect((await run(refund, { transactionId: transaction.id })).data.refundTransaction.refund.amount.value).toBe(
      '4.23',
    )
  })

  it('captures an authorization once, and no more than was authorized', async () => {
    const { run } = account()
    const { id } = (await run(authorize, paying('50.00'))).data.authorizePaymentMethod.transaction
    const excess = await run(capture, { transactionId: id, transaction: { amount: '50.01' } })
    expect(excess.errors[0].extensions).toMatchObject({
      legacyCode: '91522',
      inputPath: ['input', 'transaction', 'amount'],
    })
    const captured = await run(capture, { transactionId: id, amount: '20.00' })
    expect(captured.data.captureTransaction.transaction).toMatchObject({
      status: 'SUBMITTED_FOR_SETTLEMENT',
      amount: { value: '20.00' },
    })
    expect((await run(capture, { transactionId: id })).errors[0].extensions.legacyCode).toBe('91507')
    expect((await run(capture, { transactionId: 'bm9uZQ' })).errors[0].extensions).toMatchObject({
      errorClass: 'NOT_FOUND',
      inputPath: ['input', 'transactionId'],
    })
  })

  it('reverses: voids what is not settled, refunds what is', async () => {
    const { run } = account()
    const { id } = (await run(authorize, paying('50.00'))).data.authorizePaymentMethod.transaction
    const voided = await run(reverse, { transactionId: id })
    expect(voided.data.reverseTransaction.reversal).toEqual({ __typename: 'Transaction', id, status: 'VOIDED' })
    expect((await run(reverse, { transactionId: id })).errors[0].extensions.legacyCode).toBe('91504')
    expect((await run(settle, { transactionId: id })).errors[0].extensions.legacyCode).toBe('91575')
    const refunded = await run(reverse, { transactionId: fixtures.settledTransaction })
    expect(refunded.data.reverseTransaction.reversal).toMatchObject({
      __typename: 'Refund',
      status: 'SUBMITTED_FOR_SETTLEMENT',
    })
  })

  it.each([
    ['2000', 'PROCESSOR_DECLINED', { processorResponse: { legacyCode: '2000', message: 'Do Not Honor' } }],
    ['2001.00', 'PROCESSOR_DECLINED', { declineType: 'SOFT', processorResponse: { legacyCode: '2001' } }],
    ['2004.00', 'PROCESSOR_DECLINED', { declineType: 'HARD' }],
    ['2999.99', 'PROCESSOR_DECLINED', { processorResponse: { legacyCode: '2999', message: 'Processor Declined' } }],
    ['3000.50', 'FAILED', { __typename: 'FailedEvent' }],
    ['5001.00', 'GATEWAY_REJECTED', { gatewayRejectionReason: 'APPLICATION_INCOMPLETE' }],
    ['1999.99', 'SUBMITTED_FOR_SETTLEMENT', {}],
    ['3001.00', 'SUBMITTED_FOR_SETTLEMENT', {}],
  ])('answers a charge of %s with %s', async (amount, status, event) => {
    const { transaction } = (await account().run(charge, paying(amount))).data.chargePaymentMethod
    expect(transaction.status).toBe(status)
    expect(transaction.statusHistory[0]).toMatchObject(event)
  })

  it.each([
    ['fake-valid-amex-nonce', { brandCode: 'AMERICAN_EXPRESS', last4: '0005' }],
    ['fake-valid-debit-nonce', { brandCode: 'VISA', binData: { debit: 'YES' } }],
    ['fake-apple-pay-visa-nonce', { origin: { type: 'APPLE_PAY' } }],
    ['fake-paypal-one-time-nonce', { payer: { email: 'jane.doe@example.com' } }],
    ['fake-venmo-account-nonce', { username: 'venmojoe' }],
  ])('pays with %s', async (nonce, snapshot) => {
    const { transaction } = (await account().run(charge, paying('10.00', {}, nonce))).data.chargePaymentMethod
    expect(transaction.status).toBe('SUBMITTED_FOR_SETTLEMENT')
    expect(transaction.paymentMethodSnapshot).toMatchObject(snapshot)
  })

  it('keeps what it takes for fraud from the processor', async () => {
    const body = await account().run(charge, paying('10.00', {}, 'fake-gateway-rejected-fraud-nonce'))
    const { transaction } = body.data.chargePaymentMethod
    expect(transaction.status).toBe('GATEWAY_REJECTED')
    expect(transaction.statusHistory[0].gatewayRejectionReason).toBe('FRAUD')
  })

  it('does not settle some amounts of PayPal', async () => {
    const { run } = account()
    const paypal = paying('4001.00', {}, 'fake-paypal-one-time-nonce')
    const { id } = (await run(charge, paypal)).data.chargePaymentMethod.transaction
    expect((await run(settle, { transactionId: id })).data.sandboxSettleTransaction.transaction.status).toBe(
      'SETTLEMENT_DECLINED',
    )
  })

  it.each([
    [paying('0.00'), '81531', ['input', 'transaction', 'amount']],
    [paying('-1.00'), '81501', ['input', 'transaction', 'amount']],
    [paying('1.5'), '81503', ['input', 'transaction', 'amount']],
    [paying('1.00', {}, 'tok_visa'), '91565', ['input', 'paymentMethodId']],
    [paying('1.00', {}, 'fake-consumed-nonce'), '91564', ['input', 'paymentMethodId']],
    [paying('1.00', {}, 'fake-luhn-invalid-nonce'), '81715', ['input', 'paymentMethodId']],
    [paying('1.00', { customerId: 'bm9uZQ' }), '91510', ['input', 'transaction', 'customerId']],
    [paying('1.00', { merchantAccountId: 'other' }), '91513', ['input', 'transaction', 'merchantAccountId']],
    [paying('1.00', { orderId: 'x'.repeat(256) }), '91501', ['input', 'transaction', 'orderId']],
  ])('refuses %j with %s', async (input, legacyCode, inputPath) => {
    const body = await account().run(charge, input)
    expect(body.data).toEqual({ chargePaymentMethod: null })
    expect(body.errors[0].extensions).toMatchObject({ errorClass: 'VALIDATION', legacyCode, inputPath })
  })

  it('charges two payment methods in one request', async () => {
    const { send } = account()
    const query = `mutation ($one: ChargePaymentMethodInput!, $two: ChargePaymentMethodInput!) {
      one: chargePaymentMethod(input: $one) { transaction { status } }
      two: chargePaymentMethod(input: $two) { transaction { status } }
    }`
    const { body } = await send('POST', '/graphql', {
      json: { query, variables: { one: paying('10.00'), two: paying('0') } },
    })
    expect(body.data).toEqual({ one: { transaction: { status: 'SUBMITTED_FOR_SETTLEMENT' } }, two: null })
    expect(body.errors).toHaveLength(1)
  })

  it('repeats what it was told, and charges cards as cards', async () => {
    const { run } = account()
    const told = {
      customFields: [{ name: 'note', value: 'gift' }],
      descriptor: { name: 'UPSTREAM*SHOP' },
      shipping: { shippingAddress: { addressLine1: '1 Main St', locality: 'Chicago', countryCode: 'USA' } },
      tax: { taxAmount: '1.00' },
    }
    const fields = `transaction {
      customFields { name value } descriptor { name } tax { taxAmount }
      shipping { shippingAddress { streetAddress adminArea2 } }
    }`
    const body = await run(mutation('chargeCreditCard', fields), paying('10.00', told))
    expect(body.data.chargeCreditCard.transaction).toEqual({
      customFields: told.customFields,
      descriptor: told.descriptor,
      tax: told.tax,
      shipping: { shippingAddress: { streetAddress: '1 Main St', adminArea2: 'Chicago' } },
    })
    const authorizeCard = mutation('authorizeCreditCard', 'transaction { status }')
    expect((await run(authorizeCard, paying('10.00'))).data.authorizeCreditCard.transaction.status).toBe('AUTHORIZED')
    expect((await run(authorizeCard, paying('10.00', {}, 'fake-venmo-account-nonce'))).errors).toHaveLength(1)
  })
})

describe('customers and the vault', () => {
  const create = 'mutation ($input: CreateCustomerInput) { createCustomer(input: $input) { customer { id email } } }'
  const update = mutation('updateCustomer', 'customer { firstName lastName email company }')
  const vault = mutation(
    'vaultPaymentMethod',
    `paymentMethod { id usage customer { id } details { ... on CreditCardDetails { last4 } } }
     verification { status processorResponse { legacyCode } gatewayRejectionReason }`,
  )

  it('creates, updates and deletes a customer', async () => {
    const { run } = account()
    const customer = { firstName: 'Grace', email: 'grace@example.com' }
    const { id } = (await run(create, { customer })).data.createCustomer.customer
    expect((await run(create)).data.createCustomer.customer.email).toBeNull()
    const updated = await run(update, { customerId: id, customer: { lastName: 'Hopper', email: null } })
    expect(updated.data.updateCustomer.customer).toEqual({
      firstName: 'Grace',
      lastName: 'Hopper',
      email: null,
      company: null,
    })
    const invalid = await run(update, { customerId: id, customer: { email: 'grace' } })
    expect(invalid.errors[0].extensions.legacyCode).toBe('81604')
    const long = await run(update, { customerId: id, customer: { firstName: 'x'.repeat(256) } })
    expect(long.errors[0].extensions.inputPath).toEqual(['input', 'customer', 'firstName'])
    const remove = mutation('deleteCustomer', 'clientMutationId')
    expect((await run(remove, { customerId: id })).errors).toBeUndefined()
    expect((await run(remove, { customerId: id })).errors[0].extensions.errorClass).toBe('NOT_FOUND')
  })

  it('vaults a card that is verified, and charges it again and again', async () => {
    const { run } = account()
    const { customer } = (await run(create, { customer: { firstName: 'Grace' } })).data.createCustomer
    const vaulted = (await run(vault, { paymentMethodId: 'fake-valid-visa-nonce', customerId: customer.id })).data
    const { paymentMethod, verification } = vaulted.vaultPaymentMethod
    expect(verification).toMatchObject({ status: 'VERIFIED', processorResponse: { legacyCode: '1000' } })
    expect(paymentMethod).toMatchObject({
      usage: 'MULTI_USE',
      customer: { id: customer.id },
      details: { last4: '1111' },
    })
    for (let time = 0; time < 2; time += 1) {
      const { transaction } = (await run(charge, paying('10.00', {}, paymentMethod.id))).data.chargePaymentMethod
      expect(transaction).toMatchObject({ paymentMethod: { id: paymentMethod.id }, customer: { id: customer.id } })
    }
    const remove = mutation('deletePaymentMethodFromVault', 'clientMutationId')
    await run(remove, { paymentMethodId: paymentMethod.id })
    expect((await run(remove, { paymentMethodId: paymentMethod.id })).errors[0].extensions.errorClass).toBe('NOT_FOUND')
    expect((await run(charge, paying('10.00', {}, paymentMethod.id))).errors[0].extensions.legacyCode).toBe('91565')
  })

  it.each([
    ['fake-processor-declined-visa-nonce', 'PROCESSOR_DECLINED'],
    ['fake-processor-failure-jcb-nonce', 'FAILED'],
    ['fake-gateway-rejected-fraud-nonce', 'GATEWAY_REJECTED'],
  ])('does not vault %s: its verification is %s', async (paymentMethodId, status) => {
    const body = await account().run(vault, { paymentMethodId })
    expect(body.data.vaultPaymentMethod).toMatchObject({ paymentMethod: null, verification: { status } })
    expect(body.errors[0]).toMatchObject({
      message: 'Payment method failed verification.',
      path: ['vaultPaymentMethod', 'paymentMethod'],
      extensions: { errorClass: 'VALIDATION', inputPath: ['input', 'paymentMethodId'] },
    })
  })

  it('skips the verification where it is asked to, and refuses what is no single-use payment method', async () => {
    const { run } = account()
    const paymentMethodId = 'fake-processor-declined-visa-nonce'
    const skipped = await run(vault, { paymentMethodId, verification: { skip: true } })
    expect(skipped.data.vaultPaymentMethod.verification).toBeNull()
    expect(skipped.data.vaultPaymentMethod.paymentMethod.usage).toBe('MULTI_USE')
    const twice = await run(vault, { paymentMethodId: fixtures.paymentMethod })
    expect(twice.errors[0].extensions.legacyCode).toBe('91565')
    const nobody = await run(vault, { paymentMethodId: 'fake-valid-nonce', customerId: 'bm9uZQ' })
    expect(nobody.errors[0].extensions.legacyCode).toBe('91510')
  })

  it('vaults after a transaction, for a customer of its own', async () => {
    const { run } = account()
    const vaulting = { vaultPaymentMethodAfterTransacting: { when: 'ON_SUCCESSFUL_TRANSACTION' } }
    const paid = (await run(charge, paying('10.00', vaulting))).data.chargePaymentMethod.transaction
    expect(paid.paymentMethod.usage).toBe('MULTI_USE')
    const query = `{ node(id: "${paid.customer.id}") { ... on Customer {
      defaultPaymentMethod { id } paymentMethods { edges { node { id } } } transactions { edges { node { id } } }
    } } }`
    expect((await run(query)).data.node).toEqual({
      defaultPaymentMethod: { id: paid.paymentMethod.id },
      paymentMethods: { edges: [{ node: { id: paid.paymentMethod.id } }] },
      transactions: { edges: [{ node: { id: paid.id } }] },
    })
    const declined = (await run(charge, paying('2000.00', vaulting))).data.chargePaymentMethod.transaction
    expect(declined.paymentMethod).toBeNull()
  })
})

describe('reading', () => {
  const search = (kind: string, input: string, page = 'first: 10') =>
    `{ search { ${kind}(input: ${input}, ${page}) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`
  const idsOf = (found: { edges: { node: { id: string } }[] }) => found.edges.map(({ node }) => node.id)

  it('finds any object by its id', async () => {
    const { run } = account()
    const types = {
      [fixtures.settledTransaction]: 'Transaction',
      [fixtures.refund]: 'Refund',
      [fixtures.customer]: 'Customer',
      [fixtures.paymentMethod]: 'PaymentMethod',
    }
    for (const [id, type] of Object.entries(types)) {
      expect((await run(`{ node(id: "${id}") { __typename id } }`)).data.node).toEqual({ __typename: type, id })
    }
    const nothing = await run('{ node(id: "bm9uZQ") { id } }')
    expect(nothing.data).toEqual({ node: null })
    expect(nothing.errors[0]).toMatchObject({
      message: 'An object with this ID was not found.',
      extensions: { errorClass: 'NOT_FOUND', errorType: 'developer_error' },
    })
  })

  it('converts the ids of the older SDKs', async () => {
    const { run } = account()
    const converted = await run('{ idFromLegacyId(legacyId: "s5n4b7yc", type: TRANSACTION) }')
    expect(converted.data.idFromLegacyId).toBe(fixtures.settledTransaction)
    const method = await run('{ idFromLegacyId(legacyId: "h7k2m9", type: PAYMENT_METHOD) }')
    expect(method.data.idFromLegacyId).toBe(fixtures.paymentMethod)
    expect((await run('{ idFromLegacyId(legacyId: "none", type: PAYMENT_METHOD) }')).data).toBeNull()
  })

  it('lists transactions page by page, newest first', async () => {
    const { run } = account()
    const ids: string[] = []
    for (const amount of ['1.00', '2.00', '3.00']) {
      ids.unshift((await run(charge, paying(amount))).data.chargePaymentMethod.transaction.id)
    }
    const first = (await run(search('transactions', '{}', 'first: 2'))).data.search.transactions
    expect(idsOf(first)).toEqual(ids.slice(0, 2))
    expect(first.pageInfo.hasNextPage).toBe(true)
    const after = `first: 20, after: "${first.pageInfo.endCursor}"`
    const second = (await run(search('transactions', '{}', after))).data.search.transactions
    expect(idsOf(second)[0]).toBe(ids[2])
    expect(second.pageInfo.hasNextPage).toBe(false)
    expect((await run(search('transactions', '{}', 'first: 0'))).errors).toHaveLength(1)
    expect((await run(search('transactions', '{}', 'after: "x"'))).errors).toHaveLength(1)
  })

  it.each([
    [`{ id: { is: "${fixtures.settledTransaction}" } }`, [fixtures.settledTransaction]],
    ['{ status: { in: [SUBMITTED_FOR_SETTLEMENT] } }', [fixtures.submittedTransaction]],
    ['{ amount: { value: { greaterThanOrEqualTo: "40.00" } } }', [fixtures.refundedTransaction]],
    ['{ createdAt: { greaterThanOrEqualTo: "2030-01-01T00:00:00Z" } }', []],
    ['{ statusTransition: { settledAt: { greaterThanOrEqualTo: "2030-01-01T00:00:00Z" } } }', []],
    ['{ customer: { email: { endsWith: "@example.org" } } }', []],
    ['{ orderId: { is: "none" } }', []],
    ['{ settlementBatchId: { is: "none" } }', []],
  ])('finds transactions by %s', async (input, ids) => {
    expect(idsOf((await account().run(search('transactions', input))).data.search.transactions)).toEqual(ids)
  })

  it('finds refunds, payments and customers', async () => {
    const { run } = account()
    const refunds = (await run(search('refunds', '{ status: { is: SETTLED } }'))).data.search.refunds
    expect(idsOf(refunds)).toEqual([fixtures.refund])
    const payments = (await run(search('payments', '{ type: { in: [REFUND] } }'))).data.search.payments
    expect(idsOf(payments)).toEqual([fixtures.refund])
    const customers = (await run(search('customers', '{ email: { is: "ada@example.com" } }'))).data.search.customers
    expect(idsOf(customers)).toEqual([fixtures.customer])
  })
})

describe('fixtures', () => {
  it('can be acted on again and again', async () => {
    const { run } = account()
    for (let time = 0; time < 2; time += 1) {
      expect((await run(capture, { transactionId: fixtures.authorizedTransaction })).errors).toBeUndefined()
      expect((await run(reverse, { transactionId: fixtures.cancelableTransaction })).errors).toBeUndefined()
      expect((await run(reverse, { transactionId: fixtures.submittedTransaction })).errors).toBeUndefined()
      const { data } = await run(refund, { transactionId: fixtures.settledTransaction })
      expect(data.refundTransaction.refund.amount.value).toBe('10.00')
    }
    const rest = await run(refund, { transactionId: fixtures.refundedTransaction })
    expect(rest.data.refundTransaction.refund.amount.value).toBe('35.00')
  })
})
