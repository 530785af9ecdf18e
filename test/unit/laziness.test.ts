import { expect, it, vi } from 'vitest'

const made = vi.hoisted(() => ({ objects: 0 }))

vi.mock('zod', async (importOriginal) => {
  const zod = await importOriginal<typeof import('zod')>()
  const counted =
    <Arguments extends unknown[], Schema>(make: (...args: Arguments) => Schema) =>
    (...args: Arguments): Schema => {
      made.objects += 1
      return make(...args)
    }
  return {
    ...zod,
    object: counted(zod.object),
    strictObject: counted(zod.strictObject),
    looseObject: counted(zod.looseObject),
  }
})

/** Thirty providers' worth of schemas would cost every cold start some 200 ms. */
it('makes no schema of an object before it is asked for', { timeout: 30_000 }, async () => {
  const { providers } = await import('../../src/providers/registry.ts')
  expect(made.objects).toBe(0)

  const [first, second] = providers
  first?.operations()
  expect(made.objects).toBe(0)

  const operations = [...(first?.operations().values() ?? [])]
  const schemas = operations.map((operation) => operation.input())
  expect(made.objects).toBeGreaterThanOrEqual(operations.length)

  const before = made.objects
  expect(operations.map((operation) => operation.input())).toEqual(schemas)
  expect(made.objects).toBe(before)

  second?.configSchema()
  second?.configSchema()
  // The config, and the rate limit in it.
  expect(made.objects).toBe(before + 2)
})
