import { existsSync } from 'node:fs'
import type * as z from 'zod'
import type { Contract } from '../../../src/kit/contract.ts'
import type { ProviderType } from '../../../src/kit/provider.ts'

type AnyContract = Contract<z.ZodRawShape, z.ZodType>

/** The operations that every provider of a type spells the same, by id. */
export async function contractsOf(type: ProviderType): Promise<ReadonlyMap<string, AnyContract>> {
  const file = new URL(`../../../src/contracts/${type}.ts`, import.meta.url)
  const module: Readonly<Record<string, unknown>> = existsSync(file) ? await import(file.href) : {}
  return new Map(
    Object.values(module)
      .filter(isContract)
      .map((contract) => [contract.id, contract]),
  )
}

function isContract(value: unknown): value is AnyContract {
  return typeof value === 'object' && value !== null && 'effect' in value && 'input' in value && 'output' in value
}
