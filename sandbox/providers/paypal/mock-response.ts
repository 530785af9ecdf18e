import { isFields, parseJson } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { PayPalRefusal } from './refusal.ts'

/** Codes that are not answered with 422, https://developer.paypal.com/tools/sandbox/negative-testing/request-headers/. */
const statuses: Readonly<Record<string, number>> = {
  INTERNAL_SERVER_ERROR: 500,
  INTERNAL_SERVICE_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  RESOURCE_NOT_FOUND: 404,
  INVALID_RESOURCE_ID: 404,
  NOT_AUTHORIZED: 403,
  PERMISSION_DENIED: 403,
  AUTHENTICATION_FAILURE: 401,
  RESOURCE_CONFLICT: 409,
  PREVIOUS_REQUEST_IN_PROGRESS: 409,
  RATE_LIMIT_REACHED: 429,
  INVALID_REQUEST: 400,
  MISSING_REQUIRED_PARAMETER: 400,
  INVALID_PARAMETER_VALUE: 400,
  INVALID_STRING_LENGTH: 400,
}

const descriptions: Readonly<Record<string, string>> = {
  INSTRUMENT_DECLINED:
    "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.",
  DUPLICATE_INVOICE_ID:
    'Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.',
  TRANSACTION_REFUSED: 'The request was refused.',
}

/** The refusal that `PayPal-Mock-Response: {"mock_application_codes": "..."}` asks for. The live host ignores it. */
export function mockRefusal({ headers, url }: Exchange): PayPalRefusal | undefined {
  const header = headers.get('paypal-mock-response')
  if (header === null || !url.host.includes('sandbox')) return undefined
  const value = parseJson(header)
  const code = isFields(value) ? value.mock_application_codes : undefined
  if (typeof code !== 'string' || !/^[A-Z_]+$/.test(code)) return undefined
  const status = statuses[code] ?? 422
  const standsAlone = status >= 500 || status === 401 || status === 429
  return new PayPalRefusal(
    status,
    standsAlone ? [] : [{ issue: code, description: descriptions[code] ?? 'Asked for by PayPal-Mock-Response.' }],
  )
}
