import { isoDay } from '../../calendar.ts'
import type { Account } from './account.ts'
import { amount, refusal, result } from './answers.ts'
import { categories } from './fixtures.ts'
import { totals } from './invoice-view.ts'

/**
 * `GET reports/accounting/profitloss_entity`, over the whole span at once; the columns of `resolution` are not played.
 *
 * Source: https://www.freshbooks.com/api/reports
 */
export function profitAndLoss(account: Account): Response {
  const { url, now } = account.exchange
  const today = isoDay(now)
  const start = day(url.searchParams.get('start_date') ?? `${today.slice(0, 4)}-01-01`, 'start_date')
  const end = day(url.searchParams.get('end_date') ?? today, 'end_date')
  if (start > end) throw refusal(422, 1007, 'start_date must not be after end_date.', 'start_date', '', start)
  const isCash = url.searchParams.get('cash_based') === 'true'
  const within = (date: string): boolean => date >= start && date <= end

  const sales = isCash ? received(account, within) : invoiced(account, within)
  const spent = categories.map(({ id, category }) => {
    const expenses = account.expenses.all().filter((expense) => expense.categoryid === id && expense.vis_state === 0)
    const cents = expenses.filter(({ date }) => within(date)).reduce((sum, expense) => sum + expense.amount, 0)
    return { category, cents }
  })
  const total = spent.reduce((sum, { cents }) => sum + cents, 0)
  const code = url.searchParams.get('currency_code') ?? 'USD'
  const entry = (description: string, type: 'credit' | 'debit', cents: number) => ({
    description,
    entry_type: type,
    total: amount(cents, code),
    children: [],
    data: [],
  })
  return result({
    profitloss: {
      company_name: 'Upstream Sandbox',
      currency_code: code,
      cash_based: isCash,
      start_date: start,
      end_date: end,
      download_token: '',
      resolution: null,
      dates: [],
      labels: [],
      income: [entry('Sales', 'credit', sales)],
      total_income: entry('Gross Profit', 'credit', sales),
      expenses: spent.filter(({ cents }) => cents !== 0).map(({ category, cents }) => entry(category, 'debit', cents)),
      total_expenses: entry('Total Expenses', 'debit', total),
      net_profit: entry(`Net Profit (${code})`, sales >= total ? 'credit' : 'debit', sales - total),
    },
  })
}

function day(text: string, parameter: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw refusal(422, 1033, `${parameter} must be a date in the format YYYY-MM-DD.`, parameter, '', text)
}

/** Drafts are no sales. */
function invoiced(account: Account, within: (date: string) => boolean): number {
  return account.invoices
    .all()
    .filter(({ isSent, vis_state, create_date: date }) => isSent && vis_state === 0 && within(date))
    .reduce((sum, invoice) => sum + totals(account, invoice).total, 0)
}

function received(account: Account, within: (date: string) => boolean): number {
  return account.payments
    .all()
    .filter(({ vis_state, date }) => vis_state === 0 && within(date))
    .reduce((sum, payment) => sum + payment.amount, 0)
}
