import { beforeAll, describe, expect, test } from 'vitest'
import { findProvider, providers } from '../../src/providers/registry.ts'
import { exampleInput, payment } from '../support/examples.ts'
import { type Integration, type Org, org, savedOf } from '../support/org.ts'
import { count, text, time } from '../support/times.ts'

/** `api.md`, its JSON as it stands there: what varies (ids, times, amounts that an account holds) by its form. */

const stripeConfig = { apiKey: 'sk_test_...', webhookSecret: 'whsec_...', environment: 'test' }

const saveRequest = {
  type: 'payment',
  provider: 'stripe',
  name: 'Stripe Payment Processing',
  description: 'Stripe integration for processing payments',
  config: stripeConfig,
}

const operations = [
  { id: 'create-payment', name: 'Create Payment', description: 'Create a new payment' },
  { id: 'refund-payment', name: 'Refund Payment', description: 'Refund an existing payment' },
]

let acme: Org
let saved: Integration

beforeAll(async () => {
  acme = await org('acme')
  saved = savedOf(await acme.post('/save-integration', saveRequest))
})

describe('Integration types', () => {
  const documented = [
    {
      id: 'payment',
      name: 'Payment Processor',
      description: 'Integrations for processing payments',
      providers: [
        { id: 'stripe', name: 'Stripe', description: 'Stripe payment processing' },
        { id: 'paypal', name: 'PayPal', description: 'PayPal payment processing' },
      ],
    },
    {
      id: 'shipping',
      name: 'Shipping Provider',
      description: 'Integrations for shipping and fulfillment',
      providers: [
        { id: 'fedex', name: 'FedEx', description: 'FedEx shipping services' },
        { id: 'ups', name: 'UPS', description: 'UPS shipping services' },
      ],
    },
  ]

  test.each(documented)('$id', async ({ providers: listed, ...type }) => {
    const { body } = await acme.get(`/integration-types/${type.id}`)
    const known = listed
      .filter(({ id }) => findProvider(id) !== undefined)
      .map((provider) => ({ ...provider, icon: `https://gateway.test/upstream/icons/${provider.id}.svg` }))
    expect(body).toEqual({ types: [{ ...type, providers: expect.arrayContaining(known) }] })
  })

  test('all', async () => {
    const { body } = await acme.get('/integration-types')
    const ids = ['payment', 'shipping', 'ecommerce', 'marketing', 'crm', 'accounting']
    expect(body).toMatchObject({ types: ids.map((id) => ({ id, name: text, description: text })) })
  })
})

describe('Integration configuration', () => {
  test('Get Integration Configuration', async () => {
    for (const path of ['/get-config', '/get-config/payment', `/get-config/payment/${saved.id}`]) {
      const answer = await acme.get(path)
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({
        id: saved.id,
        type: 'payment',
        provider: 'stripe',
        name: 'Stripe Payment Processing',
        description: 'Stripe integration for processing payments',
        config: stripeConfig,
        status: 'active',
        createdAt: time,
        updatedAt: time,
      })
    }
  })

  test('Save Integration', async () => {
    const answer = await (await org('saver')).post('/save-integration', saveRequest)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      integration: {
        id: text,
        type: 'payment',
        provider: 'stripe',
        name: 'Stripe Payment Processing',
        description: 'Stripe integration for processing payments',
        status: 'active',
        createdAt: time,
        updatedAt: time,
      },
    })
  })
})

describe('Active integrations', () => {
  test('List Active Integrations by Type', async () => {
    const lister = await org('lister')
    const stripe = savedOf(await lister.post('/save-integration', saveRequest))
    const ups = await lister.save('ups', { name: 'UPS Shipping' })
    await lister.call('stripe', 'create-payment', payment)
    await lister.call('ups', 'validate-address', exampleInput('ups', 'validate-address'))
    const stripeEntry = {
      id: stripe.id,
      type: 'payment',
      provider: 'stripe',
      name: 'Stripe Payment Processing',
      status: 'active',
      lastUsed: time,
    }
    const upsEntry = {
      id: ups.id,
      type: 'shipping',
      provider: 'ups',
      name: 'UPS Shipping',
      status: 'active',
      lastUsed: time,
    }
    const { body } = await lister.get('/active')
    expect(body).toEqual({ integrations: expect.arrayContaining([upsEntry, stripeEntry]) })
    expect(body).toHaveProperty('integrations.length', 2)
    expect((await lister.get('/active/payment')).body).toEqual({ integrations: [stripeEntry] })
    expect((await lister.get('/active/shipping')).body).toEqual({ integrations: [upsEntry] })
    expect((await lister.get('/active/crm')).body).toEqual({ integrations: [] })
  })

  test('Get Active Integration Details', async () => {
    const viewer = await org('viewer')
    const { id } = savedOf(await viewer.post('/save-integration', saveRequest))
    await viewer.call(id, 'create-payment', payment)
    await viewer.call(id, 'create-payment', { ...payment, source: 'tok_chargeDeclined' })
    const detail = {
      id,
      type: 'payment',
      provider: 'stripe',
      name: 'Stripe Payment Processing',
      description: 'Stripe integration for processing payments',
      status: 'active',
      config: { environment: 'test', webhookEnabled: true },
      operations: expect.arrayContaining(operations),
      metrics: expect.objectContaining({
        totalCalls: 2,
        successfulCalls: 1,
        failedCalls: 1,
        averageResponseTime: count,
      }),
      lastUsed: time,
      createdAt: time,
      updatedAt: time,
    }
    expect((await viewer.get('/active/detail')).body).toEqual({ integrations: [detail] })
    expect((await viewer.get(`/active/detail/${id}`)).body).toEqual({ integrations: [detail] })
  })

  test('Get Integration', async () => {
    const answer = await acme.post('/get-integration', { id: saved.id })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      id: saved.id,
      type: 'payment',
      provider: 'stripe',
      name: 'Stripe Payment Processing',
      description: 'Stripe integration for processing payments',
      status: 'active',
      config: { environment: 'test', webhookEnabled: true },
      operations: expect.arrayContaining(operations),
      createdAt: time,
      updatedAt: time,
    })
  })
})

