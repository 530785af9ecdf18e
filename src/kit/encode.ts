import type { Body, FormFields, FormValue, Query } from './request.ts'

/** What goes over the wire for a body: the text and the content type that announces it. */
export interface EncodedBody {
  readonly contentType: string
  readonly text: string
}

export function encodeBody(body: Body): EncodedBody | undefined {
  switch (body.kind) {
    case 'none':
      return undefined
    case 'json':
      return { contentType: body.contentType, text: JSON.stringify(body.value) }
    case 'form':
      return { contentType: 'application/x-www-form-urlencoded', text: encodeForm(body.fields) }
  }
}

/**
 * `application/x-www-form-urlencoded` with bracketed names for nested values. Lists are indexed (`items[0]=a`), because
 * the providers that read brackets accept that form for lists of objects as well as of scalars.
 */
export function encodeForm(fields: FormFields): string {
  let text = ''
  for (const name of Object.keys(fields)) text = append(text, formComponent(name), fields[name])
  return text
}

/** `name` is encoded already, and so are the brackets that make longer ones of it. */
function append(before: string, name: string, value: FormValue): string {
  if (value === undefined) return before
  if (typeof value !== 'object') {
    return `${before}${before === '' ? '' : '&'}${name}=${formComponent(String(value))}`
  }
  if (isList(value)) {
    return value.reduce<string>((text, item, index) => append(text, `${name}%5B${index}%5D`, item), before)
  }
  let text = before
  for (const key of Object.keys(value)) text = append(text, `${name}%5B${formComponent(key)}%5D`, value[key])
  return text
}

const plainFormText = /^[\w.*-]*$/

/**
 * The serializer of the URL standard (https://url.spec.whatwg.org/#urlencoded-serializing), without the object of the
 * runtime that `URLSearchParams` is: a space is `+`, and only letters, digits and `*-._` stay as they are.
 */
function formComponent(text: string): string {
  if (plainFormText.test(text)) return text
  if (!text.isWellFormed()) throw new UnencodableText()
  const encoded = encodeURIComponent(text).replaceAll('%20', '+')
  return kept.test(encoded) ? encoded.replaceAll(/[!'()~]/g, (found) => formEscapes[found] ?? found) : encoded
}

/** What `encodeURIComponent` keeps as it is, and a form doesn't. */
const kept = /[!'()~]/

const formEscapes: Readonly<Record<string, string>> = {
  '!': '%21',
  "'": '%27',
  '(': '%28',
  ')': '%29',
  '~': '%7E',
}

function isList(value: readonly FormValue[] | FormFields): value is readonly FormValue[] {
  return Array.isArray(value)
}

/** Thrown for text that no query and no form can carry, since a lone surrogate has no encoding; answered as `invalid_request`. */
export class UnencodableText extends Error {
  constructor() {
    super("half of a surrogate pair can't be sent")
    this.name = 'UnencodableText'
  }
}

/** A query string without its `?`; empty when no parameter is set. Spaces are `%20`, which every server reads alike. */
export function encodeQuery(query: Query): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const values = typeof value === 'object' ? value : [value]
    for (const item of values) pairs.push(`${encodeComponent(name)}=${encodeComponent(String(item))}`)
  }
  return pairs.join('&')
}

/** Leaves nothing for a URL parser to encode: it would an apostrophe, and what is shown must be what is sent. */
function encodeComponent(text: string): string {
  if (!text.isWellFormed()) throw new UnencodableText()
  return encodeURIComponent(text).replaceAll("'", '%27')
}
