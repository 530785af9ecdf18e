import { captureOf, findCharge } from './charges.ts'
import { assertConfirmable, attempt, saveIntent } from './confirmation.ts'
import type { Answer, Context } from './context.ts'
import { assertChargeable, currency } from './currency.ts'
import { findIntent, referredCustomer } from './ledger.ts'
import { page, paging } from './listing.ts'
import { type PaymentIntent, type PaymentIntentStatus, paymentIntentObject } from './objects.ts'
import {
  amount,
  anyHash,
  boolean,
  clearable,
  email,
  expandable,
  hash,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  oneOf,
  optional,
  type Parse,
  parameters,
  required,
  statementDescriptor,
  text,
} from './parameters.ts'
import { methodOf, paymentMethodData } from './payment-method.ts'
import { invalid } from './refusal.ts'

/** https://docs.stripe.com/api/payment_intents */
export function paymentIntents(method: string, path: readonly string[], context: Context): Answer {
  const [id, action] = path
  if (id === undefined) {
    if (method === 'POST') return createIntent(context)
    return method === 'GET' ? listIntents(context) : undefined
  }
  if (action === undefined) {
    if (method === 'POST') return updateIntent(id, context)
    if (method !== 'GET') return undefined
    parameters(context.fields, { ...expandable, client_secret: optional(text()) })
    return findIntent(context.ledger, id)
  }
  if (method !== 'POST') return undefined
  if (action === 'confirm') return confirmIntent(id, context)
  if (action === 'capture') return captureIntent(id, context)
  return action === 'cancel' ? cancelIntent(id, context) : undefined
}

const captureMethods = oneOf('automatic', 'automatic_async', 'manual')
const futureUsage = oneOf('off_session', 'on_session')

function offSession(): Parse<boolean> {
  return (value, name) => value === 'one_off' || value === 'recurring' || boolean()(value, name)
}

/** Parameters of creating that confirming takes too. */
const confirmation = {
  ...expandable,
  amount_details: optional(anyHash()),
  allowed_payment_method_types: optional(listOf(text())),
  capture_method: optional(captureMethods),
  confirmation_token: optional(text()),
  error_on_requires_action: optional(boolean()),
  excluded_payment_method_types: optional(listOf(text())),
  hooks: optional(anyHash()),
  mandate: optional(text()),
  mandate_data: optional(anyHash()),
  off_session: optional(offSession()),
  payment_details: optional(anyHash()),
  payment_method: optional(text()),
  payment_method_data: optional(paymentMethodData),
  payment_method_options: optional(anyHash()),
  payment_method_types: optional(listOf(text())),
  radar_options: optional(anyHash()),
  receipt_email: optional(email()),
  return_url: optional(text()),
  setup_future_usage: optional(futureUsage),
  shipping: optional(anyHash()),
  use_stripe_sdk: optional(boolean()),
}

