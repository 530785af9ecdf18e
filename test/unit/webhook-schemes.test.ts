import { describe, expect, it } from 'vitest'
import { webhookFields } from '../../src/kit/webhook.ts'
import { providers } from '../../src/providers/registry.ts'
import { providerNamed } from '../support/examples.ts'
import { deliveries } from './support/deliveries.ts'
import { verifies } from './support/verify-delivery.ts'

/** The schemes are data: this is the proof that whoever receives deliveries needs nothing else to verify them. */

const signing = providers.flatMap(({ id, webhook }) => (webhook === undefined ? [] : [{ id, webhook }]))

it('has a delivery of every provider that declares a scheme', () => {
  expect(new Set(Object.keys(deliveries))).toEqual(new Set(signing.map(({ id }) => id)))
})

describe.each(signing.map(({ id, webhook }) => [id, webhook] as const))('%s', (id, scheme) => {
  const { delivery, verifier } = at(id)

  it('is believed', () => {
    expect(verifies(scheme, verifier, delivery)).toBe(true)
  })

  it('is verified by what is stored, and by each field of it', () => {
    const stored = webhookFields(scheme)
    expect(new Set(Object.keys(verifier.config))).toEqual(new Set(stored))
    const known = providerNamed(id)
      .configFields()
      .map(({ name }) => name)
    expect(known).toEqual(expect.arrayContaining([...stored]))
    for (const field of stored) {
      const { [field]: _, ...others } = verifier.config
      expect(verifies(scheme, { ...verifier, config: others }, delivery), `without ${field}`).toBe(false)
    }
  })

  it('is no longer believed with another secret', () => {
    for (const field of webhookFields(scheme)) {
      const config = { ...verifier.config, [field]: another(verifier.config[field] ?? '') }
      expect(verifies(scheme, { ...verifier, config }, delivery), field).toBe(false)
    }
  })

  it('is nothing without its headers', () => {
    const bare = { ...delivery, headers: {}, body: '{}', url: 'https://gateway.example.com/hooks/1' }
    expect(verifies(scheme, verifier, bare)).toBe(false)
  })
})

const signed = signing.filter(({ webhook }) => webhook.kind !== 'token' && webhook.kind !== 'shared-secret')

it.each(signed.map(({ id, webhook }) => [id, webhook] as const))(
  '%s is not believed with another body',
  (id, scheme) => {
    const { delivery, verifier } = at(id)
    for (const body of [`${delivery.body} `, delivery.body.replace(/[a-z0-9](?=\W*$)/i, 'x'), ''])
      expect(verifies(scheme, verifier, { ...delivery, body })).toBe(false)
  },
)

const timed = signing.flatMap(({ id, webhook }) =>
  'tolerance' in webhook ? [[id, webhook, webhook.tolerance ?? 0] as const] : [],
)

it.each(timed)('%s is believed for as long as the provider says, before and after', (id, scheme, tolerance) => {
  const { delivery, verifier } = at(id)
  const sent = verifier.now - 60_000
  for (const [off, believed] of [
    [tolerance, true],
    [-tolerance, true],
    [tolerance + 1, false],
    [-tolerance - 1, false],
  ] as const)
    expect(verifies(scheme, { ...verifier, now: sent + off * 1_000 }, delivery), `${off} s`).toBe(believed)
})

it('is not believed at an address that it was not signed for', () => {
  for (const id of ['square', 'hubspot', 'hubspot-crm']) {
    const { delivery, verifier } = at(id)
    const elsewhere = { ...delivery, url: `${delivery.url}/elsewhere` }
    expect(verifies(schemeOf(id), verifier, elsewhere), id).toBe(false)
  }
})

it('is believed by no certificate of another host, whatever it proves', () => {
  const { delivery, verifier } = at('paypal')
  for (const address of [
    'https://api.paypal.com.evil.example/cert',
    'https://evil.example/api.paypal.com/cert',
    'http://api.paypal.com/cert',
    'https://api.paypal.com:8443/cert',
  ]) {
    const headers = { ...delivery.headers, 'PAYPAL-CERT-URL': address }
    const certificates = { [address]: Object.values(verifier.certificates ?? {})[0] ?? '' }
    expect(verifies(schemeOf('paypal'), { ...verifier, certificates }, { ...delivery, headers }), address).toBe(false)
  }
})

it('is believed by no other key of the set', () => {
  const { delivery, verifier } = at('shipstation')
  const headers = { ...delivery.headers, 'x-shipengine-rsa-sha256-key-id': 'another' }
  expect(verifies(schemeOf('shipstation'), verifier, { ...delivery, headers })).toBe(false)
})

it('is enabled where nothing has to be stored, and with keys that are there anyway', () => {
  expect(webhookFields(schemeOf('shipstation'))).toEqual([])
  expect(webhookFields(schemeOf('braintree'))).toEqual(['publicKey', 'privateKey'])
})

function at(id: string) {
  const signed = deliveries[id]
  if (signed === undefined) throw new Error(`there is no delivery of ${id}`)
  return signed
}

function schemeOf(id: string) {
  const { webhook } = providerNamed(id)
  if (webhook === undefined) throw new Error(`${id} has no webhook scheme`)
  return webhook
}

/** A value of the same form; a public key can only be exchanged for another one that is a key. */
function another(value: string): string {
  return value.length > 120 && value.endsWith('==')
    ? 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA=='
    : `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`
}
