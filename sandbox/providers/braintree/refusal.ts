import { GraphQLError } from 'graphql'

/**
 * Braintree's refusal of an input. Its codes are those of
 * https://developer.paypal.com/braintree/docs/reference/general/validation-errors/all, its form that of
 * https://developer.paypal.com/braintree/graphql/guides/making_api_calls#errors.
 */
export function refused(legacyCode: string | undefined, message: string, inputPath: readonly string[]): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      errorClass: 'VALIDATION',
      errorType: 'user_error',
      inputPath,
      ...(legacyCode === undefined ? {} : { legacyCode }),
    },
  })
}

/** Nothing has the id. */
export function notFound(inputPath?: readonly string[]): GraphQLError {
  return new GraphQLError('An object with this ID was not found.', {
    extensions: {
      errorClass: 'NOT_FOUND',
      errorType: 'developer_error',
      ...(inputPath === undefined ? {} : { inputPath }),
    },
  })
}

export type ErrorClass = 'AUTHENTICATION' | 'VALIDATION' | 'RESOURCE_LIMIT' | 'SERVICE_AVAILABILITY'

/** A refusal of the whole request. */
export function requestError(errorClass: ErrorClass, message: string): object {
  const errorType = errorClass === 'SERVICE_AVAILABILITY' ? 'service_error' : 'developer_error'
  return { errors: [{ message, extensions: { errorClass, errorType } }], data: null }
}
