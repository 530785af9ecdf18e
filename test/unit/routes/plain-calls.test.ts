import { describe, expect, it } from 'vitest'
import { callByPost } from '../../../src/routes/calls.ts'
import { Incoming } from '../../../src/routes/incoming.ts'
import { PlainCalls } from '../../../src/routes/plain-calls.ts'

const calls = new PlainCalls('/upstream/call', callByPost)
const find = (path: string) => calls.find(new Incoming(new Request(`https://upstream.example${path}`)))

describe('a plain call', () => {
  it('has the parameters of its path', () => {
    const match = find('/upstream/call/stripe/create-payment')
    expect(match).toEqual({
      route: callByPost,
      params: { integration: 'stripe', operation: 'create-payment' },
      checked: { integration: 'stripe', operation: 'create-payment' },
      query: undefined,
    })
  })

  it('is matched once, and not taken for another', () => {
    expect(find('/upstream/call/stripe/get-balance')).toBe(find('/upstream/call/stripe/get-balance'))
    expect(find('/upstream/call/paypal/get-balance')?.params.integration).toBe('paypal')
  })

  it.each([
    '/upstream/call/stripe/create-payment?view=unified',
    '/upstream/call/stripe/create-payment?',
    '/upstream/call/My%20Stripe/create-payment',
    '/upstream/call/stripe/create-payment/',
    '/upstream/call/stripe',
    '/upstream/call//create-payment',
    '/upstream/call/a/stripe/create-payment',
    '/upstream/test/stripe/create-payment',
    '/call/stripe/create-payment',
    `/upstream/call/${'a'.repeat(121)}/create-payment`,
  ])('is not %s, which a router looks at', (path) => {
    expect(find(path)).toBeUndefined()
  })
})
