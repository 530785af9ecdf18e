import * as z from 'zod'
import { catalogAnswer } from '../catalog/catalog.ts'
import { icon } from '../catalog/icon.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { requireType } from '../integrations/integration.ts'
import { findProvider } from '../providers/registry.ts'
import { defineRoute } from './route.ts'
import { nothing } from './schemas.ts'

const integrationTypes = defineRoute({
  method: 'GET',
  path: '/integration-types/:type?',
  summary: 'Lists the types of integrations and their providers',
  access: 'catalog:read',
  params: () => z.strictObject({ type: z.string().optional() }),
  query: nothing,
  answer: () =>
    z.strictObject({
      types: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          providers: z.array(
            z.strictObject({ id: z.string(), name: z.string(), description: z.string(), icon: z.url() }),
          ),
        }),
      ),
    }),
  errors: ['type_not_found'],
  async handle({ params }, { gateway, origin, header }) {
    if (params.type !== undefined) requireType(params.type)
    const { etag, catalog } = await gateway.catalog()
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' }
    if (matches(header('if-none-match'), etag)) return { content: null, status: 304, headers }
    const content = JSON.stringify(catalogAnswer(catalog, params.type, origin))
    return { content, headers: { ...headers, 'Content-Type': 'application/json' } }
  },
})

/** RFC 9110 section 13.1.2: a list of tags, compared weakly. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

const icons = defineRoute({
  method: 'GET',
  path: '/icons/:file',
  summary: 'The icon of a provider, as SVG',
  access: 'public',
  params: () => z.strictObject({ file: z.string() }),
  query: nothing,
  errors: ['provider_not_found'],
  async handle({ params }) {
    const id = /^([a-z0-9-]+)\.svg$/.exec(params.file)?.[1] ?? ''
    const provider = findProvider(id)
    if (provider === undefined)
      throw new UpstreamError('provider_not_found', { reason: `There is no icon "${params.file}".` })
    const headers = { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }
    return { content: icon(provider.id, provider.name), headers }
  },
})

export const catalogRoutes = [integrationTypes, icons]
