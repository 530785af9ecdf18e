import { requestText } from '../load/http.ts'
import type { ProviderQuestion } from '../provider/server.ts'

/** A call that is measured: what the caller sends to Upstream, and what the bare Worker forwards in its place. */
export interface Subject {
  readonly name: string
  readonly framing: ProviderQuestion['framing']
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

export const createPayment = {
  upstream: (key: string) =>
    requestText('POST', '/upstream/call/stripe/create-payment', { ...host, ...json, ...bearer(key) }, input),
  bare: requestText('POST', '/v1/charges', { ...host, ...json, ...bearer(anyKey()) }, input),
}

const getBalance = {
  upstream: (key: string) =>
    requestText('GET', '/upstream/call/stripe/get-balance', { ...host, ...bearer(key) }, undefined),
  bare: requestText('GET', '/v1/balance', { ...host, ...bearer(anyKey()) }, undefined),
}

/** A write with a form to the provider and a long answer that is passed on, and a read whose answer is reshaped. */
export const subjects: readonly Subject[] = [
  { name: 'create-payment', framing: 'length', ...createPayment },
  { name: 'create-payment, chunked answer', framing: 'chunks', ...createPayment },
  { name: 'get-balance', framing: 'length', ...getBalance },
]

function bearer(key: string) {
  return { Authorization: `Bearer ${key}` }
}

/** As long as a key, so that both requests are of the same size. */
function anyKey(): string {
  return `upk_${'0'.repeat(43)}`
}
