import type { Provider } from '../kit/provider.ts'
import { freshbooks } from './accounting/freshbooks/index.ts'
import { quickbooks } from './accounting/quickbooks/index.ts'
import { sage } from './accounting/sage/index.ts'
import { wave } from './accounting/wave/index.ts'
import { xero } from './accounting/xero/index.ts'
import { dynamics } from './crm/dynamics/index.ts'
import { hubspotCrm } from './crm/hubspot-crm/index.ts'
import { pipedrive } from './crm/pipedrive/index.ts'
import { salesforce } from './crm/salesforce/index.ts'
import { zohoCrm } from './crm/zoho-crm/index.ts'
import { bigcommerce } from './ecommerce/bigcommerce/index.ts'
import { etsy } from './ecommerce/etsy/index.ts'
import { magento } from './ecommerce/magento/index.ts'
import { shopify } from './ecommerce/shopify/index.ts'
import { woocommerce } from './ecommerce/woocommerce/index.ts'
import { constantContact } from './marketing/constant-contact/index.ts'
import { hubspot } from './marketing/hubspot/index.ts'
import { klaviyo } from './marketing/klaviyo/index.ts'
import { mailchimp } from './marketing/mailchimp/index.ts'
import { sendgrid } from './marketing/sendgrid/index.ts'
import { authorizeNet } from './payment/authorize-net/index.ts'
import { braintree } from './payment/braintree/index.ts'
import { paypal } from './payment/paypal/index.ts'
import { square } from './payment/square/index.ts'
import { stripe } from './payment/stripe/index.ts'
import { dhl } from './shipping/dhl/index.ts'
import { fedex } from './shipping/fedex/index.ts'
import { shipstation } from './shipping/shipstation/index.ts'
import { ups } from './shipping/ups/index.ts'
import { usps } from './shipping/usps/index.ts'

/** Every provider there is, in the order in which the catalog shows them. */
export const providers: readonly Provider[] = [
  stripe,
  paypal,
  square,
  braintree,
  authorizeNet,
  fedex,
  ups,
  usps,
  dhl,
  shipstation,
  shopify,
  woocommerce,
  magento,
  bigcommerce,
  etsy,
  mailchimp,
  hubspot,
  klaviyo,
  constantContact,
  sendgrid,
  salesforce,
  hubspotCrm,
  zohoCrm,
  dynamics,
  pipedrive,
  quickbooks,
  xero,
  freshbooks,
  sage,
  wave,
]

const byId = new Map(providers.map((provider) => [provider.id, provider]))

export function findProvider(id: string): Provider | undefined {
  return byId.get(id)
}
