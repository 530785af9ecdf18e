import type { ShopContext } from '../context.ts'
import { gid } from '../values.ts'

/** The currency in which every shop of the sandbox sells. */
export const shopCurrency = 'USD'

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Shop */
export function shopView(shop: ShopContext): object {
  const name = shop.domain.replace('.myshopify.com', '')
  const created = '2026-01-15T09:00:00Z'
  return {
    id: gid('Shop', '76352454957'),
    name,
    email: `owner@${name}.example.com`,
    contactEmail: `hello@${name}.example.com`,
    myshopifyDomain: shop.domain,
    primaryDomain: {
      id: gid('Domain', '91438186797'),
      host: shop.domain,
      sslEnabled: true,
      url: `https://${shop.domain}`,
    },
    plan: {
      displayName: 'Development',
      publicDisplayName: 'Development',
      partnerDevelopment: true,
      shopifyPlus: false,
    },
    currencyCode: shopCurrency,
    enabledPresentmentCurrencies: [shopCurrency],
    shipsToCountries: ['CA', 'US'],
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    ianaTimezone: 'America/Toronto',
    timezoneAbbreviation: 'EST',
    timezoneOffset: '-0500',
    timezoneOffsetMinutes: -300,
    shopAddress: {
      id: gid('ShopAddress', '73410248997'),
      address1: '150 Elgin Street',
      address2: null,
      city: 'Ottawa',
      company: name,
      coordinatesValidated: false,
      country: 'Canada',
      countryCodeV2: 'CA',
      formatted: ['150 Elgin Street', 'Ottawa ON K2P 1L4', 'Canada'],
      formattedArea: 'Ottawa ON, Canada',
      latitude: null,
      longitude: null,
      phone: null,
      province: 'Ontario',
      provinceCode: 'ON',
      zip: 'K2P 1L4',
    },
    shopOwnerName: 'Sandbox Owner',
    description: null,
    setupRequired: false,
    taxesIncluded: false,
    taxShipping: false,
    url: `https://${shop.domain}`,
    createdAt: created,
    updatedAt: created,
  }
}
