import { expect, it, vi } from 'vitest'

const made = vi.hoisted(() => ({ schemas: 0 }))

vi.mock('cloudflare:workers', () => ({ DurableObject: class {}, waitUntil: () => undefined }))

/** Counts every schema that somebody makes by name; what zod makes inside of it isn't counted. */
vi.mock('zod', async (importOriginal) => {
  const zod = await importOriginal<typeof import('zod')>()
  const counted = (value: unknown): unknown =>
    typeof value === 'function' && !/^class\b/.test(value.toString())
      ? new Proxy(value, {
          apply(target, self, parameters) {
            const result: unknown = Reflect.apply(target, self, parameters)
            if (result instanceof zod.core.$ZodType) made.schemas += 1
            return result
          },
        })
      : value
  const countedAll = (module: object) =>
    Object.fromEntries(Object.entries(module).map(([name, value]) => [name, counted(value)]))
  return { ...countedAll(zod), iso: countedAll(zod.iso), coerce: countedAll(zod.coerce) }
})

/** Thirty providers' worth of schemas would cost every cold start some 200 ms. */
it('makes no schema before it is asked for', { timeout: 30_000 }, async () => {
  await import('../../src/index.ts')
  expect(made.schemas).toBe(0)

  const { providers } = await import('../../src/providers/registry.ts')
  const [first, second] = providers
  const operations = [...(first?.operations().values() ?? [])]
  expect(made.schemas).toBe(0)

  const schemas = operations.map((operation) => operation.input())
  expect(made.schemas).toBeGreaterThanOrEqual(operations.length)

  const before = made.schemas
  expect(operations.map((operation) => operation.input())).toEqual(schemas)
  expect(made.schemas).toBe(before)

  second?.configSchema()
  const configured = made.schemas
  expect(configured).toBeGreaterThan(before)
  second?.configSchema()
  expect(made.schemas).toBe(configured)
})
