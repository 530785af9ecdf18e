import type { Provider } from '../src/kit/provider.ts'

/** A complete config of a provider, made of the examples of its fields: fake secrets of the right form. */
export function exampleConfig(provider: Provider): Record<string, string> {
  const fields = provider.configFields().filter(({ name }) => name !== 'rateLimit')
  return Object.fromEntries(fields.map(({ name, example }) => [name, example]))
}
