import type { Nonce } from './nonces.ts'
import type { EventRecord, MeansRecord } from './records.ts'

type Outcome = Pick<EventRecord, 'status' | 'response' | 'rejection'>

/**
 * What becomes of an authorization: it depends on the amount, so that a charge of 2001.00 is declined with 2001.
 * Source: https://developer.paypal.com/braintree/docs/reference/general/testing, "Transaction amounts"
 */
export function authorizationOf(cents: number, means: MeansRecord, nonce: Nonce | undefined): Outcome {
  if (nonce?.isFraud === true) return { status: 'GATEWAY_REJECTED', rejection: 'FRAUD' }
  if (cents >= 200_000 && cents < 300_000) return declined(String(Math.floor(cents / 100)))
  if (cents >= 300_000 && cents < 300_100) {
    return { status: 'FAILED', response: { code: '3000', text: 'Processor Network Unavailable - Try Again' } }
  }
  if (cents === 500_100) return { status: 'GATEWAY_REJECTED', rejection: 'APPLICATION_INCOMPLETE' }
  if (cents === 500_101 && means.kind === 'paypal') return declined('2038')
  return { status: 'AUTHORIZED', response: { code: '1000', text: 'Approved' } }
}

function declined(code: string): Outcome {
  return { status: 'PROCESSOR_DECLINED', response: { code, text: declines[code] ?? 'Processor Declined' } }
}

/** Source: https://developer.paypal.com/braintree/docs/reference/general/processor-responses/authorization-responses */
const declines: Readonly<Record<string, string>> = {
  2000: 'Do Not Honor',
  2001: 'Insufficient Funds',
  2002: 'Limit Exceeded',
  2003: "Cardholder's Activity Limit Exceeded",
  2004: 'Expired Card',
  2005: 'Invalid Credit Card Number',
  2006: 'Invalid Expiration Date',
  2007: 'No Account',
  2008: 'Card Account Length Error',
  2009: 'No Such Issuer',
  2010: 'Card Issuer Declined CVV',
  2011: 'Voice Authorization Required',
  2012: 'Processor Declined - Possible Lost Card',
  2013: 'Processor Declined - Possible Stolen Card',
  2014: 'Processor Declined - Fraud Suspected',
  2015: 'Transaction Not Allowed',
  2016: 'Duplicate Transaction',
  2046: 'Declined',
  2047: 'Call Issuer. Pick Up Card.',
}

/** Declines that asking again doesn't change. */
export const hardDeclines: ReadonlySet<string> = new Set([
  '2004',
  '2005',
  '2006',
  '2007',
  '2008',
  '2009',
  '2012',
  '2013',
  '2014',
  '2015',
  '2047',
])

/** Amounts of PayPal transactions that are not settled, from 4001.00 to 4001.99 and from 4003.00 to 5000.99. */
export function isSettled(cents: number, means: MeansRecord): boolean {
  const isDeclined = (cents >= 400_100 && cents < 400_200) || (cents >= 400_300 && cents < 500_100)
  return means.kind !== 'paypal' || !isDeclined
}
