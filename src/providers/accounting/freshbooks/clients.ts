import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleCounts, nextPage, pageCursor, pageQuery, pagesAnswer } from './pages.ts'
import { create, list, read, recordId } from './resources.ts'

const docs = 'https://www.freshbooks.com/api/clients'

/** Customers are clients. */
export const clientOperations = (kit: Kit) => ({
  'create-customer': kit.write(accounting.createCustomer, {
    docs,
    extra: () => ({ ...accounting.personNames(), note: z.string().min(1).max(1_000).optional() }),
    request: ({ name, email, phone, currency, firstName, lastName, note }, config) =>
      create(config, 'clients', {
        client: {
          organization: name,
          fname: firstName,
          lname: lastName,
          email,
          bus_phone: phone,
          currency_code: currency?.toUpperCase(),
          note,
        },
      }),
    example: {
      input: { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com', phone: '+44 20 7946 0001' },
      response: (input) => answers.wrapped({ client: exampleClient(input) }),
    },
    answer: () => answers.answered({ client: clientAnswer() }),
    unify: ({ response }) => unifyClient(response.result.client),
  }),
  'get-customer': kit.read(accounting.getCustomer, {
    docs,
    extra: () => ({ id: recordId() }),
    request: ({ id }, config) => read(config, 'clients', id),
    example: {
      input: { id: fixtures.client },
      response: ({ id }) => answers.wrapped({ client: { ...exampleClient(example), id: Number(id) } }),
    },
    answer: () => answers.answered({ client: clientAnswer() }),
    unify: ({ response }) => unifyClient(response.result.client),
  }),
  'list-customers': kit.read(accounting.listCustomers, {
    docs,
    extra: () => ({ ...pageCursor(), email: z.email().max(254).optional() }),
    request: ({ email, ...page }, config) => list(config, 'clients', { ...pageQuery(page), 'search[email]': email }),
    example: {
      input: { limit: 5 },
      response: () => answers.wrapped({ clients: [exampleClient(example)], ...exampleCounts }),
    },
    answer: () => answers.answered({ ...pagesAnswer(), clients: z.array(clientAnswer()) }),
    unify: ({ response }) => ({ items: response.result.clients.map(unifyClient) }),
    next: nextPage,
  }),
})

const clientAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    organization: z.string().nullish(),
    fname: z.string().nullish(),
    lname: z.string().nullish(),
    email: z.string().nullish(),
    bus_phone: z.string().nullish(),
    mob_phone: z.string().nullish(),
    home_phone: z.string().nullish(),
    currency_code: z.string().nullish(),
  }),
)

/** Times are New York's and say no offset, so none is passed on. */
function unifyClient(native: z.output<ReturnType<typeof clientAnswer>>) {
  const person = [native.fname, native.lname].filter(Boolean).join(' ')
  return {
    id: String(native.id),
    name: native.organization || person || native.email || '',
    email: native.email || null,
    phone: native.bus_phone || native.mob_phone || native.home_phone || null,
    currency: currencyOf(native.currency_code),
    createdAt: null,
    updatedAt: null,
  }
}

interface ExampleClient {
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

const example: ExampleClient = { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com' }

function exampleClient({ name, email = '', phone = '' }: ExampleClient) {
  return {
    id: Number(fixtures.client),
    accounting_systemid: fixtures.accountId,
    organization: name,
    fname: '',
    lname: '',
    email,
    bus_phone: phone,
    currency_code: 'USD',
    vis_state: 0,
    updated: '2026-01-15 09:30:00',
  }
}
