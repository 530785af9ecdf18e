import { json } from '../../http.ts'
import { money, notFound } from './answers.ts'
import { type Call, page, paging, queryOf } from './call.ts'
import { fixtures } from './fixtures.ts'
import { stateOf } from './listing-view.ts'
import { fixtureTime, listings } from './records.ts'

/** `GET /v3/application/openapi-ping` */
export function ping(call: Call): Response {
  queryOf(call)
  return json({ application_id: 1_234_567_890 })
}

/** `GET /v3/application/users/me` */
export function getMe(call: Call): Response {
  queryOf(call)
  return json({ user_id: call.user, shop_id: fixtures.shop })
}

/** `GET /v3/application/users/{user_id}`: of the seller only. */
export function getUser(call: Call): Response {
  queryOf(call)
  if (call.parameters[0] !== String(call.user)) throw notFound()
  return json({
    user_id: call.user,
    primary_email: 'grace@example.com',
    first_name: 'Grace',
    last_name: 'Hopper',
    image_url_75x75: null,
  })
}

/** `GET /v3/application/shops/{shop_id}` */
export function getShop(call: Call): Response {
  queryOf(call)
  return json(shopView(call))
}

/** `GET /v3/application/users/{user_id}/shops` */
export function getUserShop(call: Call): Response {
  queryOf(call)
  if (call.parameters[0] !== String(call.user)) throw notFound()
  return json(shopView(call))
}

function shopView({ state, shop, user }: Call): object {
  const active = listings(state)
    .all()
    .filter((listing) => stateOf(listing) === 'active')
  return {
    shop_id: shop,
    user_id: user,
    shop_name: 'ExampleShop',
    create_date: fixtureTime,
    created_timestamp: fixtureTime,
    title: 'Jewellery by hand',
    announcement: null,
    currency_code: 'USD',
    is_vacation: false,
    vacation_message: null,
    sale_message: null,
    digital_sale_message: null,
    update_date: fixtureTime,
    updated_timestamp: fixtureTime,
    listing_active_count: active.length,
    digital_listing_count: 0,
    login_name: 'exampleshop',
    accepts_custom_requests: false,
    policy_welcome: null,
    policy_payment: null,
    policy_shipping: null,
    policy_refunds: null,
    policy_additional: null,
    policy_seller_info: null,
    policy_update_date: fixtureTime,
    policy_has_private_receipt_info: false,
    has_unstructured_policies: false,
    policy_privacy: null,
    vacation_autoreply: null,
    url: 'https://www.etsy.com/shop/ExampleShop',
    image_url_760x100: null,
    num_favorers: 0,
    languages: ['en-US'],
    icon_url_fullxfull: null,
    is_using_structured_policies: true,
    has_onboarded_structured_policies: true,
    include_dispute_form_link: false,
    is_direct_checkout_onboarded: true,
    is_etsy_payments_onboarded: true,
    is_calculated_eligible: true,
    is_opted_in_to_buyer_promise: false,
    is_shop_us_based: true,
    transaction_sold_count: 1,
    shipping_from_country_iso: 'US',
    shop_location_country_iso: 'US',
    review_count: 0,
    review_average: null,
  }
}

/** `GET /v3/application/shops/{shop_id}/shipping-profiles` */
export function getShippingProfiles(call: Call): Response {
  queryOf(call)
  return json({ count: 1, results: [shippingProfile(call)] })
}

/** `GET /v3/application/shops/{shop_id}/shipping-profiles/{shipping_profile_id}` */
export function getShippingProfile(call: Call): Response {
  queryOf(call)
  if (call.parameters[1] !== String(fixtures.shippingProfile)) throw notFound()
  return json(shippingProfile(call))
}

function shippingProfile({ user }: Call): object {
  return {
    shipping_profile_id: fixtures.shippingProfile,
    title: 'Letter',
    user_id: user,
    origin_country_iso: 'US',
    is_deleted: false,
    shipping_profile_destinations: [
      {
        shipping_profile_destination_id: 212_345_678_901,
        shipping_profile_id: fixtures.shippingProfile,
        origin_country_iso: 'US',
        destination_country_iso: 'US',
        destination_region: 'none',
        primary_cost: money(0),
        secondary_cost: money(0),
        shipping_carrier_id: null,
        mail_class: null,
        min_delivery_days: 2,
        max_delivery_days: 5,
      },
    ],
    shipping_profile_upgrades: [],
    origin_postal_code: '78731',
    profile_type: 'manual',
    domestic_handling_fee: 0,
    international_handling_fee: 0,
  }
}

/** `GET /v3/application/shops/{shop_id}/readiness-state-definitions` */
export function getReadinessStates(call: Call): Response {
  const query = queryOf(call, paging)
  const definition = {
    shop_id: call.shop,
    readiness_state_id: fixtures.readinessState,
    readiness_state: 'ready_to_ship',
    min_processing_days: 1,
    max_processing_days: 2,
    processing_days_display_label: '1-2 days',
  }
  return page(
    query,
    [definition],
    ({ readiness_state_id }) => readiness_state_id,
    (one) => one,
  )
}