function createIntent({ ledger, fields }: Context): PaymentIntent {
  const given = parameters(fields, {
    ...confirmation,
    amount: required(amount()),
    currency: required(currency()),
    application_fee_amount: optional(integer()),
    automatic_payment_methods: optional(
      hash({ enabled: required(boolean()), allow_redirects: optional(oneOf('always', 'never')) }),
    ),
    confirm: optional(boolean()),
    confirmation_method: optional(oneOf('automatic', 'manual')),
    customer: optional(text()),
    customer_account: optional(text()),
    description: optional(clearable(1000)),
    metadata: optional(metadata()),
    on_behalf_of: optional(text()),
    payment_method_configuration: optional(text(100)),
    statement_descriptor: optional(statementDescriptor()),
    statement_descriptor_suffix: optional(statementDescriptor()),
    transfer_data: optional(anyHash()),
    transfer_group: optional(text()),
  })
  assertChargeable(given.amount, given.currency)
  const customer = referredCustomer(ledger, given.customer)
  const automatic = given.automatic_payment_methods
  if (automatic?.enabled === true && given.payment_method_types !== undefined) {
    throw invalid('You may only specify one of these parameters: automatic_payment_methods, payment_method_types.')
  }
  for (const name of ['return_url', 'off_session', 'error_on_requires_action'] as const) {
    if (given[name] !== undefined && given.confirm !== true) {
      throw invalid(
        `The parameter ${name} cannot be passed when creating a PaymentIntent unless confirm is set to true.`,
        {
          param: name,
        },
      )
    }
  }
  const allowsRedirects = automatic === undefined ? given.payment_method_types === undefined : automatic.enabled
  const method = methodOf(ledger, given, customer?.id ?? null)
  const intent = paymentIntentObject(ledger.origin('pi'), ledger.origin('secret').id.slice('secret_'.length), {
    amount: given.amount,
    currency: given.currency,
    automatic_payment_methods: allowsRedirects
      ? { enabled: true, allow_redirects: automatic?.allow_redirects ?? 'always' }
      : null,
    capture_method: given.capture_method ?? 'automatic_async',
    confirmation_method: given.confirmation_method ?? 'automatic',
    customer: customer?.id ?? null,
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    on_behalf_of: given.on_behalf_of ?? null,
    payment_method: method ?? null,
    payment_method_types: given.payment_method_types ?? ['card'],
    receipt_email: given.receipt_email ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping: given.shipping ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    transfer_group: given.transfer_group ?? null,
    application_fee_amount: given.application_fee_amount ?? null,
  })
  if (given.confirm === true) assertConfirmable(intent, given.return_url)
  ledger.paymentIntents.save(intent)
  ledger.record('payment_intent.created', intent)
  return given.confirm === true ? attempt(ledger, intent, given) : intent
}

function listIntents({ ledger, fields }: Context): object {
  const query = parameters(fields, { ...paging, customer: optional(text()), customer_account: optional(text()) })
  return page(ledger.paymentIntents, 'payment_intent', '/v1/payment_intents', query, (intent) => {
    return query.customer === undefined || intent.customer === query.customer
  })
}

function assertStatus(intent: PaymentIntent, done: string, ...allowed: readonly PaymentIntentStatus[]): void {
  if (allowed.includes(intent.status)) return
  const expected = `Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`
  throw invalid(`This PaymentIntent could not be ${done} because it has a status of ${intent.status}. ${expected}`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  })
}

function updateIntent(id: string, { ledger, fields }: Context): PaymentIntent {
  const given = parameters(fields, {
    ...expandable,
    amount: optional(amount()),
    amount_details: optional(anyHash()),
    application_fee_amount: optional(integer()),
    capture_method: optional(captureMethods),
    currency: optional(currency()),
    customer: optional(text()),
    description: optional(clearable(1000)),
    metadata: optional(metadata()),
    payment_method: optional(text()),
    payment_method_data: optional(paymentMethodData),
    payment_method_options: optional(anyHash()),
    payment_method_types: optional(listOf(text())),
    receipt_email: optional(email()),
    setup_future_usage: optional(futureUsage),
    shipping: optional(anyHash()),
    statement_descriptor: optional(statementDescriptor()),
    statement_descriptor_suffix: optional(statementDescriptor()),
    transfer_group: optional(text()),
  })
  const intent = findIntent(ledger, id)
  if (given.amount !== undefined || given.currency !== undefined || given.payment_method !== undefined) {
    assertStatus(intent, 'updated', 'requires_payment_method', 'requires_confirmation', 'requires_action')
  }
  assertChargeable(given.amount ?? intent.amount, given.currency ?? intent.currency)
  const customer = referredCustomer(ledger, given.customer)?.id ?? intent.customer
  const method = methodOf(ledger, given, customer)
  const changed: PaymentIntent = {
    ...intent,
    amount: given.amount ?? intent.amount,
    capture_method: given.capture_method ?? intent.capture_method,
    currency: given.currency ?? intent.currency,
    customer,
    description: given.description === undefined ? intent.description : given.description,
    metadata: mergeMetadata(intent.metadata, given.metadata),
    payment_method: method ?? intent.payment_method,
    payment_method_types: given.payment_method_types ?? intent.payment_method_types,
    receipt_email: given.receipt_email ?? intent.receipt_email,
    setup_future_usage: given.setup_future_usage ?? intent.setup_future_usage,
    shipping: given.shipping ?? intent.shipping,
    statement_descriptor: given.statement_descriptor ?? intent.statement_descriptor,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    transfer_group: given.transfer_group ?? intent.transfer_group,
    status: method === undefined ? intent.status : 'requires_confirmation',
  }
  ledger.paymentIntents.save(changed)
  return changed
}

