import { basicCredentials, pathSegments } from '../http.ts'
import { findRoute, type Routes } from '../path-routes.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { validateAddress } from './dhl/addresses.ts'
import { badRequest, refused, resourceOf } from './dhl/answers.ts'
import { landedCost } from './dhl/landed-cost.ts'
import { bookPickup, cancelPickup, changePickup } from './dhl/pickups.ts'
import { listProducts, rateOnePiece, ratePieces } from './dhl/rates.ts'
import { ship } from './dhl/shipping.ts'
import { getImage, proofOfDelivery, trackMany, trackOne } from './dhl/tracking.ts'

export { fixtures } from './dhl/fixtures.ts'

/** Source: MyDHL API 3.1.1, https://developer.dhl.com/api-reference/dhl-express-mydhl-api. `*` is one segment. */
const routes: Routes = [
  ['GET rates', rateOnePiece],
  ['POST rates', ratePieces],
  ['GET products', listProducts],
  ['POST landed-cost', landedCost],
  ['GET address-validate', validateAddress],
  ['POST shipments', ship],
  ['GET shipments/*/tracking', trackOne],
  ['GET shipments/*/proof-of-delivery', proofOfDelivery],
  ['GET shipments/*/get-image', getImage],
  ['GET tracking', trackMany],
  ['POST pickups', bookPickup],
  ['PATCH pickups/*', changePickup],
  ['DELETE pickups/*', cancelPickup],
]

/**
 * MyDHL API of DHL Express, production and test environment alike.
 *
 * Any user and password are known unless they contain `invalid`; the user is the account. Of `x-version` every 3.x.y
 * is taken.
 */
export const dhl: SandboxProvider = {
  id: 'dhl',
  hosts: ['express.api.dhl.com'],

  authenticate(exchange: Exchange): Authentication {
    const { name = '', password = '' } = basicCredentials(exchange.headers) ?? {}
    const isKnown = [name, password].every((part) => part !== '' && !part.includes('invalid'))
    if (isKnown) return { account: name }
    return { refusal: refused(exchange, 401, 'Unauthorized', 'Unauthorized', 'Invalid Credentials') }
  },

  handle(exchange: Exchange, state: State): Response {
    const isMine = exchange.url.pathname.startsWith('/mydhlapi/')
    const play = isMine ? findRoute(routes, exchange, pathSegments(resourceOf(exchange).slice(1))) : undefined
    if (play === undefined) {
      return refused(exchange, 404, 'Not Found', 'Not Found', 'The requested resource is not found.')
    }
    const version = exchange.headers.get('x-version') ?? ''
    if (/^3(\.\d+){1,2}$/.test(version)) return play(exchange, state)
    return badRequest(exchange, `Parameters not having correct format: x-version (${version || 'required'})`)
  },

  rateLimited(exchange: Exchange): Response {
    return refused(
      exchange,
      429,
      'Too Many Requests',
      'Too Many Requests',
      'The rate limit of the service is exceeded.',
    )
  },

  outage(exchange: Exchange): Response {
    const detail = '999: Process failure occurred. Process ID associated for that transaction (1234567890)'
    return refused(exchange, 500, 'Internal Server Error', 'Internal Server Error', detail)
  },
}
