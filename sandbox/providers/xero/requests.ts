import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { anything, boolean, faultsOf, group, list, number, oneOf, type Shape, text } from '../../json-shape.ts'
import { envelope, postDataInvalid, validationException } from './answers.ts'
import type { Organisation } from './organisation.ts'

/** Thrown for one element; the messages are its `ValidationErrors`. */
export class Invalid extends Error {
  readonly messages: readonly string[]

  constructor(...messages: readonly string[]) {
    super(messages.join(' '))
    this.name = 'Invalid'
    this.messages = messages
  }
}

/** What each kind of element may carry, as xero_accounting.json types it; other members are ignored. */
export const shapes = {
  Contacts: group(
    {},
    {
      ContactID: text(),
      ContactNumber: text(),
      AccountNumber: text(),
      ContactStatus: oneOf('ACTIVE', 'ARCHIVED', 'GDPRREQUEST'),
      Name: text(),
      FirstName: text(),
      LastName: text(),
      EmailAddress: text(),
      Phones: list(
        group(
          {},
          {
            PhoneType: oneOf('DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE'),
            PhoneNumber: text(),
            PhoneAreaCode: text(),
            PhoneCountryCode: text(),
          },
        ),
      ),
      Addresses: list(group({}, { AddressType: oneOf('POBOX', 'STREET', 'DELIVERY') })),
      DefaultCurrency: text(),
      TaxNumber: text(),
    },
  ),
  Invoices: group(
    {},
    {
      InvoiceID: text(),
      Type: text(),
      Status: text(),
      Contact: group({}, { ContactID: text(), Name: text() }),
      ...documentMembers(),
      DueDate: text(),
      InvoiceNumber: text(),
      Url: text(),
      SentToContact: boolean,
    },
  ),
  Payments: group(
    {},
    {
      Invoice: group({}, { InvoiceID: text(), InvoiceNumber: text() }),
      Account: group({}, { AccountID: text(), Code: text() }),
      Date: text(),
      Amount: number(),
      Reference: text(),
      IsReconciled: boolean,
      CurrencyRate: number(),
      Status: text(),
    },
  ),
  BankTransactions: group(
    {},
    {
      BankTransactionID: text(),
      Type: text(),
      Status: text(),
      Contact: group({}, { ContactID: text(), Name: text() }),
      BankAccount: group({}, { AccountID: text(), Code: text() }),
      ...documentMembers(),
      IsReconciled: boolean,
    },
  ),
} as const

function documentMembers() {
  return {
    Date: text(),
    LineAmountTypes: text(),
    Reference: text(),
    CurrencyCode: text(),
    CurrencyRate: number(),
    LineItems: list(
      group(
        {},
        {
          Description: text(),
          Quantity: number(),
          UnitAmount: number(),
          ItemCode: text(),
          AccountCode: text(),
          TaxType: text(),
          TaxAmount: number(),
          LineAmount: number(),
          DiscountRate: number(),
          Tracking: anything,
        },
      ),
    ),
  }
}

export type Kind = keyof typeof shapes

/** The elements of a body: `{"Invoices": […]}`, a bare list, or a bare element. */
export function elementsOf({ exchange }: Organisation, kind: Kind): Fields[] {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw postDataInvalid('Content-Type has to be application/json')
  }
  const body = parseJson(exchange.body)
  const wrapped = isFields(body) && Array.isArray(body[kind]) ? body[kind] : body
  const elements: unknown[] = Array.isArray(wrapped) ? wrapped : [wrapped]
  const shape: Shape = list(shapes[kind], 1)
  const [fault] = faultsOf(shape, elements)
  if (fault !== undefined) {
    const where = fault.path.slice(1).join('.')
    throw postDataInvalid(where === '' ? 'Invalid Json data' : `Error converting the value of ${where} of ${kind}`)
  }
  return elements.filter(isFields)
}

/**
 * Writes each element. What is wrong with one refuses the request, unless `summarizeErrors=false`: then each answers
 * for itself.
 */
export function writeAll(
  organisation: Organisation,
  kind: Kind,
  elements: readonly Fields[],
  write: (element: Fields) => object,
): object {
  const { exchange } = organisation
  const results = elements.map((element) => {
    try {
      return { view: write(element), isRefused: false }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const ValidationErrors = error.messages.map((Message) => ({ Message }))
      return { view: { ...element, HasErrors: true, ValidationErrors }, isRefused: true }
    }
  })
  const views = results.map(({ view }) => view)
  if (exchange.url.searchParams.get('summarizeErrors') === 'false') {
    const told = results.map(({ view, isRefused }) => ({ ...view, StatusAttributeString: isRefused ? 'ERROR' : 'OK' }))
    return envelope(exchange, { [kind]: told })
  }
  const refused = results.filter(({ isRefused }) => isRefused)
  if (refused.length > 0) throw validationException(refused.map(({ view }) => view))
  return envelope(exchange, { [kind]: views })
}
