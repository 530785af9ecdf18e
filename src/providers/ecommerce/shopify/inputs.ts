import * as z from 'zod'

/** An id as Shopify writes it: `gid://shopify/Order/1`. Source: https://shopify.dev/docs/api/usage/gids */
export const globalId = (resource: string) =>
  z
    .string()
    .max(255)
    .regex(new RegExp(`^gid://shopify/${resource}/\\d+$`), `is not an id of the form gid://shopify/${resource}/1`)
