import { hundredths } from './money.ts'
import type { OrderRequest, PurchaseUnit } from './order.ts'
import { unprocessable } from './refusal.ts'

/** The rules of an order's sums and references, https://developer.paypal.com/api/rest/reference/orders/v2/errors/. */
export function assertPurchaseUnits({ intent, purchase_units: units }: OrderRequest): void {
  if (intent === 'AUTHORIZE' && units.length > 1) {
    throw unprocessable(
      'UNSUPPORTED_INTENT',
      '`intent=AUTHORIZE` is not supported for multiple purchase units. Only `intent=CAPTURE` is supported.',
      '/intent',
    )
  }
  if (units.length > 1) {
    const references = units.map((unit) => unit.reference_id)
    const missing = references.indexOf(undefined)
    if (missing >= 0) {
      throw unprocessable(
        'REFERENCE_ID_REQUIRED',
        "'reference_id' is required for each 'purchase_unit' if multiple 'purchase_unit' are provided.",
        `/purchase_units/${missing}/reference_id`,
      )
    }
    if (new Set(references).size < references.length) {
      throw unprocessable(
        'DUPLICATE_REFERENCE_ID',
        '`reference_id` must be unique if multiple `purchase_unit` are provided.',
        '/purchase_units',
      )
    }
  }
  for (const [index, unit] of units.entries()) assertSums(unit, `/purchase_units/${index}`)
}

function assertSums(unit: PurchaseUnit, field: string): void {
  const total = hundredths(unit.amount, `${field}/amount`)
  const { breakdown } = unit.amount
  const part = (name: keyof NonNullable<typeof breakdown>): number => {
    const given = breakdown?.[name]
    return given === undefined ? 0 : hundredths(given, `${field}/amount/breakdown/${name}`, 'zero')
  }
  const items = unit.items ?? []
  if (items.length > 0) {
    if (breakdown?.item_total === undefined) {
      throw unprocessable(
        'ITEM_TOTAL_REQUIRED',
        'If item details are specified (items.unit_amount and items.quantity) corresponding amount.breakdown.item_total is required.',
        `${field}/amount/breakdown/item_total`,
      )
    }
    const sum = items.reduce((soFar, item, index) => {
      return soFar + hundredths(item.unit_amount, `${field}/items/${index}/unit_amount`, 'zero') * Number(item.quantity)
    }, 0)
    if (sum !== part('item_total')) {
      throw unprocessable(
        'ITEM_TOTAL_MISMATCH',
        'Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.',
        `${field}/amount/breakdown/item_total/value`,
        breakdown.item_total.value,
      )
    }
    const tax = items.reduce((soFar, item, index) => {
      const given = item.tax === undefined ? 0 : hundredths(item.tax, `${field}/items/${index}/tax`, 'zero')
      return soFar + given * Number(item.quantity)
    }, 0)
    if (tax !== 0 && tax !== part('tax_total')) {
      throw unprocessable(
        'TAX_TOTAL_MISMATCH',
        'Should equal sum of (tax * quantity) across all items for a given purchase_unit.',
        `${field}/amount/breakdown/tax_total/value`,
      )
    }
  }
  if (breakdown === undefined) return
  const sum =
    part('item_total') +
    part('tax_total') +
    part('shipping') +
    part('handling') +
    part('insurance') -
    part('shipping_discount') -
    part('discount')
  if (sum !== total) {
    throw unprocessable(
      'AMOUNT_MISMATCH',
      'Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount.',
      `${field}/amount/value`,
      unit.amount.value,
    )
  }
}
