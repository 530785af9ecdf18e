import * as z from 'zod'
import { isReserved } from '../../reserved.ts'
import { type Answer, ok } from './answer.ts'
import { timestamp } from './objects.ts'
import { PayPalRefusal } from './refusal.ts'
import { readBody } from './schema.ts'
import type { Context } from './store.ts'

const recipientType = z.enum(['EMAIL', 'PHONE', 'PAYPAL_ID', 'USER_HANDLE'])

const item = z.looseObject({
  recipient_type: recipientType.optional(),
  amount: z.object({
    value: z
      .string()
      .max(32)
      .regex(/^\d+(\.\d{1,2})?$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  receiver: z.string().min(1).max(127),
  note: z.string().max(4000).optional(),
  sender_item_id: z.string().max(63).optional(),
  recipient_wallet: z.enum(['PAYPAL', 'VENMO', 'RECIPIENT_SELECTED']).optional(),
})

const payoutRequest = z.object({
  sender_batch_header: z.looseObject({
    sender_batch_id: z.string().max(256).optional(),
    recipient_type: recipientType.optional(),
    email_subject: z.string().max(255).optional(),
    email_message: z.string().max(1000).optional(),
    note: z.string().max(1000).optional(),
  }),
  items: z.array(item).min(1).max(15_000),
})

type Request = z.infer<typeof payoutRequest>

export interface PayoutItem {
  readonly id: string
  readonly transactionId: string
  readonly status: 'SUCCESS' | 'UNCLAIMED' | 'RETURNED'
  readonly request: Request['items'][number]
}

/** A batch, https://developer.paypal.com/docs/api/payments.payouts-batch/v1/. */
export interface Payout {
  readonly id: string
  readonly sender_batch_header: Request['sender_batch_header']
  readonly created: string
  readonly items: readonly PayoutItem[]
}

export function payouts(method: string, path: readonly string[], context: Context): Answer | undefined {
  const [id, action] = path
  if (action !== undefined) return undefined
  if (id === undefined) return method === 'POST' ? createPayout(context) : undefined
  return method === 'GET' ? getPayout(id, context) : undefined
}

export function payoutItems(method: string, path: readonly string[], context: Context): Answer | undefined {
  const [id, action] = path
  if (id === undefined || path.length > 2) return undefined
  if (method === 'GET' && action === undefined) {
    const { payout, item } = findItem(context, id)
    return ok(shownItem(payout, item, context))
  }
  return method === 'POST' && action === 'cancel' ? cancelItem(id, context) : undefined
}

/** A receiver without an account, for whom a payout waits: any receiver that contains `unclaimed`. */
function statusOf(receiver: string): PayoutItem['status'] {
  return receiver.includes('unclaimed') ? 'UNCLAIMED' : 'SUCCESS'
}

function createPayout(context: Context): Answer {
  const { exchange, payouts: batches } = context
  const request = readBody(exchange, payoutRequest)
  const { sender_batch_header: header } = request
  for (const [index, { recipient_type: type = header.recipient_type, receiver, amount }] of request.items.entries()) {
    if (type === undefined) throw validation(`items[${index}].recipient_type`, 'Required field is missing')
    if (type === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(receiver)) {
      throw validation(`items[${index}].receiver`, 'Receiver is invalid or does not match with type')
    }
    if (Number(amount.value) <= 0) throw validation(`items[${index}].amount.value`, 'Amount must be greater than zero')
  }
  const sender = header.sender_batch_id
  const isTaken = batches.all().some((batch) => batch.sender_batch_header.sender_batch_id === sender)
  if (sender !== undefined && isTaken && !isReserved(sender)) {
    throw new PayPalRefusal(
      400,
      [{ field: 'SENDER_BATCH_ID', location: 'body', issue: 'Batch with given sender_batch_id already exists' }],
      ['USER_BUSINESS_ERROR', 'User business error.'],
    )
  }
  const payout: Payout = {
    id: exchange.randomId(13).toUpperCase(),
    sender_batch_header: header,
    created: timestamp(exchange.now),
    items: request.items.map((item) => ({
      id: exchange.randomId(13).toUpperCase(),
      transactionId: context.newId(),
      status: statusOf(item.receiver),
      request: { ...item, recipient_type: item.recipient_type ?? header.recipient_type },
    })),
  }
  batches.save(payout)
  return ok(
    {
      batch_header: { payout_batch_id: payout.id, batch_status: 'PENDING', sender_batch_header: header },
      links: [self(context, `payouts/${payout.id}`)],
    },
    201,
  )
}

function validation(field: string, issue: string): PayPalRefusal {
  return new PayPalRefusal(
    400,
    [{ field, location: 'body', issue }],
    ['VALIDATION_ERROR', 'Invalid request - see details'],
  )
}

function self({ origin }: Context, path: string): object {
  return { href: `${origin}/v1/payments/${path}`, rel: 'self', method: 'GET', encType: 'application/json' }
}

const fee = 0.25

function getPayout(id: string, context: Context): Answer {
  const payout = context.payouts.find(id)
  if (payout === undefined) throw new PayPalRefusal(404)
  const query = context.exchange.url.searchParams
  const size = Number(query.get('page_size') ?? 1000)
  const page = Number(query.get('page') ?? 1)
  if (!Number.isInteger(size) || size < 1 || size > 1000 || !Number.isInteger(page) || page < 1) {
    throw validation(Number.isInteger(page) && page >= 1 ? 'page_size' : 'page', 'Invalid value')
  }
  const currency = payout.items[0]?.request.amount.currency ?? 'USD'
  const total = payout.items.reduce((sum, { request }) => sum + Number(request.amount.value), 0)
  const shown = payout.items.slice((page - 1) * size, page * size)
  return ok({
    ...(query.get('total_required') === 'true'
      ? { total_items: payout.items.length, total_pages: Math.ceil(payout.items.length / size) }
      : {}),
    batch_header: {
      payout_batch_id: payout.id,
      batch_status: 'SUCCESS',
      time_created: payout.created,
      time_completed: payout.created,
      sender_batch_header: payout.sender_batch_header,
      funding_source: 'BALANCE',
      amount: { currency, value: total.toFixed(2) },
      fees: { currency, value: (payout.items.length * fee).toFixed(2) },
    },
    items: shown.map((item) => shownItem(payout, item, context)),
    links: [self(context, `payouts/${payout.id}`)],
  })
}

function shownItem(payout: Payout, item: PayoutItem, context: Context): object {
  return {
    payout_item_id: item.id,
    transaction_id: item.transactionId,
    activity_id: item.transactionId,
    transaction_status: item.status,
    payout_item_fee: { currency: item.request.amount.currency, value: fee.toFixed(2) },
    payout_batch_id: payout.id,
    sender_batch_id: payout.sender_batch_header.sender_batch_id,
    payout_item: item.request,
    time_processed: payout.created,
    links: [self(context, `payouts-item/${item.id}`)],
  }
}

function findItem({ payouts: batches }: Context, id: string): { payout: Payout; item: PayoutItem } {
  for (const payout of batches.all()) {
    const item = payout.items.find((candidate) => candidate.id === id)
    if (item !== undefined) return { payout, item }
  }
  throw new PayPalRefusal(404)
}

function cancelItem(id: string, context: Context): Answer {
  const { payout, item } = findItem(context, id)
  if (item.status !== 'UNCLAIMED') {
    throw new PayPalRefusal(
      400,
      [],
      ['ITEM_INCORRECT_STATUS', 'The payout item cannot be canceled: only an unclaimed item can be.'],
    )
  }
  const returned: PayoutItem = { ...item, status: 'RETURNED' }
  const items = payout.items.map((other) => (other.id === id ? returned : other))
  context.payouts.save({ ...payout, items })
  return ok(shownItem(payout, returned, context))
}
