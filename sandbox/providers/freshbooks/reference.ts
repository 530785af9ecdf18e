import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import type { Account } from './account.ts'
import { amount, easternTime, result, unknown } from './answers.ts'
import { categories, fixtures, journalAccounts } from './fixtures.ts'
import { listed } from './listing.ts'

/** 2026-01-05T14:00:00Z */
const opened = 1_767_621_600_000

export function listCategories({ exchange }: Account): Response {
  return listed(exchange, 'categories', categories.map(categoryView))
}

export function getCategory(_account: Account, id: string): Response {
  const category = categories.find((candidate) => String(candidate.id) === id)
  if (category === undefined) throw unknown('category', 'categoryid', id)
  return result({ category: categoryView(category) })
}

function categoryView(category: (typeof categories)[number]): Readonly<Record<string, unknown>> {
  return {
    ...category,
    categoryid: category.id,
    is_cogs: false,
    is_editable: false,
    created_at: easternTime(opened),
    updated_at: easternTime(opened),
    vis_state: 0,
  }
}

export function listItems(account: Account): Response {
  const views = account.items.all().map((record) => {
    const { unitCost, code, updatedAt, ...members } = record
    return {
      ...members,
      itemid: record.id,
      accounting_systemid: account.id,
      unit_cost: amount(unitCost, code),
      qty: '1',
      inventory: null,
      tax1: 0,
      tax2: 0,
      updated: easternTime(updatedAt),
    }
  })
  return listed(account.exchange, 'items', views)
}

export function listJournalAccounts({ exchange }: Account): Response {
  const common = { currency_code: 'USD', balance: '0.00', system_account_name: null, created_at: easternTime(opened) }
  const views = journalAccounts.map(({ id, name, number, type, sub }) => ({
    id,
    accountid: id,
    account_name: name,
    account_number: number,
    account_type: type,
    auto_created: true,
    ...common,
    sub_accounts: sub.map((inner, index) => ({
      id: inner.id,
      sub_accountid: inner.id,
      parentid: id,
      account_sub_name: inner.name,
      account_sub_number: String(index + 1),
      account_type: type,
      custom: false,
      ...common,
    })),
  }))
  return listed(exchange, 'journal_entry_accounts', views)
}

/** `GET /auth/api/v1/users/me`: https://www.freshbooks.com/api/me_endpoint */
export function identity({ now }: Exchange): Response {
  return json({
    response: {
      id: 712_052,
      identity_id: 712_052,
      identity_uuid: '0f4a3e0c-5e0b-4b8e-9a43-3f6c2d0a7b11',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@sandbox.example.com',
      language: 'en',
      confirmed_at: '2026-01-05T14:00:00Z',
      created_at: '2026-01-05T14:00:00Z',
      setup_complete: true,
      phone_numbers: [],
      addresses: [],
      profession: null,
      links: { me: '/service/auth/api/v1/users?id=712052' },
      permissions: {},
      groups: [],
      roles: [{ id: 600_113, role: 'admin', systemid: 1_953_394, userid: 1, accountid: fixtures.accountId }],
      business_memberships: [
        {
          id: 168_372,
          role: 'owner',
          fasttrack_token: null,
          business: {
            id: 77_128,
            business_uuid: 'a1b2c3d4-0000-4000-8000-000000000001',
            name: 'Upstream Sandbox',
            account_id: fixtures.accountId,
            date_format: 'mm/dd/yyyy',
            active: true,
          },
        },
      ],
      identity_origin: null,
      last_seen: now.toISOString(),
    },
  })
}
