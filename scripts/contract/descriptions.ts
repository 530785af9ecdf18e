/** How a provider is described, and by which files of the directory that the check is given. */
export interface ProviderDescription {
  readonly sources: readonly Source[]
  /** The description doesn't have every operation of the API: one that it lacks is counted, not reported. */
  readonly partial?: true
}

export type Source =
  | { readonly kind: 'openapi'; readonly file: string; readonly bases?: readonly string[] }
  | { readonly kind: 'sdl' | 'introspection'; readonly file: string; readonly path: string }
  | { readonly kind: 'xsd'; readonly file: string; readonly path: string }
  | { readonly kind: 'methods'; readonly file: string; readonly base: string }

function openapi(folder: string, names: readonly string[], bases?: readonly string[]): readonly Source[] {
  return names.map((name) => ({
    kind: 'openapi',
    file: `${folder}/${name}.json`,
    ...(bases === undefined ? {} : { bases }),
  }))
}

export const descriptions: Readonly<Record<string, ProviderDescription>> = {
  'authorize-net': {
    sources: [{ kind: 'xsd', file: 'authorize-net/AnetApiSchema.xsd', path: '/xml/v1/request.api' }],
  },
  bigcommerce: {
    sources: openapi('bigcommerce', [
      'bc.abandoned_carts.v3',
      'bc.carts.v3',
      'bc.catalog.product-variants_catalog.v3',
      'bc.catalog.products_catalog.v3',
      'bc.channels.v3',
      'bc.customers.v3',
      'bc.inventory.v3',
      'bc.locations.v3',
      'bc.orders.v2.oas2',
      'bc.orders.v3',
      'bc.price_lists.v3',
      'bc.store_information.v2',
      'bc.store_information.v3',
      'bc.subscribers.v3',
      'bc.tax_customers.v3',
      'bc.webhooks.v3',
    ]),
  },
  braintree: { sources: [{ kind: 'sdl', file: 'braintree/schema.graphql', path: '/graphql' }] },
  'constant-contact': {
    sources: openapi('constant-contact', ['constant-contact.v3'], ['/v3']),
  },
  dhl: {
    sources: openapi('dhl', [
      'dhl.mydhl-express.3.1.1',
      'dhl.location-finder',
      'dhl.parcel-de-pickup.v3',
      'dhl.parcel-de-shipping.v2_2',
    ]),
  },
  // Fifteen operations, written by a third party; the API describes itself for each organization.
  dynamics: { sources: openapi('dynamics', ['dataverse.api-evangelist'], ['/api/data/v9.2']), partial: true },
  etsy: { sources: openapi('etsy', ['etsy.oas.3.0.0.2026-08-15']) },
  fedex: {
    sources: openapi('fedex', [
      'fedex.address-validation.v1',
      'fedex.locations-search.v1',
      'fedex.pickup-request.v1',
      'fedex.postal-code-validation.v1',
      'fedex.rates-transit-times.v1',
      'fedex.service-availability.v1',
      'fedex.ship.v1',
      'fedex.track.v1',
    ]),
  },
  freshbooks: {
    sources: [
      ...openapi('freshbooks', ['freshbooks.ballerina']),
      { kind: 'methods', file: 'freshbooks/freshbooks-api-4.1.0.methods.json', base: '' },
    ],
    partial: true,
  },
  hubspot: {
    sources: openapi('hubspot', [
      'hubspot.marketingEmails.2026-09',
      'hubspot.lists.2026-09',
      'hubspot.contacts.2026-09',
      'hubspot.transactionalSingleSend.2026-09',
      'hubspot.campaignsPublicApi.2026-09',
      'hubspot.marketingEmails.v3',
      'hubspot.lists.v3',
    ]),
  },
  'hubspot-crm': {
    sources: openapi('hubspot-crm', [
      'hubspot.contacts.2026-09',
      'hubspot.deals.2026-09',
      'hubspot.companies.2026-09',
      'hubspot.contacts.v3',
      'hubspot.deals.v3',
    ]),
  },
  klaviyo: { sources: openapi('klaviyo', ['klaviyo.stable']).map(packed) },
  // The document is of a store whose code is "default"; the code is part of every path, or left out.
  magento: { sources: openapi('magento', ['magento.admin-schema-2.4.9'], ['/rest/{storeCode}', '/rest']) },
  mailchimp: {
    sources: [
      ...openapi('mailchimp', ['mailchimp.3.0.55']).map(packed),
      { kind: 'methods', file: 'mailchimp/mailchimp-marketing-3.0.80.methods.json', base: '/3.0' },
      ...openapi('mailchimp', ['mailchimp.transactional']),
    ],
  },
  paypal: {
    sources: [
      ...openapi('paypal', [
        'billing_subscriptions_v1',
        'catalogs_products_v1',
        'checkout_orders_v2',
        'customer_disputes_v1',
        'invoicing_v2',
        'notifications_webhooks_v1',
        'payments_payment_v2',
        'payments_payouts_batch_v1',
        'shipping_shipment_tracking_v1',
        'vault_payment_tokens_v3',
      ]),
      // Its server repeats the prefix that its paths already have.
      ...openapi('paypal', ['reporting_transactions_v1'], ['']),
    ],
  },
  pipedrive: {
    sources: [...openapi('pipedrive', ['pipedrive.v1'], ['/v1', '/api/v1']), ...openapi('pipedrive', ['pipedrive.v2'])],
  },
  // Fifteen operations, written by a third party from the documentation.
  quickbooks: { sources: openapi('quickbooks', ['quickbooks.ballerina']), partial: true },
  sage: { sources: openapi('sage', ['sage.v3.1.derived-from-sdk']), partial: true },
  // A third party's split with wrong servers: of use as a list of paths.
  salesforce: {
    sources: openapi(
      'salesforce',
      ['salesforce.limits', 'salesforce.query', 'salesforce.queryall', 'salesforce.sobjects'],
      ['/services/data/{version}'],
    ),
    partial: true,
  },
  sendgrid: {
    sources: openapi('sendgrid', [
      'tsg_api_keys_v3',
      'tsg_email_activity_v3',
      'tsg_mail_v3',
      'tsg_mc_contacts_v3',
      'tsg_mc_lists_v3',
      'tsg_mc_segments_2.0_v3',
      'tsg_mc_senders_v3',
      'tsg_mc_singlesends_v3',
      'tsg_scopes_v3',
      'tsg_stats_v3',
      'tsg_suppressions_v3',
      'tsg_templates_v3',
      'tsg_user_v3',
      'tsg_verified_senders_v3',
      'tsg_webhooks_v3',
    ]),
  },
  shipstation: { sources: openapi('shipstation', ['shipstation.v1', 'shipstation.v2']) },
  shopify: {
    sources: [
      {
        kind: 'introspection',
        file: 'shopify/admin-graphql.2026-10.introspection.json.gz',
        path: '/admin/api/2026-10/graphql.json',
      },
      {
        kind: 'introspection',
        file: 'shopify/admin-graphql.2026-07.introspection.json.gz',
        path: '/admin/api/2026-07/graphql.json',
      },
    ],
  },
  square: { sources: openapi('square', ['square.api']).map(packed) },
  stripe: {
    sources: [
      ...openapi('stripe', ['openapi.spec3.2023-09-12']).map(packed),
      { kind: 'methods', file: 'stripe/stripe-node-23.1.0.methods.json', base: '' },
    ],
  },
  ups: {
    sources: openapi('ups', [
      'ups.AddressValidation',
      'ups.Locator',
      'ups.Paperless',
      'ups.Pickup',
      'ups.QuantumView',
      'ups.Rating',
      'ups.Shipping',
      'ups.TimeInTransit',
      'ups.Tracking',
      'ups.UPSTrackAlert',
    ]),
  },
  usps: {
    sources: openapi('usps', [
      'usps.addresses',
      'usps.carrier-pickup',
      'usps.domestic-labels',
      'usps.domestic-prices',
      'usps.international-labels',
      'usps.international-prices',
      'usps.locations',
      'usps.payments',
      'usps.scan-forms',
      'usps.shipping-options',
      'usps.tracking',
    ]),
  },
  wave: { sources: [{ kind: 'sdl', file: 'wave/wave.public.graphql', path: '/graphql/public' }] },
  // A store may live under a path of its own.
  woocommerce: { sources: openapi('woocommerce', ['woocommerce.v3.derived-from-docs']), partial: true },
  xero: {
    sources: openapi('xero', [
      'xero-identity',
      'xero-projects',
      'xero_accounting',
      'xero_assets',
      'xero_bankfeeds',
      'xero_files',
    ]),
  },
  'zoho-crm': {
    sources: openapi('zoho-crm', [
      'zoho.v8.attachments',
      'zoho.v8.bulk_read',
      'zoho.v8.contact_roles',
      'zoho.v8.convert_lead',
      'zoho.v8.coql',
      'zoho.v8.currencies',
      'zoho.v8.fields',
      'zoho.v8.modules',
      'zoho.v8.notes',
      'zoho.v8.notifications',
      'zoho.v8.org',
      'zoho.v8.pipeline',
      'zoho.v8.record',
      'zoho.v8.related_records',
      'zoho.v8.send_mail',
      'zoho.v8.tags',
      'zoho.v8.users',
    ]),
  },
}

function packed(source: Source): Source {
  return { ...source, file: `${source.file}.gz` }
}
