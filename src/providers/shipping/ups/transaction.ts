import { encodeQuery } from '../../../kit/encode.ts'
import type { ProviderRequest } from '../../../kit/request.ts'

/** Who is calling, as UPS asks in `transactionSrc`. */
const source = 'upstream'

/** The `Request` that stands first in the bodies of rating, shipping, labels and pickups; UPS echoes its context. */
export const requestHeader = { TransactionReference: { CustomerContext: source } } as const

/**
 * Adds the two headers by which UPS finds a request again: `transactionSrc`, and `transId`, which names the request in
 * at most 32 characters. The name is worked out from what is asked for, since a request is pure: different requests have
 * different names, and the attempts at one request share theirs. UPS documents no other use of it; it is no idempotency
 * key. Source: the parameters of https://developer.ups.com/tag/Tracking?loc=en_US#operation/getSingleTrackResponseUsingGET
 */
export function traced(request: ProviderRequest): ProviderRequest {
  const body = request.body.kind === 'json' ? JSON.stringify(request.body.value) : ''
  const transId = digest([request.method, request.path, encodeQuery(request.query), body].join('\n'))
  return { ...request, headers: { ...request.headers, transId, transactionSrc: source } }
}

/** Where the four parts of a digest start: apart from each other, so that they don't agree. */
const seeds = [0x811c9dc5, 0x01234567, 0x89abcdef, 0xfedcba98]

/** 128 bits in hexadecimal, by FNV-1a in four lanes. It names things; it protects nothing. */
function digest(text: string): string {
  return seeds
    .map((seed) => {
      let hash = seed
      for (let index = 0; index < text.length; index += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
      }
      return (hash >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
}
