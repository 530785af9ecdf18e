import type * as z from 'zod'
import * as crm from '../../../src/contracts/crm.ts'
import * as ecommerce from '../../../src/contracts/ecommerce.ts'
import * as payment from '../../../src/contracts/payment.ts'
import * as shipping from '../../../src/contracts/shipping.ts'
import type { Contract } from '../../../src/kit/contract.ts'
import type { ProviderType } from '../../../src/kit/provider.ts'

type AnyContract = Contract<z.ZodRawShape, z.ZodType>

const modules: Partial<Readonly<Record<ProviderType, Readonly<Record<string, unknown>>>>> = {
  payment,
  shipping,
  ecommerce,
  crm,
}

/** The operations that every provider of a type spells the same, by id. */
export function contractsOf(type: ProviderType): ReadonlyMap<string, AnyContract> {
  const contracts = Object.values(modules[type] ?? {}).filter(isContract)
  return new Map(contracts.map((contract) => [contract.id, contract]))
}

function isContract(value: unknown): value is AnyContract {
  return typeof value === 'object' && value !== null && 'effect' in value && 'input' in value && 'output' in value
}
