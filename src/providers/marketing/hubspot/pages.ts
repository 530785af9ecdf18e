import * as z from 'zod'

export const paged = () => ({
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
})

interface Paged {
  readonly paging?: { readonly next?: { readonly after: string } | null | undefined } | null | undefined
}

export function nextAfter({ paging }: Paged): string | undefined {
  return paging?.next?.after
}
