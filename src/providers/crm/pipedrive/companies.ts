import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { EXAMPLE_ORGANIZATION, EXAMPLE_USER } from './examples.ts'
import { dataOf, recordId } from './resources.ts'

/** Companies are organizations, which have neither a site nor a phone of their own. */
export const companyOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-company': write(crm.createCompany, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Organizations#addOrganization',
    /** The whole address in one text, which Pipedrive takes apart itself. */
    extra: () => ({ address: z.string().min(1).max(255).optional() }),
    request: ({ name, address }) =>
      post(
        path`/api/v2/organizations`,
        json({ name, address: address === undefined ? undefined : { value: address } }),
      ),
    example: {
      input: { name: 'Difference Engines Ltd', address: '12 Dorset Street, London' },
      response: ({ name, address }) => ({ success: true, data: exampleOrganization(4_202, name, address) }),
    },
    answer: () => dataOf(organizationAnswer()),
    unify: ({ data }) => unifyOrganization(data),
  }),
  'get-company': read(crm.getCompany, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Organizations#getOrganization',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(path`/api/v2/organizations/${id}`),
    example: {
      input: { id: EXAMPLE_ORGANIZATION },
      response: ({ id }) => ({ success: true, data: exampleOrganization(Number(id), 'Analytical Engines Ltd') }),
    },
    answer: () => dataOf(organizationAnswer()),
    unify: ({ data }) => unifyOrganization(data),
  }),
})

const organizationAnswer = once(() =>
  z.looseObject({
    id: z.int(),
    name: z.string(),
    add_time: z.string().nullish(),
    update_time: z.string().nullish(),
  }),
)

function unifyOrganization(native: z.output<ReturnType<typeof organizationAnswer>>) {
  return {
    id: String(native.id),
    name: native.name,
    domain: null,
    phone: null,
    createdAt: toUtc(native.add_time),
    updatedAt: toUtc(native.update_time),
  }
}

function exampleOrganization(id: number, name: string, address?: string) {
  return {
    id,
    name,
    owner_id: Number(EXAMPLE_USER),
    address: address === undefined ? {} : { value: address },
    is_deleted: false,
    visible_to: 3,
    label_ids: [],
    custom_fields: {},
    add_time: '2026-01-10T08:00:00Z',
    update_time: '2026-01-10T08:00:00Z',
  }
}
