import * as z from 'zod'

/**
 * A name in the public DNS, for providers that run on their customers' own servers: at least two labels, the last of
 * them letters, so that no address passes in any notation. Names that never leave a network are refused: those of RFC
 * 6761, 6762, 7686, 8375 and 9476, and the private ones that were given to nobody since (RFC 6762 appendix G, ICANN's
 * `internal`). What a public name leads to only whoever connects can tell.
 */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const topLabel = '(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])'
const notPublic =
  'localhost|local|test|invalid|example|onion|alt|arpa|internal|intranet|private|corp|home|lan|localdomain'
const host = `(?=[^/]{1,253}(?:/|$))(?!(?:[^./]+\\.)*(?:${notPublic})(?:/|$))(?:${label}\\.)+${topLabel}`

/** The host names that such a provider's requests may go to. */
export const publicHosts = new RegExp(`^${host}$`)

/** Where such a server is: `https://shop.example.com`, with nothing behind it but a slash. */
export const publicAddress = () =>
  z
    .string()
    .max(270)
    .regex(
      new RegExp(`^https://${host}/?$`),
      'is not the address of a public server: https:// and its name, in small letters',
    )

/** The origin of a `publicAddress`. */
export function originOfAddress(address: string): string {
  return address.replace(/\/$/, '')
}
