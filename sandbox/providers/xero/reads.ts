import { isFields } from '../../http.ts'
import { dateTime, envelope, notFound } from './answers.ts'
import { bankTransactionView } from './bank-transactions.ts'
import { contactView } from './contacts.ts'
import { invoiceView } from './invoices.ts'
import { choices, type Listed, listed } from './listing.ts'
import type { Organisation } from './organisation.ts'
import { paymentView } from './payments.ts'

export type Resource = 'Accounts' | 'BankTransactions' | 'Contacts' | 'Invoices' | 'Items' | 'Payments'

interface Source {
  readonly isPaged: boolean
  readonly all: (organisation: Organisation) => (Listed & { readonly id: string; readonly name: string })[]
}

const sources: Readonly<Record<Resource, Source>> = {
  Accounts: {
    isPaged: false,
    all: ({ accounts }) =>
      accounts.all().map(({ updated, ...members }) => ({
        id: members.AccountID,
        name: members.Code,
        updated,
        view: { ...members, UpdatedDateUTC: dateTime(updated) },
      })),
  },
  BankTransactions: {
    isPaged: true,
    all: (organisation) =>
      organisation.bankTransactions.all().map((transaction) => ({
        id: transaction.BankTransactionID,
        name: '',
        updated: transaction.updated,
        view: bankTransactionView(organisation, transaction),
      })),
  },
  Contacts: {
    isPaged: true,
    all: ({ contacts }) =>
      contacts.all().map((contact) => ({
        id: contact.ContactID,
        name: '',
        updated: contact.updated,
        view: { ...contactView(contact) },
      })),
  },
  Invoices: {
    isPaged: true,
    all: (organisation) =>
      organisation.invoices.all().map((invoice) => ({
        id: invoice.InvoiceID,
        name: invoice.InvoiceNumber,
        updated: invoice.updated,
        view: invoiceView(organisation, invoice),
      })),
  },
  Items: {
    isPaged: false,
    all: ({ items }) =>
      items.all().map(({ updated, ...members }) => ({
        id: members.ItemID,
        name: members.Code,
        updated,
        view: { ...members, UpdatedDateUTC: dateTime(updated) },
      })),
  },
  Payments: {
    isPaged: true,
    all: (organisation) =>
      organisation.payments.all().map((payment) => ({
        id: payment.PaymentID,
        name: '',
        updated: payment.updated,
        view: paymentView(organisation, payment),
      })),
  },
}

export function isResource(name: string): name is Resource {
  return Object.hasOwn(sources, name)
}

/** One object, by its id, or by its number or code where it has one. */
export function readOne(organisation: Organisation, resource: Resource, id: string): object {
  const found = sources[resource]
    .all(organisation)
    .find((candidate) => candidate.id === id.toLowerCase() || (candidate.name !== '' && candidate.name === id))
  if (found === undefined) throw notFound()
  return envelope(organisation.exchange, { [resource]: [found.view] })
}

/** `GET` of a collection, with the parameters that the description gives it. */
export function readAll(organisation: Organisation, resource: Resource): object {
  const { exchange } = organisation
  const { searchParams } = exchange.url
  const filters: [parameter: string, member: readonly string[]][] = [
    ['IDs', [resource === 'Contacts' ? 'ContactID' : 'InvoiceID']],
    ['InvoiceNumbers', ['InvoiceNumber']],
    ['ContactIDs', ['Contact', 'ContactID']],
    ['Statuses', ['Status']],
  ]
  const term = searchParams.get('searchTerm')?.toLowerCase()
  const isPlain = resource !== 'Invoices' && resource !== 'Contacts'
  const matches = sources[resource].all(organisation).filter(({ view }) => {
    if (isPlain) return true
    const isChosen = filters.every(([parameter, path]) => {
      const wanted = choices(exchange, parameter)
      return wanted === undefined || wanted.includes(textOf(view, path))
    })
    const isShown = view.ContactStatus !== 'ARCHIVED' || searchParams.get('includeArchived') === 'true'
    return isChosen && isShown && (term === undefined || JSON.stringify(view).toLowerCase().includes(term))
  })
  const isSummary = searchParams.get('summaryOnly') === 'true' || searchParams.get('page') === null
  const found = matches.map(({ view, updated }) => ({ updated, view: isSummary ? withoutLines(view, resource) : view }))
  return envelope(exchange, listed(exchange, resource, found, sources[resource].isPaged))
}

function textOf(view: Listed['view'], path: readonly string[]): string {
  const found = path.reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), view)
  return String(found).toLowerCase()
}

/** Invoices carry their lines on pages only. */
function withoutLines(view: Listed['view'], resource: Resource): Listed['view'] {
  if (resource !== 'Invoices') return view
  const { LineItems: _lines, ...others } = view
  return { ...others, LineItems: [] }
}

export function readOrganisation({ exchange, tenantId }: Organisation): object {
  const organisation = {
    OrganisationID: tenantId,
    APIKey: '',
    Name: 'Upstream Sandbox',
    LegalName: 'Upstream Sandbox',
    PaysTax: true,
    Version: 'GLOBAL',
    OrganisationType: 'COMPANY',
    BaseCurrency: 'USD',
    CountryCode: 'US',
    IsDemoCompany: true,
    OrganisationStatus: 'ACTIVE',
    FinancialYearEndDay: 31,
    FinancialYearEndMonth: 12,
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Exclusive',
    CreatedDateUTC: dateTime(1_767_607_200_000),
    Timezone: 'EASTERNSTANDARDTIME',
    OrganisationEntityType: 'COMPANY',
    ShortCode: '!23eYt',
    Edition: 'BUSINESS',
    Class: 'DEMO',
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
  }
  return envelope(exchange, { Organisations: [organisation] })
}
