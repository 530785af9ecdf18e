import { json } from '../../http.ts'
import { type Call, queryOf } from './call.ts'

/** `GET /v2/time` */
export function getTime(call: Call): Response {
  queryOf(call)
  return json({ time: Math.floor(call.exchange.now.getTime() / 1000) })
}

/** `GET /v2/store` */
export function getStore(call: Call): Response {
  queryOf(call)
  return json({
    id: call.store,
    account_uuid: '0c6f3f1e-5a0a-4b60-8a6b-1f6a0d9c2b11',
    domain: 'shop.example.com',
    secure_url: 'https://shop.example.com',
    control_panel_base_url: `https://store-${call.store}.mybigcommerce.com`,
    status: 'live',
    name: 'Example Shop',
    first_name: 'Grace',
    last_name: 'Hopper',
    address: '4301 Bull Creek Rd, Austin, TX 78731',
    country: 'United States',
    country_code: 'US',
    infrastructure_region: 'us-central1',
    phone: '5125550101',
    admin_email: 'grace@example.com',
    order_email: 'orders@example.com',
    favicon_url: '',
    timezone: {
      name: 'America/Chicago',
      raw_offset: -21_600,
      dst_offset: -18_000,
      dst_correction: true,
      date_format: { display: 'M jS Y', export: 'M jS Y', extended_display: 'M jS Y @ g:i A' },
    },
    language: 'en',
    currency: 'USD',
    currency_symbol: '$',
    decimal_separator: '.',
    thousands_separator: ',',
    decimal_places: 2,
    currency_symbol_location: 'left',
    weight_units: 'KGS',
    dimension_units: 'Centimeters',
    dimension_decimal_places: 2,
    dimension_decimal_token: '.',
    dimension_thousands_token: ',',
    plan_name: 'Standard',
    plan_level: 'Standard',
    plan_is_trial: false,
    industry: 'Fashion',
    logo: [],
    is_price_entered_with_tax: false,
    store_id: 10_112_233,
    default_channel_id: 1,
    default_site_id: 1000,
    active_comparison_modules: [],
    features: {
      stencil_enabled: true,
      sitewidehttps_enabled: true,
      facebook_catalog_id: '',
      checkout_type: 'optimized',
      wishlists_enabled: true,
      graphql_storefront_api_enabled: true,
      shopper_consent_tracking_enabled: false,
      multi_storefront_enabled: false,
      storefront_limits: { active: 3, total_including_inactive: 15 },
    },
  })
}
