import { decodeBase64, isFields, parseJson } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

const audiences = ['https://login.salesforce.com', 'https://test.salesforce.com']

/** Seconds from now until the latest time at which an assertion may be over; the documented three minutes. */
const longestLife = 180

export interface AssertionFault {
  readonly error: string
  readonly description: string
}

/**
 * What is wrong with an assertion of the JWT bearer flow. The certificate of an app isn't known here, so a signature is
 * looked at and not verified; a username that contains `invalid` is one that no administrator has approved.
 *
 * Sources: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm and
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
 */
export function faultOf(assertion: string, { now, url }: Exchange): AssertionFault | undefined {
  const [header, claims, signature, ...more] = assertion.split('.')
  const head = parsed(header)
  const said = parsed(claims)
  // 256 bytes are those of a key of 2048 bits, the shortest that a certificate may have.
  const isSigned = signature !== undefined && signature.length >= 342 && /^[\w-]+$/.test(signature)
  if (head?.alg !== 'RS256' || said === undefined || !isSigned || more.length > 0) {
    return fault('invalid_grant', 'invalid assertion')
  }
  const { iss, sub, aud, exp } = said
  if (typeof iss !== 'string' || iss === '' || iss.includes('invalid')) {
    return fault('invalid_client_id', 'client identifier invalid')
  }
  if (typeof aud !== 'string' || ![...audiences, url.origin].includes(aud)) {
    return fault('invalid_grant', 'audience is invalid')
  }
  const seconds = now.getTime() / 1_000
  if (typeof exp !== 'number' || exp <= seconds || exp > seconds + longestLife) {
    return fault('invalid_grant', 'expired authorization code')
  }
  if (typeof sub !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(sub) || sub.includes('invalid')) {
    return fault('invalid_grant', "user hasn't approved this consumer")
  }
  return undefined
}

function fault(error: string, description: string): AssertionFault {
  return { error, description }
}

function parsed(part: string | undefined) {
  const value = parseJson(decodeBase64(part ?? '') ?? '')
  return isFields(value) ? value : undefined
}
