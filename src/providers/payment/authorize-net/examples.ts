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
export function exampleReport(transId = '60198507123') {
  return {
    transId,
    submitTimeUTC: '2026-01-15T09:00:00Z',
    submitTimeLocal: '2026-01-15T01:00:00',
    transactionStatus: 'settledSuccessfully',
    accountType: 'Visa',
    accountNumber: 'XXXX1111',
    settleAmount: 10,
  }
}
