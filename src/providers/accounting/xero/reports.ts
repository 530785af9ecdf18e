import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf, sumOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { one } from './answers.ts'
import type { Kit } from './config.ts'
import { report } from './resources.ts'

export const reportOperations = (kit: Kit) => ({
  'get-profit-and-loss': kit.read(accounting.getProfitAndLoss, {
    docs: 'https://developer.xero.com/documentation/api/accounting/reports#profitandloss',
    rules: accounting.periodIssues,
    // A layout of the organisation's own could leave accounts out, or name its sections anyhow.
    request: ({ from, to, basis }, config) =>
      report(config, 'ProfitAndLoss', {
        fromDate: from,
        toDate: to,
        standardLayout: true,
        paymentsOnly: basis === 'cash',
      }),
    example: {
      input: { from: '2026-01-01', to: '2026-03-31' },
      response: ({ from, to }) => ({
        Reports: [
          {
            ReportID: 'ProfitAndLoss',
            ReportName: 'Profit and Loss',
            ReportType: 'ProfitAndLoss',
            ReportTitles: ['Profit & Loss', 'Upstream Demo', `${from} to ${to}`],
            Rows: [
              { RowType: 'Header', Cells: [{ Value: '' }, { Value: to }] },
              exampleSection('Income', 'Total Income', '325.00'),
              exampleResult('Gross Profit', '325.00'),
              exampleSection('Less Operating Expenses', 'Total Operating Expenses', '49.99'),
              exampleResult('Net Profit', '275.01'),
            ],
          },
        ],
      }),
    },
    answer: reportAnswer,
    unify: ({ Reports: [native] }, { from, to }, config) => {
      const currency = currencyOf(config.currency)
      return { from, to, currency, ...profitOf(native, currency) }
    },
  }),
})

const rowAnswer = () =>
  z.looseObject({
    RowType: z.string().nullish(),
    Cells: z.array(z.looseObject({ Value: z.string().nullish() })).nullish(),
  })

const reportAnswer = once(() =>
  z.looseObject({
    Reports: one(
      z.looseObject({
        Rows: z.array(z.looseObject({ Title: z.string().nullish(), Rows: z.array(rowAnswer()).nullish() })).nullish(),
      }),
    ),
  }),
)

type Report = z.output<ReturnType<typeof reportAnswer>>['Reports'][0]

/**
 * Sections with a title end in their total; results, such as the gross profit, stand in sections without one, and the last
 * of them is the net profit. What is titled as income, and not as less of something or its cost, is earned; the rest
 * lowers it. Titles differ by country: Income, Trading Income, Revenue, Turnover.
 */
function profitOf({ Rows }: Report, currency: string | null) {
  const sections = Rows ?? []
  const earned = sections.filter(({ Title }) => isIncome(Title ?? ''))
  const income = sumOf(earned.map(({ Rows: rows }) => amountOf(rows?.find(isSummary) ?? rows?.at(-1), currency)))
  const result = sections.findLast(({ Title, Rows: rows }) => !Title && rows !== null && rows !== undefined)
  const netProfit = amountOf(result?.Rows?.at(-1), currency)
  return { income, expenses: income === null || netProfit === null ? null : income - netProfit, netProfit }
}

function isIncome(title: string): boolean {
  return /\b(income|revenue|turnover)\b/i.test(title) && !/\b(less|costs?|expenses?)\b/i.test(title)
}

type Row = z.output<ReturnType<typeof rowAnswer>>

function isSummary({ RowType }: Row): boolean {
  return RowType === 'SummaryRow'
}

/** The first column is the name, the second the period that was asked for. */
function amountOf(row: Row | undefined, currency: string | null): number | null {
  const value = row?.Cells?.[1]?.Value
  return minorOf(value === '' ? '0' : value, currency)
}

function exampleSection(title: string, name: string, total: string) {
  const cells = (first: string) => [{ Value: first }, { Value: total }]
  return {
    RowType: 'Section',
    Title: title,
    Rows: [
      { RowType: 'Row', Cells: cells(title.replace('Less ', '')) },
      { RowType: 'SummaryRow', Cells: cells(name) },
    ],
  }
}

function exampleResult(name: string, total: string) {
  return {
    RowType: 'Section',
    Title: '',
    Rows: [{ RowType: 'Row', Cells: [{ Value: name }, { Value: total }] }],
  }
}
