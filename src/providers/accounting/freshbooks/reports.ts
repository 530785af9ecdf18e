import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { report } from './resources.ts'

export const reportOperations = (kit: Kit) => ({
  'get-profit-and-loss': kit.read(accounting.getProfitAndLoss, {
    docs: 'https://www.freshbooks.com/api/reports',
    rules: accounting.periodIssues,
    request: ({ from, to, basis }, config) =>
      report(config, 'profitloss_entity', { start_date: from, end_date: to, cash_based: basis === 'cash' }),
    example: {
      input: { from: '2026-01-01', to: '2026-03-31' },
      response: ({ from, to, basis }) =>
        answers.wrapped({
          profitloss: {
            company_name: 'Upstream Demo',
            currency_code: 'USD',
            cash_based: basis === 'cash',
            start_date: from,
            end_date: to,
            income: [exampleEntry('Sales', 'credit', '325.00')],
            total_income: exampleEntry('Gross Profit', 'credit', '325.00'),
            expenses: [exampleEntry('Office Expenses & Postage', 'debit', '49.99')],
            total_expenses: exampleEntry('Total Expenses', 'debit', '49.99'),
            net_profit: exampleEntry('Net Profit (USD)', 'credit', '275.01'),
          },
        }),
    },
    answer: () => answers.answered({ profitloss: reportAnswer() }),
    unify: ({ response }, { from, to }) => {
      const { currency_code, total_income, total_expenses, net_profit } = response.result.profitloss
      return {
        from,
        to,
        currency: currencyOf(currency_code, net_profit?.total?.code),
        // FreshBooks takes the cost of goods sold off the income already.
        income: answers.minorOfMoney(total_income?.total),
        expenses: answers.minorOfMoney(total_expenses?.total),
        netProfit: answers.minorOfMoney(net_profit?.total),
      }
    },
  }),
})

const entryAnswer = () => z.looseObject({ total: answers.moneyAnswer() }).nullish()

const reportAnswer = once(() =>
  z.looseObject({
    currency_code: z.string().nullish(),
    total_income: entryAnswer(),
    total_expenses: entryAnswer(),
    net_profit: entryAnswer(),
  }),
)

function exampleEntry(description: string, type: 'credit' | 'debit', amount: string) {
  return { description, entry_type: type, total: { amount, code: 'USD' }, children: [], data: [] }
}
