import * as z from 'zod'
import type { Snapshot } from '../call/ports.ts'
import { requireVerified, verify } from '../call/verify.ts'
import { errorBody } from '../errors/render.ts'
import { getConfiguration } from '../integrations/configuration.ts'
import { integrationView } from '../integrations/integration.ts'
import { getDetail, getIntegration, listActive, listDetails } from '../integrations/list.ts'
import { save } from '../integrations/save.ts'
import { shutdown } from '../integrations/shutdown.ts'
import { defineRoute } from './route.ts'
import { flag, integration, integrationId, metrics, nothing, operation, page, time } from './schemas.ts'

const connection = () =>
  z
    .strictObject({
      account: z.strictObject({ id: z.string(), name: z.string().nullable() }),
      scopes: z.array(z.string()),
      connectedAt: time(),
    })
    .optional()

const openConfig = () => z.looseObject({ webhookEnabled: z.boolean() })

const getConfig = defineRoute({
  method: 'GET',
  path: '/get-config/:type?/:configId?',
  summary: 'Gets a configuration, its secrets masked',
  access: 'config:read',
  params: () => z.strictObject({ type: z.string().optional(), configId: integrationId().optional() }),
  query: () => z.strictObject({ create: flag(), provider: z.string().min(1).max(64).optional() }),
  answer: () =>
    z.strictObject({
      ...integration(),
      config: z.record(z.string(), z.unknown()),
      createdAt: time(),
      updatedAt: time(),
    }),
  errors: ['type_not_found', 'provider_not_found', 'integration_not_found', 'conflict'],
  async handle({ params, query }, { gateway, org, requireScope }) {
    // A draft is written, so whoever may only read gets none.
    if (query.create) requireScope('config:write')
    const request = { type: params.type, configId: params.configId, create: query.create, provider: query.provider }
    const { created, configuration } = await getConfiguration(org, request, gateway.integrations)
    return { json: configuration, status: created ? 201 : 200 }
  },
})

const saveIntegration = defineRoute({
  method: 'POST',
  path: '/save-integration',
  summary: 'Saves an integration; with an id, changes it',
  access: 'config:write',
  params: nothing,
  query: () => z.strictObject({ verify: flag() }),
  body: () =>
    z.strictObject({
      id: integrationId().optional(),
      type: z.string().min(1).max(64).optional(),
      provider: z.string().min(1).max(64).optional(),
      name: z.string().trim().min(1).max(120).optional(),
      description: z.string().trim().max(500).optional(),
      config: z.record(z.string(), z.unknown()).optional(),
    }),
  answer: () =>
    z.strictObject({
      success: z.literal(true),
      integration: z.strictObject({ ...integration(), createdAt: time(), updatedAt: time() }),
    }),
  errors: [
    'type_not_found',
    'provider_not_found',
    'integration_not_found',
    'integration_inactive',
    'conflict',
    'rate_limited',
    'provider_rejected',
    'integration_error',
    'integration_unavailable',
  ],
  async handle({ query, body }, { gateway, org }) {
    const check = (snapshot: Snapshot) => requireVerified(snapshot, gateway.unsaved)
    const row = await save(org, body, gateway.integrations, query.verify ? check : undefined)
    return { json: { success: true as const, integration: integrationView(row) } }
  },
})

const activeDetail = defineRoute({
  method: 'GET',
  path: '/active/detail/:id?',
  summary: 'Gets active integrations with their operations and metrics',
  access: 'config:read',
  params: () => z.strictObject({ id: integrationId().optional() }),
  query: () => z.strictObject(page()),
  answer: () =>
    z.strictObject({
      integrations: z.array(
        z.strictObject({
          ...integration(),
          config: openConfig(),
          connection: connection(),
          operations: z.array(operation()),
          metrics: metrics(),
          lastUsed: time().nullable(),
          createdAt: time(),
          updatedAt: time(),
        }),
      ),
      nextCursor: z.string().optional(),
    }),
  errors: ['integration_not_found'],
  async handle({ params, query }, { gateway, org }) {
    if (params.id === undefined) {
      return { json: await listDetails(org, { limit: query.limit, cursor: query.cursor }, gateway.integrations) }
    }
    return { json: { integrations: [await getDetail(org, params.id, gateway.integrations)] } }
  },
})

