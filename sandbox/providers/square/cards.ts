import { isFields, json } from '../../http.ts'
import { closed, oneOf, text, whole } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { merchant } from './fixtures.ts'
import { once } from './idempotency.ts'
import { byTime, pageOf } from './listing.ts'
import { address, bodyOf, given, idempotencyKey, queryOf, textOf } from './parameters.ts'
import type { Card, StoredCard } from './records.ts'
import { invalid, notFound } from './refusal.ts'
import { sourceOf } from './sources.ts'
import { cardsOf, customersOf, paymentsOf } from './store.ts'

const createRequest = closed(
  {
    idempotency_key: idempotencyKey,
    source_id: text(16_384, 1),
    card: closed(
      {},
      {
        customer_id: text(),
        cardholder_name: text(96),
        billing_address: address,
        reference_id: text(128),
        exp_month: whole(1, 12),
        exp_year: whole(2000, 9999),
        version: whole(),
      },
    ),
  },
  { verification_token: text() },
)

/** `POST /v2/cards`, from a token or from a completed payment: https://developer.squareup.com/reference/square/cards-api/create-card */
export function createCard(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, createRequest)
  return once(exchange, state, textOf(request, 'idempotency_key'), () => {
    const wanted = isFields(request.card) ? request.card : {}
    const customer = textOf(wanted, 'customer_id')
    if (customer === undefined || customer === '') {
      throw invalid('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', 'card.customer_id')
    }
    if (customersOf(state).find(customer) === undefined) {
      throw notFound(`Customer with ID \`${customer}\` not found.`, 'card.customer_id')
    }
    const card: StoredCard = {
      ...cardOf(request, state),
      id: `ccof:${exchange.randomId(19)}`,
      ...given(wanted, ['cardholder_name', 'billing_address', 'reference_id']),
      customer_id: customer,
      merchant_id: merchant.id,
      enabled: true,
      version: 1,
      created_at: exchange.now.toISOString(),
    }
    cardsOf(state).save(card)
    return { status: 200, body: { card } }
  })
}

/** Whatever is wrong with the card, the answer is the same: it must not help to guess. */
function cardOf(request: Readonly<Record<string, unknown>>, state: State): Card {
  const paid = paymentsOf(state).find(textOf(request, 'source_id') ?? '')?.card_details
  const source = paid === undefined ? sourceOf(request, cardsOf(state)) : { card: paid.card }
  if (source.card === undefined || ('decline' in source && source.decline !== undefined)) {
    throw invalid('INVALID_CARD_DATA', 'Invalid card data.', 'source_id')
  }
  return source.card
}

/** `GET /v2/cards/{card_id}`: https://developer.squareup.com/reference/square/cards-api/retrieve-card */
export function getCard(_exchange: Exchange, state: State, id: string): Response {
  return json({ card: find(state, id) })
}

function find(state: State, id: string): StoredCard {
  const card = cardsOf(state).find(id)
  if (card === undefined) throw notFound(`Could not find card with ID: ${id}.`)
  return card
}

/** `POST /v2/cards/{card_id}/disable`: https://developer.squareup.com/reference/square/cards-api/disable-card */
export function disableCard(exchange: Exchange, state: State, id: string): Response {
  bodyOf(exchange, closed({}))
  const card = find(state, id)
  // A disabled card stays disabled: disabling it again changes nothing.
  if (card.enabled) {
    card.enabled = false
    card.version += 1
    cardsOf(state).save(card)
  }
  return json({ card })
}

const listQuery = closed(
  {},
  {
    cursor: text(),
    customer_id: text(),
    include_disabled: oneOf('true', 'false'),
    reference_id: text(),
    sort_order: oneOf('ASC', 'DESC'),
  },
)

/** `GET /v2/cards`, 25 a page: https://developer.squareup.com/reference/square/cards-api/list-cards */
export function listCards(exchange: Exchange, state: State): Response {
  const query = queryOf(exchange, listQuery)
  const found = cardsOf(state)
    .all()
    .filter(
      ({ customer_id, reference_id, enabled }) =>
        (query.customer_id === undefined || query.customer_id === customer_id) &&
        (query.reference_id === undefined || query.reference_id === reference_id) &&
        (enabled || query.include_disabled === 'true'),
    )
  const sorted = byTime(found, ({ created_at }) => created_at, textOf(query, 'sort_order') ?? 'ASC')
  const { page, cursor } = pageOf(sorted, textOf(query, 'cursor'), 25)
  return json({ ...(page.length > 0 ? { cards: page } : {}), ...(cursor === undefined ? {} : { cursor }) })
}
