import { globSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod'
import type { Contract } from '../../../src/kit/contract.ts'
import type { ProviderType } from '../../../src/kit/provider.ts'

type AnyContract = Contract<z.ZodRawShape, z.ZodType>

const directory = join(import.meta.dirname, '../../../src/contracts')

/** The operations that every provider of a type spells the same, by id. */
export async function contractsOf(type: ProviderType): Promise<ReadonlyMap<string, AnyContract>> {
  const files = globSync([`${type}.ts`, `${type}/*.ts`], { cwd: directory })
  const modules: readonly object[] = await Promise.all(files.map((file) => import(join(directory, file))))
  const contracts = modules.flatMap((module) => Object.values(module).filter(isContract))
  return new Map(contracts.map((contract) => [contract.id, contract]))
}

function isContract(value: unknown): value is AnyContract {
  return typeof value === 'object' && value !== null && 'effect' in value && 'input' in value && 'output' in value
}