const active = defineRoute({
  method: 'GET',
  path: '/active/:type?',
  summary: 'Lists active integrations',
  access: 'config:read',
  params: () => z.strictObject({ type: z.string().optional() }),
  query: () => z.strictObject(page()),
  answer: () =>
    z.strictObject({
      integrations: z.array(
        z.strictObject({
          id: z.string(),
          type: z.string(),
          provider: z.string(),
          name: z.string(),
          status: z.literal('active'),
          lastUsed: time().nullable(),
        }),
      ),
      nextCursor: z.string().optional(),
    }),
  errors: ['type_not_found'],
  async handle({ params, query }, { gateway, org }) {
    const request = { limit: query.limit, cursor: query.cursor }
    return { json: await listActive(org, params.type, request, gateway.integrations) }
  },
})

const getOne = defineRoute({
  method: 'POST',
  path: '/get-integration',
  summary: 'Gets one integration',
  access: 'config:read',
  params: nothing,
  query: nothing,
  body: () => z.strictObject({ id: integrationId() }),
  answer: () =>
    z.strictObject({
      ...integration(),
      statusReason: z.string().optional(),
      config: openConfig(),
      connection: connection(),
      operations: z.array(operation()),
      createdAt: time(),
      updatedAt: time(),
    }),
  errors: ['integration_not_found'],
  async handle({ body }, { gateway, org }) {
    return { json: await getIntegration(org, body.id, gateway.integrations) }
  },
})

const shutdownOne = defineRoute({
  method: 'POST',
  path: '/shutdown/:id',
  summary: 'Shuts an integration down',
  access: 'config:write',
  params: () => z.strictObject({ id: integrationId() }),
  query: nothing,
  answer: () =>
    z.strictObject({
      success: z.literal(true),
      message: z.literal('Integration shutdown successfully'),
      integration: z.strictObject({ id: z.string(), status: z.literal('inactive'), shutdownAt: time() }),
    }),
  errors: ['integration_not_found', 'conflict'],
  async handle({ params }, { gateway, org }) {
    const row = await shutdown(org, params.id, gateway.integrations)
    return {
      json: {
        success: true as const,
        message: 'Integration shutdown successfully' as const,
        integration: { id: row.id, status: 'inactive' as const, shutdownAt: row.shutdownAt.toISOString() },
      },
    }
  },
})

const verifyOne = defineRoute({
  method: 'POST',
  path: '/verify/:id',
  summary: "Proves an integration's credentials by a cheap read, and says what is wrong with them",
  access: 'call:read',
  params: () => z.strictObject({ id: integrationId() }),
  query: nothing,
  answer: () =>
    z.union([
      z.strictObject({
        success: z.literal(true),
        verified: z.literal(true),
        message: z.string(),
        operation: z.string(),
      }),
      z.strictObject({
        success: z.literal(false),
        verified: z.literal(false),
        message: z.string(),
        operation: z.string(),
        problem: z.string(),
        error: z.record(z.string(), z.unknown()),
      }),
    ]),
  errors: ['integration_not_found', 'integration_inactive', 'conflict'],
  async handle({ params }, { gateway, org, requestId }) {
    const verified = await verify({ org, integration: params.id, requestId }, gateway.call)
    const { operation } = verified
    if (verified.verified) {
      const message = 'The credentials work'
      return { json: { success: true as const, verified: true as const, message, operation } }
    }
    const { problem, message } = verified.diagnosis
    const { error } = errorBody(verified.error, requestId)
    return { json: { success: false as const, verified: false as const, message, operation, problem, error } }
  },
})

export const integrationRoutes = [getConfig, saveIntegration, activeDetail, active, getOne, shutdownOne, verifyOne]
