import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { changes, nextPage, pageAnswer, pageCursor, pageQuery } from './pages.ts'
import { reference } from './reference.ts'
import { create, key, list, read } from './resources.ts'

/** Customers are contacts of the type CUSTOMER. */
export const contactOperations = (kit: Kit) => ({
  'create-customer': kit.write(accounting.createCustomer, {
    docs: reference('contacts/#tag/Contacts', 'postContacts'),
    extra: () => ({
      /** The customer's account number. */
      reference: z.string().min(1).max(10).optional(),
      /** Whom to talk to; the customer's own name, where none is given. */
      contactName: z.string().min(1).max(200).optional(),
      notes: z.string().min(1).max(1_000).optional(),
    }),
    keyed: true,
    request: ({ name, email, phone, currency, contactName, notes, ...input }, config, context) =>
      create(config, context, 'contacts', {
        name,
        contact_type_ids: ['CUSTOMER'],
        reference: input.reference,
        currency_id: answers.foreignCurrency(currency, config),
        notes,
        main_contact_person:
          email === undefined && phone === undefined && contactName === undefined
            ? undefined
            : {
                name: contactName ?? name,
                contact_person_type_ids: ['ACCOUNTS'],
                email,
                telephone: phone,
                is_main_contact: true,
              },
      }),
    example: {
      input: { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com', phone: '020 7946 0001' },
      response: (input) => exampleContact(input),
    },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'get-customer': kit.read(accounting.getCustomer, {
    docs: reference('contacts/#tag/Contacts', 'getContactsKey'),
    extra: () => ({ id: key() }),
    request: ({ id }, config) => read(config, 'contacts', id),
    example: { input: { id: fixtures.customer }, response: ({ id }) => ({ ...exampleContact(example), id }) },
    answer: contactAnswer,
    unify: unifyContact,
  }),
  'list-customers': kit.read(accounting.listCustomers, {
    docs: reference('contacts/#tag/Contacts', 'getContacts'),
    extra: () => ({ ...pageCursor(), ...changes() }),
    request: ({ updatedSince, ...page }, config) =>
      list(config, 'contacts', {
        ...pageQuery(page),
        contact_type_id: 'CUSTOMER',
        updated_or_created_since: updatedSince,
      }),
    example: { input: { limit: 5 }, response: () => answers.examplePage(exampleContact(example)) },
    answer: () => pageAnswer(contactAnswer()),
    unify: ({ $items }) => ({ items: $items.map(unifyContact) }),
    next: nextPage,
  }),
})

const contactAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullish(),
    main_contact_person: z
      .looseObject({
        email: z.string().nullish(),
        telephone: z.string().nullish(),
        mobile: z.string().nullish(),
      })
      .nullish(),
    currency: answers.referenceAnswer(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

function unifyContact(native: z.output<ReturnType<typeof contactAnswer>>) {
  const person = native.main_contact_person
  return {
    id: native.id,
    name: native.name,
    email: native.email || person?.email || null,
    phone: person?.telephone || person?.mobile || null,
    currency: currencyOf(native.currency?.id),
    createdAt: toUtc(native.created_at),
    updatedAt: toUtc(native.updated_at),
  }
}

interface ExampleContact {
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

const example: ExampleContact = { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com' }

function exampleContact({ name, email = '', phone = '' }: ExampleContact) {
  return {
    ...answers.reference('contacts', fixtures.customer),
    displayed_as: name,
    name,
    contact_types: [answers.reference('contact_types', 'CUSTOMER')],
    email,
    main_contact_person: { id: `${fixtures.customer}1`, name, email, telephone: phone },
    currency: answers.reference('currencies', 'GBP'),
    is_active: true,
    ...answers.exampleTimes,
  }
}
