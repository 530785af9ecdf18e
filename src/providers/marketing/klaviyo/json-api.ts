import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { json } from '../../../kit/request.ts'

/** https://developers.klaviyo.com/en/reference/api_overview */
export const mediaType = 'application/vnd.api+json'

/** A JSON:API document around one resource, or around several. */
export function document(data: JsonObject | readonly JsonObject[]) {
  return json({ data }, mediaType)
}

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: PageInput) {
  return { 'page[size]': limit, 'page[cursor]': cursor }
}

export const paged = () => ({ links: z.looseObject({ next: z.string().nullish() }).nullish() })

interface Paged {
  readonly links?: { readonly next?: string | null | undefined } | null | undefined
}

/** The next page is given as a URL; only its cursor is taken from there. */
export function nextCursor({ links }: Paged): string | undefined {
  const next = links?.next
  if (typeof next !== 'string' || !URL.canParse(next)) return undefined
  return new URL(next).searchParams.get('page[cursor]') || undefined
}
