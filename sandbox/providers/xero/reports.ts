import { isoDay } from '../../calendar.ts'
import { dateTime, envelope, queryParseError } from './answers.ts'
import { cents, type Organisation } from './organisation.ts'
import type { Account, Document } from './records.ts'

/**
 * `GET /Reports/ProfitAndLoss` of the invoices and bank transactions of the organisation: one period, without
 * `periods`, `timeframe` and tracking.
 */
export function profitAndLoss(organisation: Organisation): object {
  const { exchange } = organisation
  const { searchParams } = exchange.url
  const today = isoDay(exchange.now)
  const from = day(searchParams.get('fromDate') ?? `${today.slice(0, 8)}01`)
  const to = day(searchParams.get('toDate') ?? today)
  const documents = [...invoices(organisation, searchParams.get('paymentsOnly') === 'true'), ...spent(organisation)]
  const amounts = new Map<Account, number>()
  for (const { document, share } of documents) {
    if (document.date < from || document.date > to) continue
    for (const line of document.LineItems) {
      const account = organisation.accounts.all().find(({ Code }) => Code === line.AccountCode)
      if (account === undefined) continue
      const tax = document.LineAmountTypes === 'Inclusive' ? line.TaxAmount : 0
      const known = [...amounts.keys()].find(({ AccountID }) => AccountID === account.AccountID) ?? account
      amounts.set(known, (amounts.get(known) ?? 0) + (line.LineAmount - tax) * share)
    }
  }
  const rows = [...amounts].filter(([, amount]) => amount !== 0)
  const income = rows.filter(([{ Class }]) => Class === 'REVENUE')
  const expenses = rows.filter(([{ Class }]) => Class === 'EXPENSE')
  const sum = (list: typeof rows) => cents(list.reduce((total, [, amount]) => total + amount, 0))
  const net = cents(sum(income) - sum(expenses))
  const report = {
    ReportID: 'ProfitAndLoss',
    ReportName: 'Profit and Loss',
    ReportType: 'ProfitAndLoss',
    ReportTitles: ['Profit & Loss', 'Upstream Sandbox', `${long(from)} to ${long(to)}`],
    ReportDate: long(today),
    UpdatedDateUTC: dateTime(exchange.now.getTime()),
    Fields: [],
    Rows: [
      { RowType: 'Header', Cells: [{ Value: '' }, { Value: short(to) }] },
      section('Income', 'Total Income', income, sum(income)),
      single('Gross Profit', sum(income)),
      section('Less Operating Expenses', 'Total Operating Expenses', expenses, sum(expenses)),
      single('Net Profit', net),
    ],
  }
  return envelope(exchange, { Reports: [report] })
}

interface Share {
  readonly document: Document
  readonly share: number
}

/** By accrual the whole of what is authorised; by cash as far as it was paid. */
function invoices(organisation: Organisation, isCash: boolean): Share[] {
  return organisation.invoices
    .all()
    .filter(({ Status }) => Status === 'AUTHORISED' || Status === 'PAID')
    .map((document) => ({ document, share: isCash && document.Total !== 0 ? document.AmountPaid / document.Total : 1 }))
}

function spent(organisation: Organisation): Share[] {
  return organisation.bankTransactions
    .all()
    .filter(({ Status }) => Status === 'AUTHORISED')
    .map((document) => ({ document, share: 1 }))
}

function section(Title: string, total: string, rows: readonly [Account, number][], sum: number): object {
  return {
    RowType: 'Section',
    Title,
    Rows: [
      ...rows.map(([{ Name, AccountID }, amount]) => {
        const Attributes = [{ Value: AccountID, Id: 'account' }]
        return {
          RowType: 'Row',
          Cells: [
            { Value: Name, Attributes },
            { Value: money(amount), Attributes },
          ],
        }
      }),
      { RowType: 'SummaryRow', Cells: [{ Value: total }, { Value: money(sum) }] },
    ],
  }
}

function single(name: string, amount: number): object {
  const Cells = [{ Value: name }, { Value: money(amount) }]
  return { RowType: 'Section', Title: '', Rows: [{ RowType: 'Row', Cells }] }
}

function money(amount: number): string {
  return amount.toFixed(2)
}

function day(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) return text.slice(0, 10)
  throw queryParseError(`The value '${text}' isn't a date`)
}

/** `31 March 2026` */
function long(date: string): string {
  return new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** `31 Mar 26` */
function short(date: string): string {
  return new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: '2-digit',
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  })
}
