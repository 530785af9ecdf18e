import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT } from './examples.ts'
import { create, etag, read } from './rows.ts'

/** Columns: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/account */
const columns = { $select: 'accountid,name,websiteurl,telephone1,createdon,modifiedon' }

/** Companies are accounts. */
export const companyOperations = (kit: Kit) => ({
  'create-company': kit.write(crm.createCompany, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/create-entity-web-api',
    extra: () => ({ ...crm.companyDetails(), name: z.string().min(1).max(160) }),
    // The site is a URL.
    request: ({ name, domain, phone }) =>
      create(
        'accounts',
        { name, websiteurl: domain === undefined ? undefined : `https://${domain}`, telephone1: phone },
        columns,
      ),
    example: {
      input: { name: 'Difference Engines Ltd', domain: 'difference.example.com', phone: '+44 20 7946 0002' },
      response: ({ name, domain, phone }) =>
        exampleAccount('a0a80002-5b1d-ed11-b83e-000d3a572421', name, domain, phone),
    },
    answer: accountAnswer,
    unify: unifyAccount,
  }),
  'get-company': kit.read(crm.getCompany, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/retrieve-entity-using-web-api',
    extra: () => ({ id: z.guid() }),
    request: ({ id }) => read('accounts', id, columns),
    example: {
      input: { id: EXAMPLE_ACCOUNT },
      response: ({ id }) => exampleAccount(id, 'Analytical Engines Ltd', 'engines.example.com', '+44 20 7946 0001'),
    },
    answer: accountAnswer,
    unify: unifyAccount,
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    accountid: z.string(),
    name: z.string().nullish(),
    websiteurl: z.string().nullish(),
    telephone1: z.string().nullish(),
    createdon: z.string().nullish(),
    modifiedon: z.string().nullish(),
  }),
)

function unifyAccount(native: z.output<ReturnType<typeof accountAnswer>>) {
  return {
    id: native.accountid,
    name: native.name ?? '',
    domain: crm.domainOf(native.websiteurl),
    phone: native.telephone1 ?? null,
    createdAt: toUtc(native.createdon),
    updatedAt: toUtc(native.modifiedon),
  }
}

function exampleAccount(id: string, name: string, domain?: string, phone?: string) {
  return {
    ...etag(id),
    accountid: id,
    name,
    websiteurl: domain === undefined ? null : `https://${domain}`,
    telephone1: phone ?? null,
    createdon: '2026-01-10T08:00:00Z',
    modifiedon: '2026-01-10T08:00:00Z',
  }
}
