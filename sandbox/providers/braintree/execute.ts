import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import type { Account } from './context.ts'
import {
  authorizeCreditCard,
  authorizePaymentMethod,
  chargeCreditCard,
  chargePaymentMethod,
} from './mutations/charges.ts'
import {
  createCustomer,
  deleteCustomer,
  deletePaymentMethodFromVault,
  updateCustomer,
  vaultPaymentMethod,
} from './mutations/customers.ts'
import {
  captureTransaction,
  refundTransaction,
  reverseRefund,
  reverseTransaction,
  sandboxSettleTransaction,
} from './mutations/transactions.ts'
import { queries } from './queries.ts'
import { schema } from './schema.ts'

export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

/**
 * The `data` and `errors` of an answer, which is always sent with status 200. A request that doesn't fit the schema is
 * answered without `data`, and in the words of graphql-js: Braintree's are not meant to be read by programs.
 */
export function execute(account: Account, request: GraphqlRequest): object {
  let document: DocumentNode
  try {
    document = parse(request.query)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()] }
    throw error
  }
  const types = schema()
  const faults = validate(types, document)
  if (faults.length > 0) return { errors: faults.map((fault) => fault.toJSON()) }
  const operation = getOperationAST(document, request.operationName)
  if (operation === null || operation === undefined) {
    return { errors: [{ message: 'Must provide operation name if query contains multiple operations.' }] }
  }
  const result = executeSync({
    schema: types,
    document,
    rootValue: operation.operation === OperationTypeNode.MUTATION ? mutations(account) : queries(account),
    variableValues: request.variables,
    operationName: request.operationName ?? null,
  })
  const unexpected = result.errors?.find(({ originalError }) => originalError && !('extensions' in originalError))
  if (unexpected?.originalError) throw unexpected.originalError
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) }),
  }
}

function mutations(account: Account): Readonly<Record<string, unknown>> {
  // graphql-js calls a function in the root value with the field's arguments.
  const on =
    <Input>(run: (account: Account, input: Input) => object) =>
    ({ input }: { input: Input }): object =>
      run(account, input)
  return {
    authorizePaymentMethod: on(authorizePaymentMethod),
    authorizeCreditCard: on(authorizeCreditCard),
    captureTransaction: on(captureTransaction),
    chargePaymentMethod: on(chargePaymentMethod),
    chargeCreditCard: on(chargeCreditCard),
    vaultPaymentMethod: on(vaultPaymentMethod),
    refundTransaction: on(refundTransaction),
    reverseTransaction: on(reverseTransaction),
    reverseRefund: on(reverseRefund),
    deletePaymentMethodFromVault: on(deletePaymentMethodFromVault),
    createCustomer: on(createCustomer),
    updateCustomer: on(updateCustomer),
    deleteCustomer: on(deleteCustomer),
    sandboxSettleTransaction: on(sandboxSettleTransaction),
  }
}
