import { type Fields, isFields } from '../../http.ts'
import { publicCard, publicPaymentMethod } from './card-objects.ts'
import type { Ledger } from './ledger.ts'
import { invalid } from './refusal.ts'

/** What can be expanded in an object, by its `object`, and what each member becomes. */
const expandableMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  charge: {
    balance_transaction: 'balance_transaction',
    customer: 'customer',
    payment_intent: 'payment_intent',
    refunds: 'list',
  },
  payment_intent: { customer: 'customer', latest_charge: 'charge', payment_method: 'payment_method' },
  payment_method: { customer: 'customer' },
  refund: { balance_transaction: 'balance_transaction', charge: 'charge', payment_intent: 'payment_intent' },
  customer: { default_source: 'card' },
}

/** Refuses what cannot be expanded, before the request changes anything. */
export function assertExpandable(paths: readonly string[], kind: string, isList: boolean): void {
  for (const path of paths) {
    const members = path.split('.')
    if (members.length > 4) throw invalid('You cannot expand more than 4 levels of a property.', { param: 'expand' })
    const [first, ...rest] = members
    const steps = isList ? (first === 'data' ? rest : ['']) : members
    let reached: string | undefined = kind
    for (const step of steps) {
      reached = expandableMembers[reached]?.[step]
      if (reached === undefined) throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })
    }
  }
}

/**
 * Replaces ids by the objects they name, https://docs.stripe.com/api/expanding_objects: `customer`, `data.customer`,
 * `latest_charge.customer`; up to four levels.
 */
export function expand(answer: object, paths: readonly string[], ledger: Ledger): object {
  return paths.reduce<object>((object, path) => expandPath(object, path.split('.'), ledger), answer)
}

function expandPath(object: object, path: readonly string[], ledger: Ledger): object {
  const [member, ...rest] = path
  const fields: Fields = { ...object }
  if (member === undefined) return object
  if (member === 'data' && Array.isArray(fields.data)) {
    return { ...fields, data: fields.data.map((item: object) => expandPath(item, rest, ledger)) }
  }
  const current = member === 'refunds' ? refundsOf(String(fields.id), ledger) : fields[member]
  const full = typeof current === 'string' ? lookUp(current, ledger) : current
  return { ...fields, [member]: isFields(full) ? expandPath(full, rest, ledger) : (full ?? null) }
}

function refundsOf(charge: string, ledger: Ledger): object {
  const data = ledger.refunds.all().filter((refund) => refund.charge === charge)
  return { object: 'list', data: data.slice(0, 10), has_more: data.length > 10, url: `/v1/charges/${charge}/refunds` }
}

function lookUp(id: string, ledger: Ledger): object | undefined {
  const kind = id.slice(0, id.indexOf('_'))
  switch (kind) {
    case 'ch':
      return ledger.charges.find(id)
    case 'pi':
      return ledger.paymentIntents.find(id)
    case 'cus':
      return ledger.isBuried(id) ? { id, object: 'customer', deleted: true } : ledger.customers.find(id)
    case 'card': {
      const card = ledger.cards.find(id)
      return card === undefined ? undefined : publicCard(card)
    }
    case 'pm': {
      const method = ledger.paymentMethods.find(id)
      return method === undefined ? undefined : publicPaymentMethod(method)
    }
    case 'txn':
      return balanceTransaction(id, ledger)
    default:
      return undefined
  }
}

/** The movement on the balance that a captured charge or a refund made, with the fee of 2.9 % + 30. */
function balanceTransaction(id: string, ledger: Ledger): object | undefined {
  const suffix = id.slice('txn_'.length)
  const charge = ledger.charges.find(`ch_${suffix}`)
  const refund = ledger.refunds.find(`re_${suffix}`)
  const source = charge ?? refund
  if (source === undefined) return undefined
  const amount = charge === undefined ? -source.amount : charge.amount_captured
  const fee = charge === undefined ? 0 : Math.round(amount * 0.029) + 30
  return {
    id,
    object: 'balance_transaction',
    amount,
    available_on: source.created + 2 * 86_400,
    balance_type: 'payments',
    created: source.created,
    currency: source.currency,
    description: charge?.description ?? 'REFUND FOR CHARGE',
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: source.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: charge === undefined ? 'refund' : 'charge',
    source: source.id,
    status: 'pending',
    type: charge === undefined ? 'refund' : 'charge',
  }
}
