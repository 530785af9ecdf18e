import * as z from 'zod'
import { getMetrics, listCalls } from '../integrations/history.ts'
import { defineRoute } from './route.ts'
import { metrics, page, time } from './schemas.ts'

/** An integration, by its id or its name. */
const params = () => z.strictObject({ integration: z.string().min(1).max(120) })

const metricsByPeriod = defineRoute({
  method: 'GET',
  path: '/metrics/:integration',
  summary: 'Gets the metrics of an integration by minute, hour or day',
  access: 'config:read',
  params,
  query: () => z.strictObject({ period: z.enum(['minute', 'hour', 'day']).default('hour') }),
  answer: () =>
    z.strictObject({
      integration: z.string(),
      period: z.enum(['minute', 'hour', 'day']),
      total: metrics(),
      lastUsed: time().nullable(),
      periods: z.array(metrics().extend({ start: time() })),
    }),
  errors: ['integration_not_found'],
  async handle({ params, query }, { gateway, org }) {
    return { json: await getMetrics(org, params.integration, query.period, gateway.integrations) }
  },
})

const outcome = () => z.enum(['not_sent', 'rejected', 'succeeded', 'uncertain'])

const calls = defineRoute({
  method: 'GET',
  path: '/calls/:integration',
  summary: 'Lists the last calls of an integration',
  access: 'config:read',
  params,
  query: () =>
    z.strictObject({
      operation: z.string().min(1).max(120).optional(),
      outcome: outcome().optional(),
      failed: z
        .enum(['true', 'false'])
        .transform((text) => text === 'true')
        .optional(),
      since: time().optional(),
      until: time().optional(),
      ...page(),
    }),
  answer: () =>
    z.strictObject({
      calls: z.array(
        z.strictObject({
          time: time(),
          operation: z.string(),
          success: z.boolean(),
          status: z.int(),
          duration: z.number(),
          attempts: z.int(),
          outcome: outcome(),
          code: z.string().nullable(),
          requestId: z.string(),
        }),
      ),
      /** Calls of the time that the log covers which are counted and not in it, since too many came at once. */
      dropped: z.int(),
      nextCursor: z.string().optional(),
    }),
  errors: ['integration_not_found'],
  async handle({ params, query }, { gateway, org }) {
    const { operation, outcome: wanted, failed, since, until, limit, cursor } = query
    const request = { operation, outcome: wanted, failed, since, until, limit, cursor }
    return { json: await listCalls(org, params.integration, request, gateway.integrations) }
  },
})

export const metricsRoutes = [metricsByPeriod, calls]