describe('Integration operations', () => {
  test('Call Integration Operation (POST)', async () => {
    for (const integration of [saved.id, 'Stripe Payment Processing', 'stripe']) {
      const answer = await acme.call(integration, 'create-payment', payment)
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({
        success: true,
        result: {
          id: expect.stringMatching(/^ch_/),
          object: 'charge',
          amount: 1000,
          currency: 'usd',
          status: 'succeeded',
          description: 'Test payment',
          source: { id: expect.stringMatching(/^card_/), object: 'card', brand: 'Visa', last4: '4242' },
        },
      })
    }
  })

  test('Call Integration Operation (GET)', async () => {
    const answer = await acme.read('stripe', 'get-balance')
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      result: {
        balance: {
          available: [{ amount: count, currency: 'usd' }],
          pending: [{ amount: count, currency: 'usd' }],
        },
      },
    })
  })

  test('Test Integration Operation', async () => {
    const answer = await acme.test('stripe', 'create-payment', payment)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      message: 'Test successful',
      validRequest: true,
      expectedResponse: { id: 'ch_test', object: 'charge', amount: 1000, currency: 'usd', status: 'succeeded' },
    })
  })
})

describe('Integration management', () => {
  test('Shutdown Integration', async () => {
    const closer = await org('closer')
    const { id } = savedOf(await closer.post('/save-integration', saveRequest))
    const answer = await closer.shutdown(id)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      message: 'Integration shutdown successfully',
      integration: { id, status: 'inactive', shutdownAt: time },
    })
  })
})

describe('Integration providers', () => {
  const documented: Readonly<Record<string, readonly string[]>> = {
    payment: ['Stripe', 'PayPal', 'Square', 'Braintree', 'Authorize.Net'],
    shipping: ['FedEx', 'UPS', 'USPS', 'DHL', 'ShipStation'],
    ecommerce: ['Shopify', 'WooCommerce', 'Magento', 'BigCommerce', 'Etsy'],
    marketing: ['Mailchimp', 'HubSpot', 'Klaviyo', 'Constant Contact', 'SendGrid'],
    crm: ['Salesforce', 'HubSpot CRM', 'Zoho CRM', 'Microsoft Dynamics', 'Pipedrive'],
    accounting: ['QuickBooks', 'Xero', 'FreshBooks', 'Sage', 'Wave'],
  }

  test.each(providers.map(({ id, type, name }) => ({ id, type, name })))('$id is named as there', ({ type, name }) => {
    expect(documented[type]).toContain(name)
  })
})

describe('Error handling', () => {
  test('an integration whose credentials are refused', async () => {
    const refused = await org('refused')
    await refused.save('stripe', { config: { apiKey: 'sk_test_invalid_credentials_0000' } })
    const answer = await refused.call('stripe', 'create-payment', payment)
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({
      success: false,
      error: {
        code: 'integration_error',
        message: 'Failed to connect to integration service',
        details: { reason: 'Authentication failed', suggestion: 'Check your API credentials' },
      },
    })
  })

  test.each([
    { scenario: 'Integration not found', path: '/call/nowhere/create-payment', status: 404 },
    { scenario: 'Operation not found', path: '/call/stripe/levitate', status: 404 },
    { scenario: 'Invalid request parameters', path: '/call/stripe/create-payment', status: 400 },
  ])('$scenario', async ({ scenario, path, status }) => {
    const answer = await acme.post(path, {})
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: text, message: scenario, details: { reason: text, suggestion: text } },
    })
  })
})
