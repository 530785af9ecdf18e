import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which mark of Simple Icons stands for which provider; a provider that isn't here has no mark there. */
const slugs: Readonly<Record<string, string>> = {
  stripe: 'stripe',
  paypal: 'paypal',
  square: 'square',
  braintree: 'braintree',
  fedex: 'fedex',
  ups: 'ups',
  usps: 'usps',
  dhl: 'dhl',
  shopify: 'shopify',
  woocommerce: 'woocommerce',
  bigcommerce: 'bigcommerce',
  etsy: 'etsy',
  mailchimp: 'mailchimp',
  hubspot: 'hubspot',
  'hubspot-crm': 'hubspot',
  'zoho-crm': 'zoho',
  quickbooks: 'quickbooks',
  xero: 'xero',
  sage: 'sage',
}

/** The text of `src/catalog/marks.ts`: the marks of the providers, from the package simple-icons (CC0 1.0). */
export function marksModule(): string {
  const entries = Object.entries(slugs).map(([provider, slug]) => {
    const svg = readFileSync(join('node_modules/simple-icons/icons', `${slug}.svg`), 'utf8')
    const path = / d="([^"]+)"/.exec(svg)?.[1]
    if (path === undefined) throw new Error(`${slug} is no mark of one path`)
    return `  ${/-/.test(provider) ? `'${provider}'` : provider}:\n    '${path}',\n`
  })
  return `// Made by \`npm run generate\` from the package simple-icons, whose marks are in the public domain (CC0 1.0).

/** The mark of a provider: one path in a square of 24 units. */
export const marks: Readonly<Record<string, string>> = {
${entries.join('')}}
`
}
