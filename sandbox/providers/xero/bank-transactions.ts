import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { dates, dateTime } from './answers.ts'
import { contactOf, currencyOf, dayOf, pricedLines } from './lines.ts'
import type { Organisation } from './organisation.ts'
import { accountOf } from './payments.ts'
import type { BankTransaction } from './records.ts'
import { Invalid } from './requests.ts'

/** Creates a spend or receive money transaction, or changes the one with the same id where the method allows it. */
export function writeBankTransaction(organisation: Organisation, fields: Fields, mayChange: boolean): object {
  const id = textAt(fields, 'BankTransactionID').toLowerCase()
  const known = mayChange && id !== '' ? organisation.bankTransactions.find(id) : undefined
  if (mayChange && id !== '' && known === undefined) throw new Invalid('Bank transaction could not be found')
  const transaction = known === undefined ? created(organisation, fields) : changed(organisation, known, fields)
  organisation.bankTransactions.save(transaction)
  return bankTransactionView(organisation, transaction)
}

function created(organisation: Organisation, fields: Fields): BankTransaction {
  const { now } = organisation.exchange
  const Type = textAt(fields, 'Type')
  if (!/^(RECEIVE|SPEND)(-(OVERPAYMENT|PREPAYMENT|TRANSFER))?$/.test(Type)) {
    throw new Invalid('The transaction type must be specified')
  }
  const account = accountOf(organisation, fields, 'BankAccount')
  if (account.Type !== 'BANK') throw new Invalid('The account specified must be of type BANK')
  return {
    BankTransactionID: organisation.newId(),
    Type,
    Status: 'AUTHORISED',
    contactId: contactOf(organisation, fields).ContactID,
    accountId: account.AccountID,
    Reference: textAt(fields, 'Reference'),
    ...pricedLines(organisation, fields, true),
    date: dayOf(fields, 'Date') || isoDay(now),
    CurrencyCode: currencyOf(fields),
    IsReconciled: fields.IsReconciled === true,
    updated: now.getTime(),
  }
}

function changed(organisation: Organisation, known: BankTransaction, fields: Fields): BankTransaction {
  if (known.Status === 'DELETED') throw new Invalid('This bank transaction has been deleted')
  const prices =
    fields.LineItems === undefined
      ? {}
      : pricedLines(organisation, { LineAmountTypes: known.LineAmountTypes, ...fields }, true)
  return {
    ...known,
    ...prices,
    Status: textAt(fields, 'Status') === 'DELETED' ? 'DELETED' : known.Status,
    Reference: textAt(fields, 'Reference') || known.Reference,
    date: dayOf(fields, 'Date') || known.date,
    updated: organisation.exchange.now.getTime(),
  }
}

export function bankTransactionView(organisation: Organisation, transaction: BankTransaction): Fields {
  const { contactId, accountId, date, updated, ...members } = transaction
  const account = organisation.accounts.find(accountId)
  return {
    ...members,
    Contact: { ContactID: contactId, Name: organisation.contacts.find(contactId)?.Name ?? '' },
    BankAccount: { AccountID: accountId, Code: account?.Code, Name: account?.Name },
    ...dates('Date', date),
    HasAttachments: false,
    UpdatedDateUTC: dateTime(updated),
  }
}
