import { decodeBase64, encodeBase64Url, json } from '../../http.ts'
import { boolean, group, list, listAt, matching, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedBody, checkedQuery, invalid, refused } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { zipCode } from './parts.ts'

const identifier = matching(/^(\d{6}|\d{9})$/)

const accountType = oneOf('EPS', 'PERMIT', 'METER', 'OMAS')

const authorization = group({
  roles: list(
    group(
      {
        roleName: oneOf(
          'PAYER',
          'RATE_HOLDER',
          'LABEL_OWNER',
          'SHIPPER',
          'MAIL_OWNER',
          'PLATFORM',
          'RETURN_LABEL_PAYER',
          'RETURN_LABEL_RATE_HOLDER',
          'RETURN_LABEL_OWNER',
          'LABEL_PROVIDER',
        ),
      },
      {
        CRID: text(18, 2),
        MID: identifier,
        manifestMID: identifier,
        accountType,
        accountNumber: text(),
        permitNumber: text(),
        permitZIP: text(5),
        nonProfitStatus: boolean,
      },
    ),
    1,
  ),
})

/** How long a payment authorization lives, in milliseconds. */
const lifetime = 8 * 60 * 60 * 1000

/** `POST /payments/v3/payment-authorization`: https://developers.usps.com/paymentsv3 */
export function authorizePayment(exchange: Exchange): Response {
  const request = checkedBody(exchange, authorization)
  if (request instanceof Response) return request
  const roles = listAt(request, 'roles')
  const names = roles.map((role) => textAt(role, 'roleName'))
  if (new Set(names).size < names.length) return invalid(exchange, 'roles', 'Each role must only be used once.')
  for (const name of ['PAYER', 'LABEL_OWNER']) {
    if (!names.includes(name)) return invalid(exchange, 'roles', `The ${name} role must be specified.`)
  }
  for (const role of roles) {
    if (textAt(role, 'CRID') === '') return invalid(exchange, 'roles.CRID', 'The CRID of a role is missing.')
  }
  const payer = roles.find((role) => textAt(role, 'roleName') === 'PAYER')
  const isPermit = textAt(payer, 'accountType') === 'PERMIT'
  const number = textAt(payer, isPermit ? 'permitNumber' : 'accountNumber') || textAt(payer, 'accountNumber')
  if (textAt(payer, 'accountType') === '' || number === '') {
    return invalid(exchange, 'roles.accountNumber', 'The payment account of the PAYER is missing.')
  }
  const token = `uspspay_${encodeBase64Url(`${exchange.now.getTime()}|${textAt(payer, 'CRID')}`)}`
  return json({ paymentAuthorizationToken: token, roles })
}

const accountQuery = group(
  { accountType: oneOf('EPS', 'PERMIT') },
  { permitZIPCode: zipCode, amount: matching(/^\d+(\.\d+)?$/) },
)

/** `GET /payments/v3/payment-account/{account-number}`: an account can pay at most 10,000 dollars. */
export function inquirePaymentAccount(exchange: Exchange, number: string): Response {
  const query = checkedQuery(exchange, accountQuery)
  if (query instanceof Response) return query
  if (!/^\d+$/.test(number)) return refused(exchange, 404)
  const type = textAt(query, 'accountType')
  if (type === 'PERMIT' && valueAt(query, 'permitZIPCode') === undefined) {
    return invalid(exchange, 'permitZIPCode', 'The required parameter permitZIPCode is missing.')
  }
  return json({
    accountType: type,
    ...(type === 'PERMIT'
      ? { permitNumber: number, permitZIP: textAt(query, 'permitZIPCode') }
      : { accountNumber: number }),
    nonProfitStatus: false,
    sufficientFunds: Number(textAt(query, 'amount')) <= 10_000,
  })
}

/** The refusal of a request whose `X-Payment-Authorization-Token` is missing, unknown or too old. */
export function paymentFault(exchange: Exchange): Response | undefined {
  const token = exchange.headers.get('x-payment-authorization-token') ?? ''
  const detail = 'The Payment Authorization Token is missing, invalid or expired.'
  const source = { parameter: 'X-Payment-Authorization-Token' }
  if (token === fixtures.paymentAuthorizationToken) return undefined
  if (token === '') return refused(exchange, 400, [{ title: 'Missing Header', detail, source }])
  const encoded = /^uspspay_([\w-]+)$/.exec(token)?.[1]
  const issued = /^(\d+)\|/.exec(encoded === undefined ? '' : (decodeBase64(encoded) ?? ''))?.[1]
  const isValid = issued !== undefined && exchange.now.getTime() <= Number(issued) + lifetime
  return isValid ? undefined : refused(exchange, 401, [{ title: 'Unauthorized', detail, source }])
}
