import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { answer, businessError, entityAnswer } from './answers.ts'
import { type Company, cents, change, create, referenced } from './company.ts'
import { body, handled, jsonBody, updateOf } from './requests.ts'
import * as shapes from './shapes/transactions.ts'

/** `POST purchase`: creates, or updates where there is an id; `?operation=delete`. */
export function writePurchase(company: Company): object {
  const { exchange } = company
  if (exchange.url.searchParams.get('operation') === 'delete') {
    const { Id } = handled(company, 'Purchase')
    company.of('Purchase').remove(Id)
    return answer(exchange, { Purchase: { domain: 'QBO', status: 'Deleted', Id } })
  }
  if (textAt(jsonBody(exchange), 'Id') !== '') {
    const { entity, fields } = updateOf(company, 'Purchase', shapes.purchase)
    return entityAnswer(exchange, 'Purchase', change(company, 'Purchase', entity, purchaseOf(company, fields)))
  }
  const fields = purchaseOf(company, body(exchange, shapes.purchase))
  return entityAnswer(exchange, 'Purchase', create(company, 'Purchase', fields))
}

function purchaseOf(company: Company, fields: Fields): Fields {
  const { Id: _id, SyncToken: _syncToken, MetaData: _metaData, sparse: _sparse, domain: _domain, ...others } = fields
  const account = referenced(company, 'Account', fields, 'AccountRef')
  const wanted = textAt(fields, 'PaymentType') === 'CreditCard' ? 'Credit Card' : 'Bank'
  if (textAt(account, 'AccountType') !== wanted) {
    throw businessError(`The account of a ${textAt(fields, 'PaymentType')} purchase has to be of the type ${wanted}.`)
  }
  const type = textAt(fields, 'EntityRef', 'type') || 'Vendor'
  const payee =
    type === 'Employee'
      ? undefined
      : referenced(company, type === 'Customer' ? 'Customer' : 'Vendor', fields, 'EntityRef')
  const Line = listAt(fields, 'Line').map((line, index) => lineOf(company, line, index))
  return {
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    Credit: false,
    ...others,
    ...(payee === undefined ? {} : { EntityRef: { value: payee.Id, name: textAt(payee, 'DisplayName'), type } }),
    TxnDate: textAt(fields, 'TxnDate') || isoDay(company.exchange.now),
    AccountRef: { value: account?.Id, name: textAt(account, 'Name') },
    TotalAmt: cents(Line.reduce((sum, line) => sum + numberAt(line, 'Amount'), 0)),
    Line,
  }
}

function lineOf(company: Company, line: unknown, index: number): Fields {
  const fields = { ...(typeof line === 'object' ? line : {}), Id: String(index + 1) }
  const detail = valueAt(line, 'AccountBasedExpenseLineDetail')
  if (textAt(line, 'DetailType') === 'ItemBasedExpenseLineDetail') {
    referenced(company, 'Item', valueAt(line, 'ItemBasedExpenseLineDetail'), 'ItemRef')
    return fields
  }
  const account = referenced(company, 'Account', detail, 'AccountRef')
  if (account === undefined) throw businessError('Every line needs an account.')
  const AccountBasedExpenseLineDetail = {
    BillableStatus: 'NotBillable',
    TaxCodeRef: { value: 'NON' },
    ...(typeof detail === 'object' ? detail : {}),
    AccountRef: { value: account.Id, name: textAt(account, 'Name') },
  }
  return { ...fields, AccountBasedExpenseLineDetail }
}
