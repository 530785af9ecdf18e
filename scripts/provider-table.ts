import type { Auth, SingleAuth } from '../src/kit/auth.ts'
import { providers } from '../src/providers/registry.ts'
import { descriptions } from './contract/descriptions.ts'

const authentication: Readonly<Record<SingleAuth['kind'], string>> = {
  header: 'key or token in a header',
  basic: 'HTTP Basic',
  body: 'credentials in the body',
  'client-credentials': 'OAuth 2.0 client credentials',
  'jwt-bearer': 'OAuth 2.0 JWT bearer',
  oauth1: 'OAuth 1.0a signature',
  all: 'key and token in headers',
}

/** The table of providers in the README, made of the registry. */
export function providerTable(): string {
  const rows = providers.map((provider) => [
    provider.type,
    `[${provider.name}](${provider.docs})`,
    authenticationBy(provider.auth),
    String(provider.operations().size),
    provider.apiVersion,
    checkedAgainst(provider.id),
  ])
  const head = ['Type', 'Provider', 'Authentication', 'Operations', 'API version', 'Requests checked against']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function authenticationBy(auth: Auth): string {
  if (auth.kind !== 'either') return authentication[auth.kind]
  return auth.alternatives.map(({ kind }) => authentication[kind]).join(', or ')
}

function checkedAgainst(id: string): string {
  const description = descriptions[id]
  const [first] = description?.sources ?? []
  if (description === undefined || first === undefined) return 'its documentation pages'
  const what = {
    openapi: 'OpenAPI',
    sdl: 'GraphQL schema',
    introspection: 'GraphQL schema',
    xsd: 'XML Schema',
    methods: 'SDK methods',
  }
  return `${what[first.kind]}${description.partial === undefined ? '' : ' (partial)'}`
}
