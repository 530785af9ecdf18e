import * as z from 'zod'

export const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

const httpsUrl = z.url({ protocol: /^https$/ })

export function isHttps(text: unknown): boolean {
  return httpsUrl.safeParse(text).success
}

export function isPositiveInteger(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0
}
