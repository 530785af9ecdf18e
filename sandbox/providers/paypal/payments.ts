import * as z from 'zod'
import { type Answer, nothing, ok } from './answer.ts'
import { hundredths, moneyOf } from './money.ts'
import {
  type Authorization,
  authorizationLinks,
  authorizationOf,
  type Capture,
  captureLinks,
  captureOf,
  refundLinks,
  refundOf,
  timestamp,
} from './objects.ts'
import { unknownResource, unprocessable } from './refusal.ts'
import { money, readBody, text } from './schema.ts'
import type { Context } from './store.ts'

const day = 86_400_000

/** https://developer.paypal.com/docs/api/payments/v2/ */
export function payments(method: string, path: readonly string[], context: Context): Answer | undefined {
  const [resource, id, action] = path
  if (id === undefined || path.length > 3) return undefined
  if (method === 'GET' && action === undefined) return getPayment(resource, id, context)
  if (method !== 'POST') return undefined
  if (resource === 'captures' && action === 'refund') return refundCapture(id, context)
  if (resource !== 'authorizations') return undefined
  if (action === 'capture') return captureAuthorization(id, context)
  if (action === 'void') return voidAuthorization(id, context)
  return action === 'reauthorize' ? reauthorize(id, context) : undefined
}

function getPayment(resource: string | undefined, id: string, context: Context): Answer | undefined {
  const { origin } = context
  if (resource === 'authorizations') {
    const authorization = findAuthorization(context, id)
    return ok({ ...authorization.body, links: authorizationLinks(origin, authorization) })
  }
  if (resource === 'captures') {
    const capture = findCapture(context, id)
    return ok({
      ...capture.body,
      supplementary_data: {
        related_ids: { order_id: capture.order, authorization_id: capture.authorization ?? undefined },
      },
      links: captureLinks(origin, capture),
    })
  }
  if (resource !== 'refunds') return undefined
  const refund = context.refunds.find(id)
  if (refund === undefined) throw unknownResource()
  return ok({ ...refund.body, links: refundLinks(origin, refund) })
}

function findAuthorization(context: Context, id: string): Authorization {
  const authorization = context.authorizations.find(id)
  if (authorization === undefined) throw unknownResource()
  return authorization
}

function findCapture(context: Context, id: string): Capture {
  const capture = context.captures.find(id)
  if (capture === undefined) throw unknownResource()
  return capture
}

const captureRequest = z.object({
  amount: money.optional(),
  invoice_id: z.string().max(127).optional(),
  final_capture: z.boolean().optional(),
  note_to_payer: z.string().max(255).optional(),
  soft_descriptor: z.string().max(22).optional(),
  payment_instruction: z.looseObject({}).optional(),
})

function captureAuthorization(id: string, context: Context): Answer {
  const request = readBody(context.exchange, captureRequest)
  const authorization = findAuthorization(context, id)
  assertOpen(authorization)
  const { amount: authorized } = authorization.body
  const limit = hundredths(authorized, '/amount')
  const amount = request.amount ?? moneyOf(limit - authorization.captured, authorized.currency_code)
  const captured = hundredths(amount, '/amount')
  if (amount.currency_code !== authorized.currency_code) {
    throw unprocessable(
      'AUTH_CAPTURE_CURRENCY_MISMATCH',
      'Currency of capture must be the same as currency of authorization.',
      '/amount/currency_code',
      amount.currency_code,
    )
  }
  // PayPal lets a merchant capture up to 115 % of what was authorised: shipping may turn out dearer.
  const total = authorization.captured + captured
  if (total > Math.round(limit * 1.15)) {
    throw unprocessable(
      'MAX_CAPTURE_AMOUNT_EXCEEDED',
      'Capture amount specified exceeded allowable limit. Contact customer service to check your account limit.',
      '/amount/value',
      amount.value,
    )
  }
  const isFinal = request.final_capture ?? false
  const capture = captureOf(
    {
      id: context.newId(),
      at: context.exchange.now,
      amount,
      order: authorization.order,
      invoice_id: request.invoice_id ?? authorization.body.invoice_id,
      custom_id: authorization.body.custom_id,
    },
    isFinal,
    authorization.id,
  )
  context.captures.save(capture)
  context.authorizations.save({
    ...authorization,
    captured: total,
    body: {
      ...authorization.body,
      status: isFinal || total >= limit ? 'CAPTURED' : 'PARTIALLY_CAPTURED',
      update_time: timestamp(context.exchange.now),
    },
  })
  return ok(answer(capture.body, captureLinks(context.origin, capture), context), 201)
}

function assertOpen({ body }: Authorization): void {
  if (body.status === 'VOIDED') {
    throw unprocessable('AUTHORIZATION_VOIDED', 'A voided authorization cannot be captured or reauthorized.')
  }
  if (body.status === 'CAPTURED') {
    throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED', 'Authorization has previously been captured.')
  }
  if (body.status === 'DENIED') {
    throw unprocessable('AUTHORIZATION_DENIED', 'A denied authorization cannot be captured.')
  }
}

