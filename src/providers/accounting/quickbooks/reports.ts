import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf, sumOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import type { Config, Kit } from './config.ts'
import { report } from './resources.ts'

export const reportOperations = (kit: Kit) => ({
  'get-profit-and-loss': kit.read(accounting.getProfitAndLoss, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/profitandloss',
    rules: accounting.periodIssues,
    request: ({ from, to, basis }, config) =>
      report(config, 'ProfitAndLoss', {
        start_date: from,
        end_date: to,
        accounting_method: basis === 'cash' ? 'Cash' : 'Accrual',
        summarize_column_by: 'Total',
      }),
    example: {
      input: { from: '2026-01-01', to: '2026-03-31' },
      response: ({ from, to, basis }) => ({
        Header: {
          Time: '2026-04-01T09:00:00-07:00',
          ReportName: 'ProfitAndLoss',
          ReportBasis: basis === 'cash' ? 'Cash' : 'Accrual',
          StartPeriod: from,
          EndPeriod: to,
          SummarizeColumnsBy: 'Total',
          Currency: 'USD',
        },
        Columns: {
          Column: [
            { ColTitle: '', ColType: 'Account' },
            { ColTitle: 'Total', ColType: 'Money' },
          ],
        },
        Rows: {
          Row: [
            exampleSection('Income', 'Total Income', '325.00'),
            exampleSection('GrossProfit', 'Gross Profit', '325.00'),
            exampleSection('Expenses', 'Total Expenses', '49.99'),
            exampleSection('NetOperatingIncome', 'Net Operating Income', '275.01'),
            exampleSection('NetIncome', 'Net Income', '275.01'),
          ],
        },
      }),
    },
    answer: reportAnswer,
    unify: (native, { from, to }, config) => unifyReport(native, from, to, config),
  }),
})

const reportAnswer = once(() =>
  z.looseObject({
    Header: z.looseObject({ Currency: z.string().nullish() }),
    Rows: z
      .looseObject({
        Row: z
          .array(
            z.looseObject({
              group: z.string().nullish(),
              Summary: z
                .looseObject({ ColData: z.array(z.looseObject({ value: z.string().nullish() })).nullish() })
                .nullish(),
            }),
          )
          .nullish(),
      })
      .nullish(),
  }),
)

type Report = z.output<ReturnType<typeof reportAnswer>>

/** What isn't income and lowers the profit is an expense, whatever sections a company's report has for it. */
function unifyReport(native: Report, from: string, to: string, config: Config) {
  const currency = currencyOf(native.Header.Currency, config.currency)
  const income = sumOf([totalOf(native, 'Income', currency), totalOf(native, 'OtherIncome', currency)])
  const netProfit = totalOf(native, 'NetIncome', currency)
  const expenses = income === null || netProfit === null ? null : income - netProfit
  return { from, to, currency, income, expenses, netProfit }
}

/** A section without any entry has an empty total, or isn't there. */
function totalOf({ Rows }: Report, group: string, currency: string | null): number | null {
  const section = Rows?.Row?.find((row) => row.group === group)
  const total = section?.Summary?.ColData?.at(-1)?.value
  return minorOf(total === undefined || total === null || total === '' ? '0' : total, currency)
}

function exampleSection(group: string, name: string, total: string) {
  return { group, type: 'Section', Summary: { ColData: [{ value: name }, { value: total }] } }
}
