import type { Answer, Context } from './context.ts'
import { page, paging } from './listing.ts'
import { boolean, expandable, listOf, optional, parameters, text } from './parameters.ts'
import { missing } from './refusal.ts'

/** https://docs.stripe.com/api/balance: 100.00 usd to begin with, and what the account's charges came to. */
export function balance(method: string, path: readonly string[], { ledger, fields }: Context): Answer {
  if (method !== 'GET' || path.length > 0) return undefined
  parameters(fields, expandable)
  const pending = new Map([['usd', 500]])
  for (const charge of ledger.charges.all()) {
    if (!charge.captured || charge.livemode !== ledger.livemode) continue
    const kept = charge.amount - charge.amount_refunded
    pending.set(charge.currency, (pending.get(charge.currency) ?? 0) + kept)
  }
  return {
    object: 'balance',
    available: [{ amount: 10_000, currency: 'usd', source_types: { card: 10_000 } }],
    livemode: ledger.livemode,
    pending: [...pending].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } })),
  }
}

/** https://docs.stripe.com/api/accounts/retrieve: the account of the key. */
export function account(method: string, path: readonly string[], { fields }: Context): Answer {
  if (method !== 'GET' || path.length > 0) return undefined
  parameters(fields, expandable)
  return {
    id: 'acct_1QK9wALkdIwHu7ix',
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: '5734',
      name: 'Sandbox',
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'US',
    created: Date.UTC(2026, 0, 1) / 1000,
    default_currency: 'usd',
    details_submitted: true,
    email: 'owner@example.com',
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: '/v1/accounts/acct_1QK9wALkdIwHu7ix/external_accounts',
    },
    future_requirements: noRequirements(),
    metadata: {},
    payouts_enabled: true,
    requirements: noRequirements(),
    settings: {
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: 'SANDBOX',
      },
      dashboard: { display_name: 'Sandbox', timezone: 'Etc/UTC' },
      payments: { statement_descriptor: 'SANDBOX' },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'standard',
  }
}

function noRequirements() {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  }
}

/** https://docs.stripe.com/api/events */
export function events(method: string, path: readonly string[], { ledger, fields }: Context): Answer {
  const [id, action] = path
  if (method !== 'GET' || action !== undefined) return undefined
  if (id !== undefined) {
    parameters(fields, expandable)
    const event = ledger.events.find(id)
    if (event === undefined) throw missing('event', id, 'id')
    return event
  }
  const query = parameters(fields, {
    ...paging,
    delivery_success: optional(boolean()),
    type: optional(text()),
    types: optional(listOf(text())),
  })
  const kinds = query.types ?? (query.type === undefined ? undefined : [query.type])
  return page(ledger.events, 'event', '/v1/events', query, (event) => {
    return kinds === undefined || kinds.some((kind) => matches(event.type, kind))
  })
}

/** `charge.*` names every event that begins with `charge.`. */
function matches(type: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}
