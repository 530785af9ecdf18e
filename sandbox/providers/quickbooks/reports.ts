import { isoDay } from '../../calendar.ts'
import { listAt, numberAt, textAt } from '../../json-shape.ts'
import { pacificTime, refusal } from './answers.ts'
import { type Company, cents, type Entity } from './company.ts'

const bases = ['Accrual', 'Cash']
const columns = ['Total', 'Month', 'Quarter', 'Year']

/**
 * `GET reports/ProfitAndLoss`, of the invoices and purchases of the company, in the shape of Report.xsd. Columns are
 * the total or calendar periods; those by customer, vendor, class and the like are not played.
 */
export function profitAndLoss(company: Company): object {
  const { searchParams } = company.exchange.url
  const today = isoDay(company.exchange.now)
  const start = day(searchParams.get('start_date') ?? `${today.slice(0, 4)}-01-01`, 'start_date')
  const end = day(searchParams.get('end_date') ?? today, 'end_date')
  const basis = choice(searchParams.get('accounting_method') ?? 'Accrual', bases, 'accounting_method')
  const by = choice(searchParams.get('summarize_column_by') ?? 'Total', columns, 'summarize_column_by')
  const periods = by === 'Total' ? [] : periodsOf(start, end, by)

  const income = rowsOf(incomeOf(company, basis), start, end, by, periods)
  const expenses = rowsOf(expensesOf(company), start, end, by, periods)
  const totalOf = (rows: readonly Row[]): number[] =>
    [...periods, 'Total'].map((_, index) => cents(rows.reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0)))
  const [earned, spent] = [totalOf(income), totalOf(expenses)]
  const net = earned.map((amount, index) => cents(amount - (spent[index] ?? 0)))

  return {
    Header: {
      Time: pacificTime(company.exchange.now),
      ReportName: 'ProfitAndLoss',
      ReportBasis: basis,
      StartPeriod: start,
      EndPeriod: end,
      SummarizeColumnsBy: by,
      Currency: 'USD',
      Option: [
        { Name: 'AccountingStandard', Value: 'GAAP' },
        { Name: 'NoReportData', Value: String(income.length + expenses.length === 0) },
      ],
    },
    Columns: {
      Column: [
        { ColTitle: '', ColType: 'Account', MetaData: [{ Name: 'ColKey', Value: 'account' }] },
        ...[...periods, 'Total'].map((title) => ({
          ColTitle: title,
          ColType: 'Money',
          MetaData: [{ Name: 'ColKey', Value: title.toLowerCase() }],
        })),
      ],
    },
    Rows: {
      Row: [
        section('Income', 'Income', income, earned),
        summary('GrossProfit', 'Gross Profit', earned),
        section('Expenses', 'Expenses', expenses, spent),
        summary('NetOperatingIncome', 'Net Operating Income', net),
        summary('NetIncome', 'Net Income', net),
      ],
    },
  }
}

function day(text: string, parameter: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const detail = `Property Name:${parameter} specified is unsupported or invalid. Supplied value:${text}`
  throw refusal('2010', 'Request has invalid or unsupported property', detail, parameter)
}

function choice(value: string, values: readonly string[], parameter: string): string {
  if (values.includes(value)) return value
  throw refusal('2170', 'Invalid Enumeration', `Invalid Enumeration : ${value}`, parameter)
}

/** The names of the calendar periods that a span touches. */
function periodsOf(start: string, end: string, by: string): string[] {
  const found: string[] = []
  const date = new Date(`${start.slice(0, 7)}-01T12:00:00Z`)
  for (; isoDay(date) <= end; date.setUTCMonth(date.getUTCMonth() + 1)) {
    const period = periodOf(isoDay(date), by)
    if (found.at(-1) !== period) found.push(period)
  }
  return found
}

function periodOf(date: string, by: string): string {
  const year = date.slice(0, 4)
  if (by === 'Year') return year
  const month = Number(date.slice(5, 7))
  return by === 'Quarter' ? `${year} Q${Math.ceil(month / 3)}` : `${year}-${date.slice(5, 7)}`
}

interface Posting {
  readonly account: Entity | undefined
  readonly date: string
  readonly amount: number
}

/** By accrual when invoiced; by cash as far as it was paid. */
function incomeOf(company: Company, basis: string): Posting[] {
  return company
    .of('Invoice')
    .all()
    .flatMap((invoice) => {
      const total = numberAt(invoice, 'TotalAmt')
      const share = basis === 'Accrual' || total === 0 ? 1 : (total - numberAt(invoice, 'Balance')) / total
      return listAt(invoice, 'Line')
        .filter((line) => textAt(line, 'DetailType') !== 'SubTotalLineDetail')
        .map((line) => {
          const item = company.of('Item').find(textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value'))
          const account = company.of('Account').find(textAt(item, 'IncomeAccountRef', 'value') || '79')
          return { account, date: textAt(invoice, 'TxnDate'), amount: numberAt(line, 'Amount') * share }
        })
    })
}

function expensesOf(company: Company): Posting[] {
  return company
    .of('Purchase')
    .all()
    .flatMap((purchase) =>
      listAt(purchase, 'Line').map((line) => ({
        account: company
          .of('Account')
          .find(textAt(line, 'AccountBasedExpenseLineDetail', 'AccountRef', 'value') || '54'),
        date: textAt(purchase, 'TxnDate'),
        amount: numberAt(line, 'Amount') * (purchase.Credit === true ? -1 : 1),
      })),
    )
}

interface Row {
  readonly account: Entity
  /** One for every period, then the total. */
  readonly amounts: readonly number[]
}

function rowsOf(
  postings: readonly Posting[],
  start: string,
  end: string,
  by: string,
  periods: readonly string[],
): Row[] {
  const rows = new Map<string, { account: Entity; amounts: number[] }>()
  for (const { account, date, amount } of postings) {
    if (account === undefined || date < start || date > end || amount === 0) continue
    const row = rows.get(account.Id) ?? { account, amounts: [...periods, 'Total'].map(() => 0) }
    rows.set(account.Id, row)
    const period = periods.indexOf(periodOf(date, by))
    for (const index of period < 0 ? [periods.length] : [period, periods.length]) {
      row.amounts[index] = cents((row.amounts[index] ?? 0) + amount)
    }
  }
  return [...rows.values()]
}

function cells(title: string, amounts: readonly number[], id?: string): object[] {
  const first = id === undefined ? { value: title } : { value: title, id }
  return [first, ...amounts.map((amount) => ({ value: amount.toFixed(2) }))]
}

function section(group: string, title: string, rows: readonly Row[], total: readonly number[]): object {
  return {
    Header: { ColData: cells(title, []).concat(total.map(() => ({ value: '' }))) },
    Rows: {
      Row: rows.map(({ account, amounts }) => ({
        ColData: cells(textAt(account, 'Name'), amounts, account.Id),
        type: 'Data',
      })),
    },
    Summary: { ColData: cells(`Total ${title}`, total) },
    type: 'Section',
    group,
  }
}

function summary(group: string, title: string, amounts: readonly number[]): object {
  return { Summary: { ColData: cells(title, amounts) }, type: 'Section', group }
}
