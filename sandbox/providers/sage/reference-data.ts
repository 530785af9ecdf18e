import { notFound, reference, titled } from './answers.ts'
import type { Business } from './business.ts'
import { fixtures, ledgerAccounts, taxRates } from './fixtures.ts'
import { type Item, listed } from './listing.ts'
import { ledgerReference, taxReference } from './lookups.ts'

/** What a business has from the start and is only read here. */

const time = { created_at: '2026-01-05T09:00:00Z', updated_at: '2026-01-05T09:00:00Z' }

function ledgerAccountItems(visibleIn: string | null): Item[] {
  return ledgerAccounts
    .filter((account) => visibleIn === null || account.visibleIn.includes(visibleIn))
    .map(({ id, name, code, group, type, visibleIn: scopes }) => ({
      ...ledgerReference(id),
      ...time,
      ledger_account_group: reference('ledger_account_groups', group, titled(group)),
      name,
      display_name: `${name} (${code})`,
      visible_scopes: scopes,
      included_in_chart: true,
      nominal_code: code,
      ledger_account_type: reference('ledger_account_types', type, titled(type)),
      ledger_account_classification: null,
      tax_rate: taxReference('GB_STANDARD'),
      fixed_tax_rate: false,
      ...Object.fromEntries(
        ['banking', 'expenses', 'journals', 'other_payments', 'other_receipts', 'reporting', 'sales'].map((scope) => [
          `visible_in_${scope}`,
          scopes.includes(scope),
        ]),
      ),
      is_control_account: false,
    }))
}

function saleable(resource: string, id: string, code: string, description: string, price: number): Item {
  const prices = [
    {
      id: `${id.slice(0, 31)}f`,
      displayed_as: 'Sales Price',
      product_sales_price_type: reference('product_sales_price_types', `${id.slice(0, 31)}e`, 'Sales Price'),
      price_name: 'Sales Price',
      price,
      price_includes_tax: false,
    },
  ]
  return {
    ...reference(resource, id, `${description} (${code})`),
    ...time,
    deleted_at: null,
    deletable: true,
    item_code: code,
    description,
    notes: '',
    sales_ledger_account: ledgerReference(fixtures.salesAccount),
    sales_tax_rate: taxReference('GB_STANDARD'),
    purchase_ledger_account: ledgerReference(fixtures.expenseAccount),
    purchase_tax_rate: taxReference('GB_STANDARD'),
    usual_supplier: null,
    cost_price: 0,
    ...(resource === 'services' ? { sales_rates: prices.map(rateOf) } : { sales_prices: prices }),
    source_guid: null,
    purchase_description: description,
    active: true,
    catalog_item_type: null,
  }
}

/** A service is sold at a rate, which has other names for the same. */
function rateOf({
  id,
  displayed_as,
  price,
  price_includes_tax,
}: {
  id: string
  displayed_as: string
  price: number
  price_includes_tax: boolean
}): object {
  return { id, displayed_as, rate_name: displayed_as, rate: price, rate_includes_tax: price_includes_tax }
}

const bankAccount: Item = {
  ...reference('bank_accounts', fixtures.bankAccount, 'Current (1200)'),
  ...time,
  deleted_at: null,
  bank_account_details: { account_name: 'Current', account_number: '12345678', sort_code: '102030', bic: '', iban: '' },
  ledger_account: reference('ledger_accounts', '541de418eb0011e7b587065b8ec10ed3', 'Bank (1200)'),
  bank_account_type: reference('bank_account_types', 'CHECKING', 'Current'),
  currency: reference('currencies', 'GBP', 'Pound Sterling (GBP)'),
  balance: 1000,
  nominal_code: 1200,
  editable: true,
  deletable: false,
  is_active: true,
  default_payment_method: reference('payment_methods', 'ELECTRONIC', 'Electronic'),
}

const taxRateItems: readonly Item[] = taxRates.map(({ id, name, percentage }) => ({
  ...reference('tax_rates', id, `${name} ${percentage.toFixed(2)}%`),
  ...time,
  name,
  agency: null,
  percentage,
  percentages: [{ percentage, from_date: '2011-01-04', to_date: null }],
  is_visible: true,
  retailer: false,
  editable: false,
  deletable: false,
  is_combined_rate: false,
  component_tax_rates: [],
}))

const business: Item = {
  ...reference('businesses', fixtures.business, 'Upstream Sandbox'),
  ...time,
  name: 'Upstream Sandbox',
  address_line_1: '1 Dorset Street',
  address_line_2: '',
  city: 'London',
  postal_code: 'W1U 4EE',
  country: reference('countries', 'GB', 'United Kingdom (GB)'),
  region: '',
  telephone: '020 7946 0142',
  mobile: '',
  website: '',
  is_demo: true,
  ni_based: false,
  subscriptions: [],
}

const resources: Readonly<Record<string, (parameters: URLSearchParams) => readonly Item[]>> = {
  bank_accounts: () => [bankAccount],
  businesses: () => [business],
  ledger_accounts: (parameters) => ledgerAccountItems(parameters.get('visible_in')),
  products: () => [saleable('products', fixtures.product, 'CALC', 'An hour of calculation', 125)],
  services: () => [saleable('services', fixtures.service, 'ADVICE', 'An hour of advice', 150)],
  stock_items: () => [saleable('stock_items', fixtures.stockItem, 'CARDS', 'A box of punched cards', 12.5)],
  tax_rates: () => taxRateItems,
}

export function isReferenceData(resource: string): boolean {
  return Object.hasOwn(resources, resource)
}

export function listReferenceData(context: Business, resource: string): object {
  return listed(context, resource, resources[resource]?.(context.exchange.url.searchParams) ?? [])
}

export function getReferenceData(resource: string, id: string): object {
  const found = resources[resource]?.(new URLSearchParams()).find((item) => item.id === id)
  if (found === undefined) throw notFound()
  return found
}
