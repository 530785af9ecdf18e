import * as z from 'zod'

/** https://www.twilio.com/docs/sendgrid/api-reference/lists/get-all-lists */
export const paged = () => ({ _metadata: z.looseObject({ next: z.string().nullish() }).nullish() })

interface Paged {
  readonly _metadata?: { readonly next?: string | null | undefined } | null | undefined
}

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: PageInput) {
  return { page_size: limit, page_token: cursor }
}

/** The next page is given as a URL; only its token is taken from there. */
export function nextToken({ _metadata: metadata }: Paged): string | undefined {
  const next = metadata?.next
  if (typeof next !== 'string' || !URL.canParse(next)) return undefined
  return new URL(next).searchParams.get('page_token') || undefined
}
