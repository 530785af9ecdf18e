import { type Findings, type Problem, problem } from '../finding.ts'
import type { WireBody, WireRequest } from '../wire.ts'
import { decodeBrackets } from './brackets.ts'
import { coerce } from './coerce.ts'
import type { DescribedBody, DescribedOperation, Description } from './document.ts'
import { unknownFields } from './fields.ts'
import { checkHeaders, checkPath, checkQuery } from './parameters.ts'
import { type Schemas, schemasOf } from './schemas.ts'
import { literalness, matchTemplate } from './template.ts'

/** One description, ready to check requests and answers against. */
export interface OpenApi {
  readonly file: string
  readonly description: Description
  readonly requests: Schemas
  readonly answers: Schemas
}

export function openApi(file: string, description: Description): OpenApi {
  return {
    file,
    description,
    requests: schemasOf(description, 'request'),
    answers: schemasOf(description, 'response'),
  }
}

export interface Exchange {
  readonly request: WireRequest
  /** The provider's answer in the example; undefined leaves it unchecked. */
  readonly answer: unknown
  /** Header that the signer adds, where the credentials travel in one. */
  readonly credentialHeader: string | undefined
}

export type OpenApiResult =
  | { readonly found: false; readonly methods: readonly string[] }
  | { readonly found: true; readonly operation: string; readonly file: string; readonly findings: Findings }

interface Match {
  readonly document: OpenApi
  readonly operation: DescribedOperation
  readonly holes: ReadonlyMap<string, string>
}

/** The exchange against the operation of the same method and path, in whichever of the documents it is. */
export function checkOpenApi(documents: readonly OpenApi[], exchange: Exchange): OpenApiResult {
  const { method, path } = exchange.request
  const onPath = documents.flatMap((document) =>
    document.description.operations.flatMap((operation): Match[] => {
      const holes = matchTemplate(operation.template, path)
      return holes === undefined ? [] : [{ document, operation, holes }]
    }),
  )
  const matches = onPath.filter(({ operation }) => operation.method === method)
  if (matches.length === 0) {
    return { found: false, methods: [...new Set(onPath.map(({ operation }) => operation.method))] }
  }
  const most = Math.max(...matches.map(({ operation }) => literalness(operation.template)))
  const results = matches
    .filter(({ operation }) => literalness(operation.template) === most)
    .map((match) => ({ match, findings: checkMatch(match, exchange) }))
  const best = results.reduce((one, other) =>
    other.findings.problems.length < one.findings.problems.length ? other : one,
  )
  const { document, operation } = best.match
  return { found: true, operation: `${method} ${operation.template}`, file: document.file, findings: best.findings }
}

function checkMatch({ document, operation, holes }: Match, exchange: Exchange): Findings {
  const { requests, answers } = document
  const { request } = exchange
  const problems = [
    ...checkPath(operation, holes, requests),
    ...checkQuery(operation, request.query, requests),
    ...checkHeaders(operation, request.headers, exchange.credentialHeader, requests),
    ...checkBody(operation.body, request.body, requests),
    ...checkAnswer(operation.answers, exchange.answer, answers),
  ]
  return { problems, notes: [...requests.gaps(), ...answers.gaps()].map((gap) => `${document.file}: ${gap}`) }
}

function checkBody(
  described: DescribedBody | undefined,
  body: WireBody | undefined,
  schemas: Schemas,
): readonly Problem[] {
  if (body === undefined) return described?.required === true ? [problem('body', 'is required')] : []
  if (described === undefined) return [problem('body', 'is not described')]
  const type = mediaType(body.contentType)
  const entry = [...described.content].find(([offered]) => accepts(mediaType(offered), type))
  if (entry === undefined) {
    const offered = [...described.content.keys()].join(', ')
    return [problem('header.content-type', `is ${type}, must be one of ${offered}`)]
  }
  const [, schema] = entry
  const value =
    type === 'application/x-www-form-urlencoded' ? readForm(schemas, schema, body.text) : JSON.parse(body.text)
  return [...schemas.problems(schema, value, 'body'), ...unknownFields(schemas, schema, value, 'body')]
}

function readForm(schemas: Schemas, schema: unknown, text: string): unknown {
  return coerce(schemas, schema, decodeBrackets(new URLSearchParams(text)))
}

function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

function accepts(offered: string, given: string): boolean {
  return offered === given || offered === '*/*' || (offered.endsWith('/*') && given.startsWith(offered.slice(0, -1)))
}

/** An answer may fit any of the success answers that are described. */
function checkAnswer(described: readonly unknown[], answer: unknown, schemas: Schemas): readonly Problem[] {
  if (answer === undefined || described.length === 0) return []
  const all = described.map((schema) => schemas.problems(schema, answer, 'response'))
  return all.reduce((best, other) => (other.length < best.length ? other : best))
}
