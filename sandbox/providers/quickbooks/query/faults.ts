import { type Refusal, refusal } from '../answers.ts'

export function parserError(encountered: string, column: number): Refusal {
  const detail = `QueryParserError: Encountered " <UNEXPECTED> "${encountered} "" at line 1, column ${column}.`
  return refusal('4000', 'Error parsing query', detail)
}

export function validationError(detail: string): Refusal {
  return refusal('4001', 'Invalid query', `QueryValidationError: ${detail}`)
}
