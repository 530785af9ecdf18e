import { providers } from '../src/providers/registry.ts'
import { integrationTypes } from '../src/providers/types.ts'
import { exampleConfig } from './example-config.ts'

/** Prints the whole catalog as JSON: every type, provider and operation, with examples that work. */
const catalog = {
  types: integrationTypes.map(({ id, name }) => ({ id, name })),
  providers: providers.map((provider) => ({
    id: provider.id,
    type: provider.type,
    name: provider.name,
    exampleConfig: exampleConfig(provider),
    operations: [...provider.operations().values()].map((operation) => ({
      id: operation.id,
      name: operation.name,
      effect: operation.effect,
      shared: operation.shared !== undefined,
      example: { input: operation.exampleInput },
    })),
  })),
}

console.log(JSON.stringify(catalog, null, 2))