/** The whole resource, or its id, status and links where no representation was asked for. */
function answer(body: { id: string; status: string }, links: object[], { wantsRepresentation }: Context): object {
  return wantsRepresentation ? { ...body, links } : { id: body.id, status: body.status, links }
}

function voidAuthorization(id: string, context: Context): Answer {
  const authorization = findAuthorization(context, id)
  const { status } = authorization.body
  if (status === 'VOIDED') {
    throw unprocessable(
      'PREVIOUSLY_VOIDED',
      'Authorization has been previously voided and hence cannot be voided again.',
    )
  }
  if (status === 'CAPTURED' || status === 'PARTIALLY_CAPTURED') {
    throw unprocessable('PREVIOUSLY_CAPTURED', 'Authorization has been previously captured and hence cannot be voided.')
  }
  if (authorization.isReauthorization) {
    throw unprocessable(
      'CANNOT_BE_VOIDED',
      'A reauthorization cannot be voided. Please void the original parent authorization.',
    )
  }
  const voided: Authorization = {
    ...authorization,
    body: { ...authorization.body, status: 'VOIDED', update_time: timestamp(context.exchange.now) },
  }
  context.authorizations.save(voided)
  const self = authorizationLinks(context.origin, voided).slice(0, 1)
  return context.wantsRepresentation ? ok({ ...voided.body, links: self }) : nothing()
}

function reauthorize(id: string, context: Context): Answer {
  const request = readBody(context.exchange, z.object({ amount: money.optional() }))
  const authorization = findAuthorization(context, id)
  assertOpen(authorization)
  if (authorization.isReauthorization) {
    throw unprocessable(
      'REAUTHORIZATION_NOT_SUPPORTED',
      'A reauthorize cannot be attempted on an authorization_id that is the result of a prior reauthorization or on an authorization made on an Order saved using the `v2/orders/id/save` API.',
    )
  }
  if (context.exchange.now.getTime() - Date.parse(authorization.body.create_time) < 3 * day) {
    throw unprocessable(
      'REAUTHORIZATION_TOO_SOON',
      'A reauthorization is only allowed once the honor period of three days has expired.',
    )
  }
  const amount = request.amount ?? authorization.body.amount
  hundredths(amount, '/amount')
  if (amount.currency_code !== authorization.body.amount.currency_code) {
    throw unprocessable(
      'AUTH_CURRENCY_MISMATCH',
      'The currency specified during reauthorization should be the same as the currency specified in the original authorization. Please check the currency of the authorization for which you are trying to reauthorize and try again.',
      '/amount/currency_code',
    )
  }
  const renewed = authorizationOf(
    { id: context.newId(), at: context.exchange.now, amount, order: authorization.order },
    true,
  )
  context.authorizations.save(renewed)
  return ok(answer(renewed.body, authorizationLinks(context.origin, renewed), context), 201)
}

const refundRequest = z.object({
  amount: money.optional(),
  custom_id: text(127).optional(),
  invoice_id: text(127).optional(),
  note_to_payer: text(255).optional(),
  payment_instruction: z.looseObject({}).optional(),
})

function refundCapture(id: string, context: Context): Answer {
  const request = readBody(context.exchange, refundRequest)
  const capture = findCapture(context, id)
  const { amount: captured, status } = capture.body
  if (status === 'REFUNDED') {
    throw unprocessable('CAPTURE_FULLY_REFUNDED', 'The capture has already been fully refunded')
  }
  if (status === 'DECLINED') throw unprocessable('REFUND_NOT_ALLOWED', 'Capture cannot be refunded.')
  const left = hundredths(captured, '/amount') - capture.refunded
  const amount = request.amount ?? moneyOf(left, captured.currency_code)
  const refunded = hundredths(amount, '/amount')
  if (amount.currency_code !== captured.currency_code) {
    throw unprocessable(
      'REFUND_CAPTURE_CURRENCY_MISMATCH',
      'Refund must be in the same currency as the capture',
      '/amount/currency_code',
      amount.currency_code,
    )
  }
  if (refunded > left) {
    throw unprocessable(
      'REFUND_AMOUNT_EXCEEDED',
      'The refund amount must be less than or equal to the capture amount that has not yet been refunded.',
      '/amount/value',
      amount.value,
    )
  }
  const refund = refundOf(
    {
      id: context.newId(),
      at: context.exchange.now,
      amount,
      order: capture.order,
      invoice_id: request.invoice_id,
      custom_id: request.custom_id,
      note_to_payer: request.note_to_payer,
    },
    capture,
  )
  context.refunds.save(refund)
  context.captures.save({
    ...capture,
    refunded: capture.refunded + refunded,
    body: {
      ...capture.body,
      status: refunded === left ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
      update_time: timestamp(context.exchange.now),
    },
  })
  return ok(answer(refund.body, refundLinks(context.origin, refund), context), 201)
}
