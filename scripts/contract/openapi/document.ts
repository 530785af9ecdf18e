import { type Fields, fieldsOf, isFields, listOf, textOf } from '../values.ts'

/** OpenAPI 2 and 3 read into one form; schemas stay as they are written. */
export interface Description {
  readonly operations: readonly DescribedOperation[]
  /** What a `$ref` of this document leads to; undefined where it leads nowhere or out of the document. */
  readonly resolve: (reference: string) => unknown
}

export interface DescribedOperation {
  /** Upper case. */
  readonly method: string
  /** Base path and path, holes in braces. */
  readonly template: string
  readonly parameters: readonly DescribedParameter[]
  readonly body: DescribedBody | undefined
  /** Schemas of the JSON success answers; a description without them says nothing about answers. */
  readonly answers: readonly unknown[]
}

export interface DescribedParameter {
  readonly name: string
  readonly place: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: unknown
  /** How a list is written: one parameter for each item, or one with commas. */
  readonly list: 'repeated' | 'commas'
}

export interface DescribedBody {
  readonly required: boolean
  /** Media type, as written, to schema. */
  readonly content: ReadonlyMap<string, unknown>
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head'] as const

/** `bases` replaces the base paths of the document's own servers, where those are wrong or missing. */
export function readDescription(raw: unknown, bases?: readonly string[]): Description {
  const document = fieldsOf(raw) ?? {}
  const resolve = resolver(document)
  const prefixes = bases ?? basesOf(document)
  const operations = Object.entries(fieldsOf(document.paths) ?? {}).flatMap(([path, entry]) => {
    const item = deref(entry, resolve)
    return methods.flatMap((method) => {
      const operation = fieldsOf(item[method])
      if (operation === undefined) return []
      const read = readOperation(document, item, operation, resolve)
      return prefixes.map((prefix) => ({
        ...read,
        method: method.toUpperCase(),
        template: `${prefix.replace(/\/$/, '')}/${path.replace(/^\//, '')}`,
      }))
    })
  })
  return { operations, resolve }
}

function readOperation(document: Fields, item: Fields, operation: Fields, resolve: Description['resolve']) {
  const own = listOf(operation.parameters).map((entry) => deref(entry, resolve))
  const names = new Set(own.map(({ name, in: place }) => `${String(place)} ${String(name)}`))
  const inherited = listOf(item.parameters)
    .map((entry) => deref(entry, resolve))
    .filter(({ name, in: place }) => !names.has(`${String(place)} ${String(name)}`))
  const all = [...own, ...inherited]
  return {
    parameters: all.flatMap(readParameter),
    body: bodyOf(operation, resolve) ?? bodyOfVersion2(document, operation, all),
    answers: answersOf(operation, resolve),
  }
}

function readParameter(raw: Fields): readonly DescribedParameter[] {
  const place = raw.in
  const name = textOf(raw.name)
  if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) return []
  const content = Object.values(fieldsOf(raw.content) ?? {})[0]
  const schema = raw.schema ?? fieldsOf(content)?.schema ?? (raw.type === undefined ? {} : schemaOfVersion2(raw))
  const isVersion2 = raw.type !== undefined
  const repeated = isVersion2 ? raw.collectionFormat === 'multi' : raw.explode !== false && place === 'query'
  return [{ name, place, required: raw.required === true, schema, list: repeated ? 'repeated' : 'commas' }]
}

/** In version 2 the parameter is its own schema; `required` there is a flag of the parameter. */
function schemaOfVersion2(raw: Fields): Fields {
  const { required: _flag, ...schema } = raw
  return schema
}

function bodyOf(operation: Fields, resolve: Description['resolve']): DescribedBody | undefined {
  if (operation.requestBody === undefined) return undefined
  const body = deref(operation.requestBody, resolve)
  const content = Object.entries(fieldsOf(body.content) ?? {}).map(
    ([type, media]) => [type, fieldsOf(media)?.schema ?? {}] as const,
  )
  return { required: body.required === true, content: new Map(content) }
}

function bodyOfVersion2(document: Fields, operation: Fields, parameters: readonly Fields[]): DescribedBody | undefined {
  const body = parameters.find((parameter) => parameter.in === 'body')
  const form = parameters.filter((parameter) => parameter.in === 'formData')
  const consumes = listOf(operation.consumes ?? document.consumes).filter((type) => typeof type === 'string')
  if (body !== undefined) {
    const types = consumes.length === 0 ? ['application/json'] : consumes
    return { required: body.required === true, content: new Map(types.map((type) => [type, body.schema ?? {}])) }
  }
  if (form.length === 0) return undefined
  const schema = {
    type: 'object',
    properties: Object.fromEntries(form.map((field) => [String(field.name), schemaOfVersion2(field)])),
    required: form.filter(({ required }) => required === true).map(({ name }) => String(name)),
  }
  return { required: true, content: new Map([['application/x-www-form-urlencoded', schema]]) }
}

function answersOf(operation: Fields, resolve: Description['resolve']): readonly unknown[] {
  return Object.entries(fieldsOf(operation.responses) ?? {}).flatMap(([status, entry]) => {
    if (!/^2/.test(status)) return []
    const response = deref(entry, resolve)
    if (response.schema !== undefined) return [response.schema]
    return Object.entries(fieldsOf(response.content) ?? {}).flatMap(([type, media]) => {
      const schema = fieldsOf(media)?.schema
      return schema === undefined || !isJson(type) ? [] : [schema]
    })
  })
}

/** True for `application/json`, `application/vnd.api+json`, and the wildcards that include them. */
export function isJson(mediaType: string): boolean {
  return /[/+]json\b/.test(mediaType) || mediaType.includes('*')
}

function basesOf(document: Fields): readonly string[] {
  if (document.swagger !== undefined) return [textOf(document.basePath) ?? '']
  const paths = listOf(document.servers).flatMap((server) => {
    const url = textOf(fieldsOf(server)?.url)
    return url === undefined ? [] : [url.replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, '')]
  })
  return paths.length === 0 ? [''] : [...new Set(paths)]
}

function resolver(document: Fields): Description['resolve'] {
  return (reference) => {
    if (!reference.startsWith('#/')) return undefined
    let at: unknown = document
    for (const part of reference.slice(2).split('/')) {
      const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
      if (Array.isArray(at)) at = at[Number(key)]
      else if (isFields(at) && Object.hasOwn(at, key)) at = at[key]
      else return undefined
    }
    return at
  }
}

/** A parameter, body, answer or path item, followed through its references. */
function deref(value: unknown, resolve: Description['resolve'], depth = 0): Fields {
  const fields = fieldsOf(value) ?? {}
  const reference = textOf(fields.$ref)
  return reference === undefined || depth > 8 ? fields : deref(resolve(reference), resolve, depth + 1)
}
