import type { Fields } from '../../http.ts'
import { messages } from './answer.ts'
import { cardTypeOf, masked } from './cards.ts'
import { child, read } from './schema.ts'

/** A reason for which a transaction fails, https://developer.authorize.net/api/reference/responseCodes.html. */
export class Failure extends Error {
  readonly code: string

  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }

  answer(given: Fields): object {
    const number = read(child(child(given, 'payment'), 'creditCard'), 'cardNumber')
    return {
      transactionResponse: {
        responseCode: '3',
        authCode: '',
        avsResultCode: 'P',
        cvvResultCode: '',
        cavvResultCode: '',
        transId: '0',
        refTransID: read(given, 'refTransId') ?? '',
        transHash: '',
        testRequest: '0',
        accountNumber: number === undefined ? '' : masked(number),
        accountType: number === undefined ? '' : cardTypeOf(number),
        errors: [{ errorCode: this.code, errorText: this.message }],
        transHashSha2: '',
      },
      messages: messages('E00027'),
    }
  }
}
