import type { Exchange, State } from '../../provider.ts'
import { refusal } from './answers.ts'

interface Kept {
  readonly body: object
}

/**
 * Writes carry a `requestid` of up to 50 characters: the same one gets the answer of the first time, and nothing is
 * done again. What was refused is not kept.
 *
 * Source: https://developer.intuit.com/app/developer/qbo/docs/learn/learn-basic-field-definitions
 */
export function once({ method, url }: Exchange, state: State, perform: () => object): object {
  const id = url.searchParams.get('requestid')
  if (id === null || method === 'GET') return perform()
  if (id === '' || id.length > 50) {
    const message = 'String length is either shorter or longer than supported by specification'
    throw refusal(
      '2050',
      message,
      'String length specified does not match the supported length. Min:1 Max:50',
      'requestid',
    )
  }
  const earlier = state.get<Kept>('requestid', id)
  if (earlier !== undefined) return earlier.body
  const body = perform()
  state.put('requestid', id, { body })
  return body
}
