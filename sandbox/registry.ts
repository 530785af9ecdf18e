import type { SandboxProvider } from './provider.ts'
import { authorizeNet } from './providers/authorize-net.ts'
import { bigcommerce } from './providers/bigcommerce.ts'
import { braintree } from './providers/braintree.ts'
import { constantContact } from './providers/constant-contact.ts'
import { dhl } from './providers/dhl.ts'
import { dynamics } from './providers/dynamics.ts'
import { etsy } from './providers/etsy.ts'
import { fedex } from './providers/fedex.ts'
import { freshbooks } from './providers/freshbooks.ts'
import { hubspot } from './providers/hubspot.ts'
import { klaviyo } from './providers/klaviyo.ts'
import { magento } from './providers/magento.ts'
import { mailchimp } from './providers/mailchimp.ts'
import { paypal } from './providers/paypal.ts'
import { pipedrive } from './providers/pipedrive.ts'
import { quickbooks } from './providers/quickbooks.ts'
import { sage } from './providers/sage.ts'
import { salesforce } from './providers/salesforce.ts'
import { sendgrid } from './providers/sendgrid.ts'
import { shipstation } from './providers/shipstation.ts'
import { shopify } from './providers/shopify.ts'
import { square } from './providers/square.ts'
import { stripe } from './providers/stripe.ts'
import { ups } from './providers/ups.ts'
import { usps } from './providers/usps.ts'
import { wave } from './providers/wave.ts'
import { woocommerce } from './providers/woocommerce.ts'
import { xero } from './providers/xero.ts'
import { zohoCrm } from './providers/zoho-crm.ts'

/** Every provider that the sandbox plays. */
export const providers: readonly SandboxProvider[] = [
  authorizeNet,
  bigcommerce,
  braintree,
  constantContact,
  dhl,
  dynamics,
  etsy,
  fedex,
  freshbooks,
  hubspot,
  klaviyo,
  magento,
  mailchimp,
  paypal,
  pipedrive,
  quickbooks,
  sage,
  salesforce,
  sendgrid,
  shipstation,
  shopify,
  square,
  stripe,
  ups,
  usps,
  wave,
  woocommerce,
  xero,
  zohoCrm,
]

export function providerOfHost(host: string, among: readonly SandboxProvider[]): SandboxProvider | undefined {
  return among.find((provider) =>
    provider.hosts.some((known) => (typeof known === 'string' ? known === host : known.test(host))),
  )
}
