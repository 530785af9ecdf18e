import type { Delivery, Verifier } from './verify-delivery.ts'

interface Signed {
  readonly delivery: Delivery
  readonly verifier: Verifier
}

/** When the deliveries that carry a time were sent. */
const sentAt = Date.UTC(2026, 10, 24, 9)
const seconds = String(sentAt / 1_000)

const hook = 'https://gateway.example.com/hooks/1'

function delivered(headers: Readonly<Record<string, string>>, body: string, url = hook): Delivery {
  return { method: 'POST', url, headers, body }
}

function withConfig(config: Readonly<Record<string, string>>, published: Partial<Verifier> = {}): Verifier {
  return { config, now: sentAt + 60_000, ...published }
}

const certificate = `-----BEGIN CERTIFICATE-----
MIIDQTCCAimgAwIBAgIUYkmNR+lwhqQiMs2X+B2Ky2F+fDowDQYJKoZIhvcNAQEL
BQAwLzEtMCsGA1UEAwwkbWVzc2FnZXZlcmlmaWNhdGlvbmNlcnRzLmV4YW1wbGUu
Y29tMCAXDTI2MTEyNTAxMTcyOVoYDzIxMjYxMTAxMDExNzI5WjAvMS0wKwYDVQQD
DCRtZXNzYWdldmVyaWZpY2F0aW9uY2VydHMuZXhhbXBsZS5jb20wggEiMA0GCSqG
SIb3DQEBAQUAA4IBDwAwggEKAoIBAQDUF0SIBIM9S3Ipxaz2VdhIsIr3BuK5cQyp
zz0I1jZEtAE2glXc4ji+39jsQfk3OSV9H9NlU2JFRKRxDOtF1S/mN1G1vLPtf/rT
xecWuPhKd+MJZSCCoqADEpK1bnEA7b8JrBziVbQ07wjXvzWlLTKvJGERr/tWpXHQ
29GRnDZItTsc2Drgv9SjFrgWI9TqSXTUrv7hbDF8OeIlOejQSlkHEAnqWuTlaMng
7Vblp5D5MLdogMbNBXRe7+79g5v/40fOrE73vBc243iTNOG7/k6QGLeXG+L1hidy
YYXJ0eq6YGSIztXvrdWrDXjBcD7uhf+NxbPBVw9ZMxDnkxXLolJbAgMBAAGjUzBR
MB0GA1UdDgQWBBTq+CWZ2o/+jlhXRwkghgkwXCGFtjAfBgNVHSMEGDAWgBTq+CWZ
2o/+jlhXRwkghgkwXCGFtjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
A4IBAQAr6jkQjt5/M0LkrrH+AVXbQcLyRnI+7pLUBhksZyFLj0fzZWrusvMIVGHs
GJQbGO9secoPMbuuYqSFmKCxY7tPgti8db45st1GhFOTs9Tl643ukLnCtBCLAxnY
T1yeNjFnr2y3xfTnfvScH7mTOqga19lFViqVtmgcwbqfONfcMSauxyqxE7s+bqnx
W7O4WYfrpXWQHJv8iCcewP1T4IKwXeX4GG39xggY39wI8A2zFnGTjaLexiHZXvH9
JrZBXBtzxvdGQO/g2UJMiWn7HOhLOiETeqHd1lnouf3XBCvK323Gkd8NGUOuMoUy
PotIpN7hjhO+22M9HHQ6A7prG824
-----END CERTIFICATE-----`

/**
 * One delivery of each provider that signs or marks what it delivers. The ones of Square and SendGrid are their own:
 * https://developer.squareup.com/docs/webhooks/step3validate and
 * https://github.com/sendgrid/sendgrid-nodejs/blob/main/packages/eventwebhook/src/eventwebhook.spec.js.
 * The others were signed with OpenSSL and Python's hmac and json modules, not with what verifies them here.
 */
