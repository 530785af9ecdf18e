import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { business, businessView } from './business.ts'
import { connection, type PageArguments } from './connection.ts'
import { customerCreate, customerDelete, customerPatch } from './customers.ts'
import { fixtures } from './fixtures.ts'
import { invoiceApprove, invoiceCreate, invoiceDelete, invoiceMarkSent, invoiceSend } from './invoices.ts'
import type { Ledger } from './ledger.ts'
import { invoicePaymentCreateManual, invoicePaymentDelete } from './payments.ts'
import { schema } from './schema.ts'
import { moneyTransactionCreate } from './transactions.ts'

export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

export interface Executed {
  /** Whether the document could be run; if not, the answer has the status 400. */
  readonly isRun: boolean
  readonly body: object
}

/** Runs a document; errors are told as https://developer.waveapps.com/hc/en-us/articles/360018571372-Errors does. */
export function execute(ledger: Ledger, request: GraphqlRequest): Executed {
  const refused = (errors: readonly GraphQLError[], code: string): Executed => ({
    isRun: false,
    body: { errors: errors.map((error) => told(ledger, error, code)) },
  })
  let document: DocumentNode
  try {
    document = parse(request.query)
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error], 'GRAPHQL_PARSE_FAILED')
    throw error
  }
  const types = schema()
  const faults = validate(types, document)
  if (faults.length > 0) return refused(faults, 'GRAPHQL_VALIDATION_FAILED')
  const operation = getOperationAST(document, request.operationName)
  if (operation === null || operation === undefined) {
    return refused([new GraphQLError('Must provide an operation.')], 'GRAPHQL_VALIDATION_FAILED')
  }
  const result = executeSync({
    schema: types,
    document,
    rootValue: operation.operation === OperationTypeNode.MUTATION ? mutations(ledger) : queries(ledger),
    variableValues: request.variables,
    operationName: request.operationName ?? null,
  })
  // Without data nothing was run: the variables do not fit.
  if (result.data === undefined) return refused(result.errors ?? [], 'BAD_USER_INPUT')
  const unexpected = result.errors?.find(({ originalError }) => originalError && !('extensions' in originalError))
  if (unexpected?.originalError) throw unexpected.originalError
  if (result.errors === undefined) return { isRun: true, body: { data: result.data } }
  const errors = result.errors.map((error) => told(ledger, error, 'INTERNAL_SERVER_ERROR'))
  return { isRun: true, body: { errors, data: result.data } }
}

function told(ledger: Ledger, error: GraphQLError, code: string): object {
  const { message, locations, path } = error.toJSON()
  return {
    extensions: { id: ledger.errorId(), code: error.extensions.code ?? code },
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  }
}

/** The first field that a document asks for; `undefined` where there is none to be read. */
export function firstField(query: string): string | undefined {
  try {
    const selection = getOperationAST(parse(query))?.selectionSet.selections[0]
    return selection?.kind === Kind.FIELD ? (selection.alias?.value ?? selection.name.value) : undefined
  } catch {
    return undefined
  }
}

function queries(ledger: Ledger): object {
  return {
    user: () => ({
      id: btoa('User:5dfdce78'),
      defaultEmail: 'ada@sandbox.example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      createdAt: '2026-01-05T09:00:00.000Z',
      modifiedAt: '2026-01-05T09:00:00.000Z',
    }),
    business: ({ id }: { id?: string | null }) => business(ledger, id),
    businesses: (page: PageArguments) => connection([fixtures.business], page, (id) => businessView(ledger, id)),
  }
}

function mutations(ledger: Ledger): object {
  function of<Input>(run: (ledger: Ledger, input: Input) => object): (given: { input: Input }) => object {
    return ({ input }) => run(ledger, input)
  }
  return {
    customerCreate: of(customerCreate),
    customerPatch: of(customerPatch),
    customerDelete: of(customerDelete),
    invoiceCreate: of(invoiceCreate),
    invoiceApprove: of(invoiceApprove),
    invoiceSend: of(invoiceSend),
    invoiceMarkSent: of(invoiceMarkSent),
    invoiceDelete: of(invoiceDelete),
    invoicePaymentCreateManual: of(invoicePaymentCreateManual),
    invoicePaymentDelete: of(invoicePaymentDelete),
    moneyTransactionCreate: of(moneyTransactionCreate),
  }
}
