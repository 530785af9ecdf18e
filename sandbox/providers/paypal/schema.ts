import * as z from 'zod'
import { mediaType, parseJson } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { type Issue, PayPalRefusal } from './refusal.ts'

/** The body of a request, checked: 415, 400 `MALFORMED_REQUEST_JSON`, or 400 with one issue a fault. */
export function readBody<T>(exchange: Exchange, schema: z.ZodType<T>): T {
  if (mediaType(exchange.headers) !== 'application/json') throw new PayPalRefusal(415)
  const value = exchange.body.trim() === '' ? {} : parseJson(exchange.body)
  if (value === undefined) {
    throw new PayPalRefusal(400, [
      { issue: 'MALFORMED_REQUEST_JSON', description: 'The request JSON is not well formed.', location: 'body' },
    ])
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new PayPalRefusal(
    400,
    result.error.issues.map((issue) => issueOf(issue, value)),
  )
}

function issueOf(issue: z.core.$ZodIssue, root: unknown): Issue {
  const value = valueAt(root, issue.path)
  const place = {
    field: `/${issue.path.map(String).join('/')}`,
    location: 'body' as const,
    ...(typeof value === 'string' || typeof value === 'number' ? { value: String(value) } : {}),
  }
  if (value === undefined) {
    return { ...place, issue: 'MISSING_REQUIRED_PARAMETER', description: 'A required field / parameter is missing.' }
  }
  switch (issue.code) {
    case 'invalid_value':
      return { ...place, issue: 'INVALID_PARAMETER_VALUE', description: 'The value of a field is invalid.' }
    case 'too_small':
    case 'too_big':
      return issue.origin === 'array'
        ? {
            ...place,
            issue: issue.code === 'too_big' ? 'INVALID_ARRAY_MAX_ITEMS' : 'INVALID_ARRAY_MIN_ITEMS',
            description: `The number of items in an array parameter is too ${issue.code === 'too_big' ? 'large' : 'small'}.`,
          }
        : {
            ...place,
            issue: 'INVALID_STRING_LENGTH',
            description: 'The value of a field is either too short or too long.',
          }
    default:
      return {
        ...place,
        issue: 'INVALID_PARAMETER_SYNTAX',
        description: 'The value of a field does not conform to the expected format.',
      }
  }
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let node = root
  for (const key of path) node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined
  return node
}

export const text = (maximum: number) => z.string().min(1).max(maximum)

export const currencyCode = z.string().min(3).max(3)

export const money = z.object({
  currency_code: currencyCode,
  value: z
    .string()
    .max(32)
    .regex(/^((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))$/),
})

export type Money = z.infer<typeof money>

export const address = z.looseObject({
  address_line_1: z.string().max(300).optional(),
  address_line_2: z.string().max(300).optional(),
  admin_area_2: z.string().max(120).optional(),
  admin_area_1: z.string().max(300).optional(),
  postal_code: z.string().max(60).optional(),
  country_code: z.string().regex(/^([A-Z]{2}|C2)$/),
})
