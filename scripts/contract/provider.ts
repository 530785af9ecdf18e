import { encodeBody } from '../../src/kit/encode.ts'
import type { Operation } from '../../src/kit/operation.ts'
import type { Provider } from '../../src/kit/provider.ts'
import type { ProviderRequest } from '../../src/kit/request.ts'
import type { PublicValues } from '../../src/kit/server.ts'
import { judge, type LoadedDescription } from './description.ts'
import type { Problem } from './finding.ts'
import { problem } from './finding.ts'
import { variantsOf } from './input/variants.ts'
import { fieldsOf } from './values.ts'
import type { WireRequest } from './wire.ts'

const context = { idempotencyKey: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11' }

export interface LocatedProblem extends Problem {
  readonly operation: string
  readonly variant: string
}

export interface ProviderReport {
  readonly provider: string
  readonly operations: number
  readonly requests: number
  /** Operations that a description known to be partial doesn't have. */
  readonly undescribed: readonly string[]
  readonly files: readonly string[]
  readonly problems: readonly LocatedProblem[]
  readonly notes: readonly string[]
}

/** Every operation of a provider, with every variant of its input, against its description. */
export function checkProvider(provider: Provider, description: LoadedDescription): ProviderReport {
  const credentials = exampleConfig(provider)
  const shown = provider.configFields().filter(({ secret }) => !secret)
  const config = Object.fromEntries(shown.map(({ name }) => [name, credentials[name]]))
  const operations = [...provider.operations().values()]
  const checks = operations.map((operation) => checkOperation(provider, description, operation, config, credentials))
  return {
    provider: provider.id,
    operations: operations.length,
    requests: checks.reduce((total, { requests }) => total + requests, 0),
    undescribed: checks.flatMap(({ undescribed }) => undescribed),
    files: [...new Set(checks.flatMap(({ files }) => files))],
    problems: checks.flatMap(({ problems }) => problems),
    notes: [
      ...description.missing.map((file) => `${file} is not there`),
      ...new Set(checks.flatMap(({ notes }) => notes)),
    ],
  }
}

function checkOperation(
  provider: Provider,
  description: LoadedDescription,
  operation: Operation,
  config: PublicValues,
  credentials: PublicValues,
) {
  const { variants, exampleFault, skipped } = variantsOf(operation)
  const problems: LocatedProblem[] = []
  const notes: string[] =
    skipped.length === 0 ? [] : [`${operation.id}: input refused, so not checked: ${skipped.join(', ')}`]
  const files = new Set<string>()
  let undescribed = false
  const add = (variant: string, found: readonly Problem[]) => {
    for (const one of found) problems.push({ ...one, operation: operation.id, variant })
  }
  if (exampleFault !== undefined) add('example', [problem('input', `is refused: ${exampleFault}`)])
  for (const { name, prepared } of variants) {
    let request: WireRequest
    try {
      request = onTheWire(provider, prepared.request(config, context), credentials)
    } catch (error) {
      add(name, [problem('request', `throws ${String(error)}`)])
      continue
    }
    const answer: unknown = JSON.parse(JSON.stringify(prepared.expectedResponse()))
    const verdict = judge(description, { request, answer, credentialHeader: credentialHeader(provider) })
    if (verdict.kind === 'not described') {
      undescribed = true
      continue
    }
    if (verdict.file !== '') files.add(verdict.file)
    add(name, verdict.findings.problems)
    notes.push(...verdict.findings.notes)
  }
  return {
    requests: variants.length,
    undescribed: undescribed ? [operation.id] : [],
    files: [...files],
    problems,
    notes,
  }
}

function onTheWire(provider: Provider, request: ProviderRequest, credentials: PublicValues): WireRequest {
  const headers = { ...provider.headers, ...request.headers }
  const body = encodeBody(signedBody(provider, request, credentials).body)
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  }
}

/** Credentials in the body are part of what the description describes; the examples of the config stand for them. */
function signedBody(provider: Provider, request: ProviderRequest, credentials: PublicValues): ProviderRequest {
  if (provider.auth.kind !== 'body' || request.body.kind !== 'json') return request
  const value = provider.auth.write(request.body.value, (field) => String(credentials[field]))
  return { ...request, body: { ...request.body, value } }
}

function credentialHeader(provider: Provider): string | undefined {
  return provider.auth.kind === 'header' ? provider.auth.header : undefined
}

/** The config that the fields' own examples make; an example that is no text is written as JSON. */
function exampleConfig(provider: Provider): PublicValues {
  const schema = provider.configSchema()
  const entries = provider
    .configFields()
    .filter(({ name }) => name !== 'rateLimit')
    .map(({ name, example }) => {
      const accepts = schema.shape[name]?.safeParse(example).success === true
      const value: unknown = accepts ? example : JSON.parse(example)
      return [name, value]
    })
  return fieldsOf(schema.parse(Object.fromEntries(entries))) ?? {}
}
