import type { Operation } from '../../src/kit/operation.ts'
import type { Provider } from '../../src/kit/provider.ts'
import { findProvider } from '../../src/providers/registry.ts'

export function providerNamed(id: string): Provider {
  const provider = findProvider(id)
  if (provider === undefined) throw new Error(`there is no provider ${id}`)
  return provider
}

export function operationOf(provider: string, id: string): Operation {
  const operation = providerNamed(provider).operations().get(id)
  if (operation === undefined) throw new Error(`${provider} has no operation ${id}`)
  return operation
}

/** The input of the example that a provider's definition gives for an operation. */
export function exampleInput(provider: string, operation: string): unknown {
  return operationOf(provider, operation).exampleInput
}

/** The payment of `api.md`. */
export const payment = { amount: 1000, currency: 'usd', description: 'Test payment', source: 'tok_visa' }