export const deliveries: Readonly<Record<string, Signed>> = {
  stripe: {
    delivery: delivered(
      {
        'Stripe-Signature': `t=${seconds},v1=0000000000000000000000000000000000000000000000000000000000000000,v1=cb1de10b92b3fa6cee04e50ac33d24a6b1c74f5154d51623eddd4d9c7a21133b,v0=1111111111111111111111111111111111111111111111111111111111111111`,
      },
      '{"id":"evt_1","object":"event","type":"charge.succeeded"}',
    ),
    verifier: withConfig({ webhookSecret: 'whsec_fakeUpstreamExample' }),
  },
  paypal: {
    delivery: delivered(
      {
        'PAYPAL-TRANSMISSION-ID': '69cd13f0-d67a-11e5-baa3-778b53f4ae55',
        'PAYPAL-TRANSMISSION-TIME': '2026-11-24T09:00:00Z',
        'PAYPAL-CERT-URL': 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-aecacc47',
        'PAYPAL-AUTH-ALGO': 'SHA256withRSA',
        'PAYPAL-TRANSMISSION-SIG':
          'F6fcrA8EAwJwlPB0E48y7RqpnmOFSTh0k4oA690G2sjQuiMXtmyUBS0UFpy76dVhX43hVOAkYLndzJX9KkWpeuxisf/cS7jWJ85E2AHTMGr98McgDc16uUv1rx4AhPyeCHc6mzFdfe2BEmFXdfn57YGGfzKxzm8fwmO/xQ9ca+RQNjVauN/7efStizIXrgjaWUGFOYLkHgYaDop8R5zZbHJuILiecQOa4wDm+c6/ZhI7GyOAnkD4leln4xZ6A2CF3DndjmyYhReszgkrOh4O1AMaGmNrM8dXUZMT4f+cRF15vJ5KJMFdBYGkvX11wtqox6j27wvdQbaBN7+oL+t7Qw==',
      },
      '{"id":"WH-2WR32451HC0233532-67976317FL4543714","event_type":"PAYMENT.CAPTURE.COMPLETED"}',
    ),
    verifier: withConfig(
      { webhookId: '1JE4291016473214C' },
      {
        certificates: { 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-aecacc47': certificate },
      },
    ),
  },
  square: {
    delivery: delivered(
      { 'x-square-hmacsha256-signature': '2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=' },
      '{"hello":"world"}',
      'https://example.com/webhook',
    ),
    verifier: withConfig({ webhookSecret: 'asdf1234' }),
  },
  braintree: {
    delivery: delivered(
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      'bt_signature=another_public_key%7C0000000000000000000000000000000000000000%26integration_public_key%7C597126a82795dc8fdf5bf19fc39d5bbfac057e54&bt_payload=PG5vdGlmaWNhdGlvbj4KICAgIDx0aW1lc3RhbXAgdHlwZT0iZGF0ZXRpbWUiPjIwMjYtMTEtMjRUMDk6MDA6MDBaPC90aW1lc3RhbXA%2BCiAgICA8a2luZD5jaGVjazwva2luZD4KICAgIDxzdWJqZWN0PjxjaGVjayB0eXBlPSJib29sZWFuIj50cnVlPC9jaGVjaz48L3N1YmplY3Q%2BCjwvbm90aWZpY2F0aW9uPg%3D%3D%0A',
    ),
    verifier: withConfig({ publicKey: 'integration_public_key', privateKey: 'integration_private_key' }),
  },
  'authorize-net': {
    delivery: delivered(
      {
        'X-ANET-Signature':
          'sha512=CF6ABEA31587E4D0E78E553635AA48DFC35ACCE8854F5415ED5C311666D2577D46F7900DE2104F9D3B551950606D2568C223394A7DDC3A00E6FC0C81C10AAFE7',
      },
      '{"notificationId":"d0e8e7fe-c3e7-4add-a480-27bc5ce28a18","eventType":"net.authorize.payment.authcapture.created"}',
    ),
    verifier: withConfig({
      webhookSecret:
        'FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000FA4E0000',
    }),
  },
  shipstation: {
    delivery: delivered(
      {
        'x-shipengine-rsa-sha256-key-id': '4a6f1e4b-8b5c-4b44-9b35-2f7a1c0c9d11',
        'x-shipengine-timestamp': '2026-11-24T09:00:00Z',
        'x-shipengine-rsa-sha256-signature':
          'WEG6c/Hi6enHj3KEbmEe8lobm7pn5d7uSnD9ksTG6ZhNqnqFq8SdRaBwKkv4nkBrAboVZIIiNEmoT3dJc/eB75LuC6aWxhzMMrgJ5iW0Uo7Cw3GyLOYxZ8NLsBX+k+7+qdWN/zb6gltx4NPndtIhQPef8F9On6QqxcGAhPnKccPFOZfD6mfgjNZQzHKN5uVwmpWwi2NZ5qGcHk4KW0NpTOqubOeP6BHs1K25ejD/VRZ+O+awCfh3MfPcyhfjrNIW2OcaSGZh9WL3KS0J+3FFXx+eONR8s8Pfruktv3AtrNy+wd2/isQtL5JGMxC9A9sbFojxonuKOH6h/LYBBTQ56g==',
      },
      '{"resource_url":"https://api.shipengine.com/v1/labels/se-1","resource_type":"API_TRACK","data":{}}',
    ),
    verifier: withConfig(
      {},
      {
        keySets: {
          'https://api.shipengine.com/jwks': [
            {
              kty: 'RSA',
              kid: '4a6f1e4b-8b5c-4b44-9b35-2f7a1c0c9d11',
              e: 'AQAB',
              n: 'g25gaJpx-aUhlm5NaWhk5oY55Q1mO4GGhyKxnkS751hSa2k_YPO5NrX6S2E0OinGofB8TSk-BY9-Z2HMP5GTN5TMX-joJ_q8X4Hm96212UTB3v6E1VHLF0qonIULeheg48j09o5wEVqsdBaM5pEop2DdPY712KMYbW34rYHtDhhoGiJ0VpoUDATggXI6Of1C3_J1CTLQamN87wqiWmYI6m8iKqNQSyCqaWYWsqxNS1uOtypvazkXE9ssq3d_y4UQ29pATu2lsJ3TkSDZO_AEoBdAXN2ugG1FF3QAu3r7DN3Jsp5PROs5bEbdNCmrv6GGxpCPccQoIv9HFRdu4dB6Ww',
            },
          ],
        },
      },
    ),
  },
  shopify: {
    delivery: delivered(
      { 'X-Shopify-Hmac-Sha256': '9bxlit2OCT6DtVmrzLPe2mingi+c6QTr1ZeEUeQYdtM=' },
      '{"id":788032119674292922,"title":"Café"}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  woocommerce: {
    delivery: delivered(
      { 'X-WC-Webhook-Signature': 'DRb8O+IPTWZTiSao4CgCU9d/qN6FClNmFLX8FZmIIx0=' },
      '{"id":118,"status":"processing"}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  bigcommerce: {
    delivery: delivered(
      {
        'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
        'webhook-timestamp': seconds,
        'webhook-signature':
          'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v1,itlgZnz8c6qT9Mk6Bl/MI/rJutWJlFMJKF2KOijFGMM=',
      },
      '{"scope":"store/order/created","data":{"type":"order","id":250}}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  mailchimp: {
    delivery: delivered(
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      'type=unsubscribe&data%5Bemail%5D=ada.lovelace%40example.com',
      'https://gateway.example.com/hooks/1?secret=fakeUpstreamWebhookSecret',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  hubspot: {
    delivery: delivered(
      {
        'X-HubSpot-Request-Timestamp': String(sentAt),
        'X-HubSpot-Signature-v3': '3o0/AfBGYVlAJCROHOY/gVMQgWBubldO8QcSca04qZ0=',
      },
      '[{"eventId":1,"subscriptionType":"contact.creation","objectId":123}]',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  'hubspot-crm': {
    delivery: delivered(
      {
        'X-HubSpot-Request-Timestamp': String(sentAt),
        'X-HubSpot-Signature-v3': '3o0/AfBGYVlAJCROHOY/gVMQgWBubldO8QcSca04qZ0=',
      },
      '[{"eventId":1,"subscriptionType":"contact.creation","objectId":123}]',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  klaviyo: {
    delivery: delivered(
      {
        'Klaviyo-Timestamp': 'Tue, 24 Nov 2026 09:00:00 GMT',
        'Klaviyo-Signature': '7904c96605998b0837b84133dbc7f1b5957fa3cc02ad46919644cdfb2e6fa153',
      },
      '{"data":[{"external_id":"4L3cwQae2TX","topic":"event:klaviyo.sent_sms"}],"meta":{"klaviyo_account_id":"XyZ123"}}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  sendgrid: {
    delivery: delivered(
      {
        'X-Twilio-Email-Event-Webhook-Timestamp': '1588788367',
        'X-Twilio-Email-Event-Webhook-Signature':
          'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
      },
      '{"category":"example_payload","event":"test_event","message_id":"message_id"}',
    ),
    verifier: withConfig({
      webhookPublicKey:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==',
    }),
  },
  'zoho-crm': {
    delivery: delivered(
      {},
      '{"token":"fakeUpstreamWebhookSecret","module":"Contacts","operation":"insert","ids":["3652397000000649013"]}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  dynamics: {
    delivery: delivered(
      {},
      '{"MessageName":"Create","PrimaryEntityName":"contact"}',
      'https://gateway.example.com/hooks/1?code=fakeUpstreamWebhookSecret',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  pipedrive: {
    delivery: delivered(
      { Authorization: 'Basic dXBzdHJlYW06ZmFrZVVwc3RyZWFtUGFzc3dvcmQ=' },
      '{"meta":{"action":"create","entity":"deal"}}',
    ),
    verifier: withConfig({ webhookSecret: 'upstream:fakeUpstreamPassword' }),
  },
  quickbooks: {
    delivery: delivered(
      { 'intuit-signature': 'a44PdAldHLj4Sw8IQLdA4mtu7mEVG2NPIOuF3WVII9Y=' },
      '{"eventNotifications":[{"realmId":"1185883450"}]}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  xero: {
    delivery: delivered(
      { 'x-xero-signature': '+RWF2d0GHfv5EhlXpsWOxD7b5MwjHl2nDntTJZwCKik=' },
      '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}',
    ),
    verifier: withConfig({ webhookSecret: 'fakeUpstreamWebhookSecret' }),
  },
  freshbooks: {
    delivery: delivered(
      { 'X-FreshBooks-Hmac-SHA256': '85O4F/4+GnLM+IAssocKgh6E07gxVO0icxIqYO6hO98=' },
      'name=invoice.create&object_id=1234567&account_id=6BApk&business_id=6543&identity_id=1234&note=Caf%C3%A9+%221%22',
    ),
    verifier: withConfig({ webhookSecret: 'scADVVi5QuKuj5qTjVkbJNYQe7V7USpGd' }),
  },
}
