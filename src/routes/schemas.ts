import * as z from 'zod'
import { isOrgId } from '../tenancy/authenticate.ts'
import { isScope, type Scope } from '../tenancy/scopes.ts'

/** Schemas that several routes share. */

export const nothing = () => z.strictObject({})

export const integrationId = () =>
  z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Is no id: letters, digits, `_` and `-`, 64 characters at most')

export const orgId = () => z.string().refine(isOrgId, 'Is no org id')

export const scope = () => z.string().refine((text): text is Scope => isScope(text), 'Is no scope')

export const page = () => ({
  limit: z.coerce.number<string>().int().min(1).max(100).default(100),
  cursor: z.string().min(1).max(512).optional(),
})

export const flag = () =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')

export const time = () => z.iso.datetime()

export const status = () => z.enum(['draft', 'active', 'inactive', 'error'])

export const integration = () => ({
  id: z.string(),
  type: z.string(),
  provider: z.string(),
  name: z.string(),
  description: z.string(),
  status: status(),
})

export const operation = () => z.strictObject({ id: z.string(), name: z.string(), description: z.string() })

const summary = () => ({
  totalCalls: z.int(),
  successfulCalls: z.int(),
  failedCalls: z.int(),
  averageResponseTime: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
})

export const metrics = () =>
  z.strictObject({ ...summary(), operations: z.record(z.string(), z.strictObject(summary())) })
