import type { Fields } from '../../http.ts'
import type { Ledger } from './ledger.ts'

/** One request to one resource. `fields` are the parameters of the query and of the form together. */
export interface Context {
  readonly ledger: Ledger
  readonly fields: Fields
}

/** What a resource answers: the object itself, or `undefined` where it has no such route. */
export type Answer = object | undefined
