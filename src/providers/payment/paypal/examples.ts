import { type OptionalAmount, toMoney } from './money.ts'

interface ExampleOrder {
  readonly amount: number
  readonly currency: string
  readonly description?: string | undefined
  readonly capture?: boolean
}

const time = '2026-01-15T09:00:00Z'

/** A completed order has moved its money: captured it, or authorized it where `capture` is false. */
export function exampleOrder({ amount, currency, description, capture = true }: ExampleOrder, status: string) {
  const money = toMoney(amount, currency)
  const payments = capture
    ? { captures: [exampleMovement({ amount: money, status: 'COMPLETED' })] }
    : { authorizations: [exampleMovement({ amount: money, status: 'CREATED' })] }
  return {
    id: '5O190127TN364715T',
    intent: capture ? 'CAPTURE' : 'AUTHORIZE',
    status,
    purchase_units: [
      {
        reference_id: 'default',
        amount: money,
        description,
        ...(status === 'COMPLETED' ? { payments } : {}),
      },
    ],
    create_time: time,
  }
}

interface ExampleMovement {
  readonly status: string
  readonly id?: string
  readonly amount?: ReturnType<typeof toMoney>
}

/** A capture, an authorization or a refund. */
export function exampleMovement({ status, id = '3C679366HH908993F', amount = toMoney(1000, 'usd') }: ExampleMovement) {
  return { id, status, amount, create_time: time }
}

export function exampleRefund({ amount = 1000, currency = 'usd' }: OptionalAmount) {
  return exampleMovement({ id: '1JU08902781691411', amount: toMoney(amount, currency), status: 'COMPLETED' })
}