function confirmIntent(id: string, { ledger, fields }: Context): PaymentIntent {
  const given = parameters(fields, {
    ...confirmation,
    amount_to_confirm: optional(amount()),
    client_secret: optional(text()),
  })
  const intent = findIntent(ledger, id)
  assertStatus(intent, 'confirmed', 'requires_payment_method', 'requires_confirmation', 'requires_action')
  const method = methodOf(ledger, given, intent.customer) ?? intent.payment_method
  const ready: PaymentIntent = {
    ...intent,
    capture_method: given.capture_method ?? intent.capture_method,
    payment_method: method,
    receipt_email: given.receipt_email ?? intent.receipt_email,
    setup_future_usage: given.setup_future_usage ?? intent.setup_future_usage,
    shipping: given.shipping ?? intent.shipping,
  }
  assertConfirmable(ready, given.return_url)
  return attempt(ledger, ready, given)
}

function captureIntent(id: string, { ledger, fields }: Context): PaymentIntent {
  const given = parameters(fields, {
    ...expandable,
    amount_details: optional(anyHash()),
    amount_to_capture: optional(amount()),
    application_fee_amount: optional(integer()),
    final_capture: optional(boolean()),
    hooks: optional(anyHash()),
    metadata: optional(metadata()),
    payment_details: optional(anyHash()),
    statement_descriptor: optional(statementDescriptor()),
    statement_descriptor_suffix: optional(statementDescriptor()),
    transfer_data: optional(anyHash()),
  })
  const intent = findIntent(ledger, id)
  assertStatus(intent, 'captured', 'requires_capture')
  const charge = findCharge(ledger, intent.latest_charge ?? '', 'intent')
  const captured = captureOf(charge, given.amount_to_capture ?? intent.amount_capturable, 'amount_to_capture')
  ledger.charges.save(captured)
  ledger.record('charge.captured', captured)
  return saveIntent(ledger, 'payment_intent.succeeded', {
    ...intent,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: captured.amount_captured,
    metadata: mergeMetadata(intent.metadata, given.metadata),
    statement_descriptor: given.statement_descriptor ?? intent.statement_descriptor,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
  })
}

function cancelIntent(id: string, { ledger, fields }: Context): PaymentIntent {
  const given = parameters(fields, {
    ...expandable,
    cancellation_reason: optional(oneOf('duplicate', 'fraudulent', 'requested_by_customer', 'abandoned')),
  })
  const intent = findIntent(ledger, id)
  assertStatus(
    intent,
    'canceled',
    'requires_payment_method',
    'requires_capture',
    'requires_confirmation',
    'requires_action',
  )
  if (intent.status === 'requires_capture') {
    const charge = findCharge(ledger, intent.latest_charge ?? '', 'intent')
    const released = { ...charge, amount_refunded: charge.amount, refunded: true }
    ledger.charges.save(released)
    ledger.record('charge.refunded', released)
  }
  return saveIntent(ledger, 'payment_intent.canceled', {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: ledger.origin('pi').created,
    cancellation_reason: given.cancellation_reason ?? null,
    next_action: null,
  })
}
