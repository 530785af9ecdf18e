import * as z from 'zod'

/**
 * A shipment of BigCommerce goes to one address of an order and names every piece in it. A group has all of that in one
 * text, so that what `get-order` answers is what `fulfill-order` takes: `51:65x2,66x1` is two pieces of line 65 and one
 * of line 66, to the address 51. Whoever sends a part writes a smaller group.
 */
interface ShipmentGroup {
  readonly address: number
  readonly items: readonly ShippedItem[]
}

interface ShippedItem {
  readonly line: number
  readonly quantity: number
}

const number = String.raw`[1-9]\d{0,14}`
const quantity = String.raw`[1-9]\d{0,8}`

export const shipmentGroup = () =>
  z
    .string()
    .max(16_384)
    .regex(
      new RegExp(`^${number}:${number}x${quantity}(,${number}x${quantity})*$`),
      'is not an address of the order and the quantities of its lines, as in 51:65x2,66x1',
    )

export function writeGroup({ address, items }: ShipmentGroup): string {
  return `${address}:${items.map((item) => `${item.line}x${item.quantity}`).join(',')}`
}

/** Of a text that `shipmentGroup` has accepted. */
export function readGroup(text: string): ShipmentGroup {
  const [address = '', list = ''] = text.split(':')
  const items = list.split(',').map((item) => {
    const [line = '', pieces = ''] = item.split('x')
    return { line: Number(line), quantity: Number(pieces) }
  })
  return { address: Number(address), items }
}
