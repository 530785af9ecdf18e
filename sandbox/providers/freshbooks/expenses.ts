import type { Fields } from '../../http.ts'
import type { Account } from './account.ts'
import { amount, easternTime, invalid, refusal, result, unknown } from './answers.ts'
import { categories } from './fixtures.ts'
import { listed } from './listing.ts'
import type { ExpenseRecord } from './records.ts'
import { centsOf, codeOf, dayOf, requireAll, textOf, visibilityOf, wholeOf, wrapped } from './requests.ts'

export function listExpenses(account: Account): Response {
  return listed(
    account.exchange,
    'expenses',
    account.expenses.all().map((record) => expenseView(account, record)),
  )
}

export function getExpense(account: Account, id: string): Response {
  return result({ expense: expenseView(account, found(account, id)) })
}

export function createExpense(account: Account): Response {
  const fields = wrapped(account.exchange, 'expense')
  requireAll('expense', fields, 'categoryid', 'staffid', 'amount', 'date')
  return saved(account, fields, undefined)
}

export function updateExpense(account: Account, id: string): Response {
  const known = found(account, id)
  return saved(account, wrapped(account.exchange, 'expense'), known)
}

function saved(account: Account, fields: Fields, known: ExpenseRecord | undefined): Response {
  const record: ExpenseRecord = {
    id: known?.id ?? account.newId(),
    categoryid: categoryOf(fields, known?.categoryid),
    staffid: wholeOf('expense', fields, 'staffid', known?.staffid),
    clientid: clientOf(account, fields, known?.clientid),
    amount: fields.amount === undefined && known !== undefined ? known.amount : centsOf('expense', fields, 'amount'),
    code: codeOf('expense', fields, 'amount', known?.code ?? 'USD'),
    date: dayOf('expense', fields, 'date', known?.date ?? ''),
    vendor: textOf('expense', fields, 'vendor', known?.vendor),
    notes: textOf('expense', fields, 'notes', known?.notes),
    account_name: textOf('expense', fields, 'account_name', known?.account_name),
    vis_state: visibilityOf('expense', fields, known?.vis_state ?? 0),
    updatedAt: account.exchange.now.getTime(),
  }
  account.expenses.save(record)
  return result({ expense: expenseView(account, record) })
}

function categoryOf(fields: Fields, known = 0): number {
  const id = wholeOf('expense', fields, 'categoryid', known)
  if (categories.some((category) => category.id === id)) return id
  throw refusal(422, 1012, 'Category not found.', 'categoryid', 'expense', String(id))
}

/** The client to be billed for it; 0 is none. */
function clientOf(account: Account, fields: Fields, known = 0): number {
  const id = wholeOf('expense', fields, 'clientid', known)
  if (id === 0 || account.clients.find(String(id)) !== undefined) return id
  throw invalid('expense', 'clientid', 'Client not found.', id)
}

function found(account: Account, id: string): ExpenseRecord {
  const record = account.expenses.find(id)
  if (record === undefined) throw unknown('expense', 'expenseid', id)
  return record
}

function expenseView(account: Account, record: ExpenseRecord): Fields {
  const { amount: cents, code, updatedAt, ...members } = record
  return {
    ...members,
    expenseid: record.id,
    accounting_systemid: account.id,
    accountid: 0,
    amount: amount(cents, code),
    bank_name: '',
    ext_invoiceid: 0,
    ext_systemid: 0,
    has_receipt: false,
    invoiceid: null,
    isduplicate: false,
    markup_percent: '0',
    profileid: null,
    projectid: 0,
    status: record.clientid === 0 ? 0 : 1,
    taxAmount1: null,
    taxAmount2: null,
    taxName1: null,
    taxName2: null,
    taxPercent1: null,
    taxPercent2: null,
    transactionid: null,
    updated: easternTime(updatedAt),
  }
}
