import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import * as z from 'zod'
import type { Org } from './org.ts'

const detailAnswer = z.object({
  integrations: z.tuple([
    z.object({
      metrics: z.object({
        totalCalls: z.int(),
        successfulCalls: z.int(),
        failedCalls: z.int(),
        averageResponseTime: z.number(),
        operations: z.record(z.string(), z.object({ totalCalls: z.int() })),
      }),
      lastUsed: z.string().nullable(),
    }),
  ]),
})

/** What the API says was counted of an integration. */
export async function metricsOf(org: Org, integration: string) {
  const answer = await org.get(`/active/detail/${integration}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const [{ metrics, lastUsed }] = detailAnswer.parse(answer.body).integrations
  return { ...metrics, lastUsed }
}

export function meterOf(org: Org, integration: string) {
  return env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${org.id}|${integration}`))
}

/** Throws the integration's Durable Object out of memory: what it knows has to be in its storage. */
export async function evict(org: Org, integration: string): Promise<void> {
  await evictDurableObject(meterOf(org, integration))
}
