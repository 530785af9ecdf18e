/** Closes every answer that isn't a refusal. */
export const ok = { messages: { resultCode: 'Ok', message: [{ code: 'I00001', text: 'Successful.' }] } }

/** The answer to a transaction; it names neither amount nor currency. */
export function exampleTransaction({
  transId = '60198507123',
  refTransID,
}: {
  transId?: string
  refTransID?: string
} = {}) {
  return {
    transactionResponse: {
      responseCode: '1',
      authCode: 'GBS9UM',
      avsResultCode: 'Y',
      cvvResultCode: 'P',
      transId,
      refTransID,
      accountNumber: 'XXXX1111',
      accountType: 'Visa',
      messages: [{ code: '1', description: 'This transaction has been approved.' }],
    },
    ...ok,
  }
}

/** A line of a list. */
export function exampleSummary() {
  return { ...exampleReport('60198507123'), accountType: 'Visa', accountNumber: 'XXXX1111' }
}

export function exampleDetails(transId: string) {
  return {
    ...exampleReport(transId),
    transactionType: 'authCaptureTransaction',
    responseCode: 1,
    responseReasonCode: 1,
    responseReasonDescription: 'Approval',
    AVSResponse: 'Y',
    authAmount: 10,
    taxExempt: false,
    payment: { creditCard: { cardNumber: 'XXXX1111', expirationDate: 'XXXX', cardType: 'Visa' } },
  }
}

/** What a line of a list and the details have in common. */
function exampleReport(transId: string) {
  return {
    transId,
    submitTimeUTC: '2026-01-15T09:00:00Z',
    submitTimeLocal: '2026-01-15T01:00:00',
    transactionStatus: 'settledSuccessfully',
    settleAmount: 10,
  }
}
