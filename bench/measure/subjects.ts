import { requestText } from '../load/http.ts'

/** A call that is measured: what the caller sends to Upstream, and what the bare Worker forwards in its place. */
export interface Subject {
  readonly name: string
  readonly upstream: (key: string) => string
  readonly bare: string
}

const input = JSON.stringify({
  amount: 1000,
  currency: 'usd',
  source: 'tok_visa',
  description: 'Bench payment',
  metadata: { order: 'order_6735', cart: 'cart_1187' },
})

const host = { Host: 'upstream.example', Accept: 'application/json', 'User-Agent': 'bench' }
const json = { 'Content-Type': 'application/json' }
/** As long as a key, so that both requests are of the same size. */
const padding = { Authorization: `Bearer upk_${'0'.repeat(43)}` }

/** A write with a form to the provider and a long answer that is passed on, and a read whose answer is reshaped. */
export const subjects: readonly Subject[] = [
  {
    name: 'create-payment',
    upstream: (key) =>
      requestText('POST', '/upstream/call/stripe/create-payment', { ...host, ...json, ...bearer(key) }, input),
    bare: requestText('POST', '/v1/charges', { ...host, ...json, ...padding }, input),
  },
  {
    name: 'get-balance',
    upstream: (key) => requestText('GET', '/upstream/call/stripe/get-balance', { ...host, ...bearer(key) }, undefined),
    bare: requestText('GET', '/v1/balance', { ...host, ...padding }, undefined),
  },
]

function bearer(key: string) {
  return { Authorization: `Bearer ${key}` }
}
