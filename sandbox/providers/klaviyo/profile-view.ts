import { valueAt } from '../../json-shape.ts'
import { type Call, fieldsAt } from './call.ts'
import { asksFor, type Resource } from './reading.ts'
import type { Consent, ProfileRecord } from './records.ts'

const own = [
  'email',
  'phone_number',
  'external_id',
  'first_name',
  'last_name',
  'organization',
  'locale',
  'title',
  'image',
]

/** The attributes that `fields[profile]` can choose. */
export const profileFields = [
  ...own,
  'created',
  'updated',
  'last_event_date',
  'location',
  'properties',
  'subscriptions',
  'predictive_analytics',
]

export const additionalFields = ['subscriptions', 'predictive_analytics']

const noLocation = {
  address1: null,
  address2: null,
  city: null,
  country: null,
  latitude: null,
  longitude: null,
  region: null,
  zip: null,
  timezone: null,
  ip: null,
}

const noPredictions = {
  historic_clv: null,
  predicted_clv: null,
  total_clv: null,
  historic_number_of_orders: null,
  predicted_number_of_orders: null,
  average_days_between_orders: null,
  average_order_value: null,
  churn_probability: null,
  expected_date_of_next_order: null,
}

/** A profile; its subscriptions and predictions where `additional-fields[profile]` asks for them. */
export function profileView(call: Call, profile: ProfileRecord, more: object = {}): Resource {
  const { attributes } = profile
  const asks = (value: string) => asksFor(call, 'additional-fields[profile]', value)
  return {
    type: 'profile',
    id: profile.id,
    attributes: {
      ...Object.fromEntries(own.map((name) => [name, valueAt(attributes, name) ?? null])),
      created: profile.created,
      updated: profile.updated,
      last_event_date: profile.last_event_date,
      location: { ...noLocation, ...fieldsAt(attributes, 'location') },
      properties: fieldsAt(attributes, 'properties'),
      ...(asks('subscriptions') ? { subscriptions: subscriptions(profile) } : {}),
      ...(asks('predictive_analytics') ? { predictive_analytics: noPredictions } : {}),
      ...more,
    },
    relationships: { lists: {}, segments: {}, 'push-tokens': {} },
  }
}

function subscriptions({ email, sms }: ProfileRecord): object {
  return {
    email: {
      marketing: {
        can_receive_email_marketing: email.suppressions.length === 0,
        ...common(email),
        custom_method_detail: email.custom_method_detail,
        double_optin: email.status === 'SUBSCRIBED' ? false : null,
        suppression: email.suppressions,
        list_suppressions: email.list_suppressions,
      },
    },
    sms: { marketing: { can_receive_sms_marketing: sms.status === 'SUBSCRIBED', ...common(sms) } },
    mobile_push: {
      marketing: { can_receive_push_marketing: false, consent: 'NEVER_SUBSCRIBED', consent_timestamp: null },
    },
  }
}

function common({ status, at }: Consent): object {
  return {
    consent: status,
    consent_timestamp: at,
    last_updated: at,
    method: at === null ? null : 'API',
    method_detail: null,
  }
}
