import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { timeOf } from './dates.ts'
import { fixtures } from './fixtures.ts'
import { changes, nextPage, pageCursor, pageQuery, paginationAnswer } from './pages.ts'
import { create, guid, list, read } from './resources.ts'

const contact = () => z.looseObject({ Contacts: answers.one(contactAnswer()) })

/** Customers are contacts. Fields: https://developer.xero.com/documentation/api/accounting/contacts */
export const contactOperations = (kit: Kit) => ({
  'create-customer': kit.write(accounting.createCustomer, {
    docs: 'https://developer.xero.com/documentation/api/accounting/contacts#put-contacts',
    extra: () => ({
      ...accounting.personNames(),
      /** A number that the caller's own system knows the contact by. */
      contactNumber: z.string().min(1).max(50).optional(),
      accountNumber: z.string().min(1).max(50).optional(),
    }),
    request: ({ name, email, phone, currency, firstName, lastName, contactNumber, accountNumber }, config) =>
      create(config, 'Contacts', {
        Name: name,
        FirstName: firstName,
        LastName: lastName,
        EmailAddress: email,
        Phones: phone === undefined ? undefined : [{ PhoneType: 'DEFAULT', PhoneNumber: phone }],
        DefaultCurrency: currency?.toUpperCase(),
        ContactNumber: contactNumber,
        AccountNumber: accountNumber,
      }),
    example: {
      input: { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com', phone: '020 7946 0001' },
      response: (input) => answers.exampleAnswer('Contacts', exampleContact(input)),
    },
    answer: contact,
    unify: ({ Contacts: [native] }) => unifyContact(native),
  }),
  'get-customer': kit.read(accounting.getCustomer, {
    docs: 'https://developer.xero.com/documentation/api/accounting/contacts#get-contacts',
    extra: () => ({ id: guid() }),
    request: ({ id }, config) => read(config, 'Contacts', id),
    example: {
      input: { id: fixtures.contact },
      response: ({ id }) => answers.exampleAnswer('Contacts', { ...exampleContact(example), ContactID: id }),
    },
    answer: contact,
    unify: ({ Contacts: [native] }) => unifyContact(native),
  }),
  'list-customers': kit.read(accounting.listCustomers, {
    docs: 'https://developer.xero.com/documentation/api/accounting/contacts#get-contacts',
    extra: () => ({
      ...pageCursor(),
      ...changes(),
      /** A part of a name, a number or an e-mail address. */
      search: z.string().min(1).max(255).optional(),
      /** Only contacts that were invoiced before; Xero knows a customer by nothing else. */
      invoicedOnly: z.boolean().default(false),
    }),
    request: ({ search, invoicedOnly, updatedSince, ...page }, config) =>
      list(config, 'Contacts', {
        query: { ...pageQuery(page), searchTerm: search, where: invoicedOnly ? 'IsCustomer==true' : undefined },
        updatedSince,
      }),
    example: {
      input: { limit: 5 },
      response: () => answers.examplePage('Contacts', exampleContact(example)),
    },
    answer: () => z.looseObject({ ...paginationAnswer(), Contacts: z.array(contactAnswer()) }),
    unify: ({ Contacts }) => ({ items: Contacts.map(unifyContact) }),
    next: nextPage,
  }),
})

const contactAnswer = once(() =>
  z.looseObject({
    ContactID: z.string(),
    Name: z.string(),
    EmailAddress: z.string().nullish(),
    Phones: z
      .array(
        z.looseObject({
          PhoneType: z.string().nullish(),
          PhoneNumber: z.string().nullish(),
          PhoneAreaCode: z.string().nullish(),
          PhoneCountryCode: z.string().nullish(),
        }),
      )
      .nullish(),
    DefaultCurrency: z.string().nullish(),
    UpdatedDateUTC: z.string().nullish(),
  }),
)

type Contact = z.output<ReturnType<typeof contactAnswer>>

function unifyContact(native: Contact) {
  return {
    id: native.ContactID,
    name: native.Name,
    email: native.EmailAddress || null,
    phone: phoneOf(native),
    currency: currencyOf(native.DefaultCurrency),
    createdAt: null,
    updatedAt: timeOf(native.UpdatedDateUTC),
  }
}

/** A contact has a list of numbers, each in three parts that may be empty. */
function phoneOf({ Phones }: Contact): string | null {
  const phones = Phones ?? []
  const phone =
    phones.find(({ PhoneType, PhoneNumber }) => PhoneType === 'DEFAULT' && PhoneNumber) ??
    phones.find(({ PhoneNumber }) => PhoneNumber)
  return [phone?.PhoneCountryCode, phone?.PhoneAreaCode, phone?.PhoneNumber].filter(Boolean).join(' ') || null
}

interface ExampleContact {
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

const example: ExampleContact = { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com' }

function exampleContact({ name, email = '', phone = '' }: ExampleContact) {
  return {
    ContactID: fixtures.contact,
    ContactStatus: 'ACTIVE',
    Name: name,
    EmailAddress: email,
    Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: phone, PhoneAreaCode: '', PhoneCountryCode: '' }],
    IsSupplier: false,
    IsCustomer: true,
    UpdatedDateUTC: '/Date(1768469400000+0000)/',
  }
}
