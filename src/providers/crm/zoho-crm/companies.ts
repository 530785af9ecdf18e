import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { get, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT } from './examples.ts'
import { exampleWritten, foundOne, oneRecord, recordId, recordOf, recordsOf, written } from './records.ts'

/** Companies are accounts. */
export const companyOperations = ({ read, write }: Kit) => ({
  'create-company': write(crm.createCompany, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/insert-records.html',
    extra: crm.companyDetails,
    request: ({ name, domain, phone }) =>
      post(recordsOf('Accounts'), oneRecord({ Account_Name: name, Website: domain, Phone: phone })),
    example: {
      input: { name: 'Difference Engines Ltd', domain: 'difference.example.com', phone: '+44 20 7946 0002' },
      response: () => exampleWritten('5725767000000412002', 'record added'),
    },
    answer: written,
    unify: ({ data: [{ details }] }, { name, domain = null, phone = null }) => ({
      id: details.id,
      name,
      domain,
      phone,
      createdAt: toUtc(details.Created_Time),
      updatedAt: toUtc(details.Modified_Time),
    }),
  }),
  'get-company': read(crm.getCompany, {
    // https://www.zoho.com/crm/developer/docs/api/v8/get-records.html: 204, nothing there.
    emptyMeansMissing: true,
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-records.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Accounts', id)),
    example: {
      input: { id: EXAMPLE_ACCOUNT },
      response: ({ id }) => ({
        data: [
          {
            id,
            Account_Name: 'Analytical Engines Ltd',
            Website: 'https://www.engines.example.com/',
            Phone: '+44 20 7946 0001',
            Created_Time: '2026-01-10T13:30:00+05:30',
            Modified_Time: '2026-01-10T13:30:00+05:30',
          },
        ],
      }),
    },
    answer: () => foundOne(accountAnswer()),
    unify: ({ data: [native] }) => ({
      id: native.id,
      name: native.Account_Name,
      domain: crm.domainOf(native.Website),
      phone: native.Phone ?? null,
      createdAt: toUtc(native.Created_Time),
      updatedAt: toUtc(native.Modified_Time),
    }),
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    Account_Name: z.string(),
    Website: z.string().nullish(),
    Phone: z.string().nullish(),
    Created_Time: z.string().nullish(),
    Modified_Time: z.string().nullish(),
  }),
)
