/** Whose turn it is to act. */
export type Fault = 'caller' | 'provider' | 'gateway'

/** What became of a call: `uncertain` means that it was sent and nobody knows whether it took effect. */
export type Outcome = 'not_sent' | 'rejected' | 'succeeded' | 'uncertain'

interface ErrorKind {
  readonly status: number
  readonly message: string
  readonly fault: Fault
  /** Whether the same request may be sent again unchanged; a single error may say otherwise. */
  readonly retriable: boolean
  readonly suggestion: string
}

/** Every error there is. The one place that ties a code to its status. */
export const errorTable = {
  invalid_request: {
    status: 400,
    message: 'Invalid request parameters',
    fault: 'caller',
    retriable: false,
    suggestion: 'Correct the request; `details.issues` names each fault, where there are several.',
  },
  unauthorized: {
    status: 401,
    message: 'Authentication failure',
    fault: 'caller',
    retriable: false,
    suggestion: 'Send `Authorization: Bearer upk_…` with a key of this org that has not been revoked.',
  },
  forbidden: {
    status: 403,
    message: 'Not allowed',
    fault: 'caller',
    retriable: false,
    suggestion: 'Use a key of this org with the scope that the request needs.',
  },
  not_found: {
    status: 404,
    message: 'Not found',
    fault: 'caller',
    retriable: false,
    suggestion: 'Check the path; the API starts at `/upstream`.',
  },
  type_not_found: {
    status: 404,
    message: 'Integration type not found',
    fault: 'caller',
    retriable: false,
    suggestion: '`GET /upstream/integration-types` lists the types.',
  },
  provider_not_found: {
    status: 404,
    message: 'Integration provider not found',
    fault: 'caller',
    retriable: false,
    suggestion: '`GET /upstream/integration-types` lists the providers of each type.',
  },
  integration_not_found: {
    status: 404,
    message: 'Integration not found',
    fault: 'caller',
    retriable: false,
    suggestion: '`GET /upstream/active` lists the integrations of this org.',
  },
  operation_not_found: {
    status: 404,
    message: 'Operation not found',
    fault: 'caller',
    retriable: false,
    suggestion: '`POST /upstream/get-integration` lists the operations of an integration.',
  },
  integration_inactive: {
    status: 409,
    message: 'Integration is not active',
    fault: 'caller',
    retriable: false,
    suggestion: 'Save the integration again with its id to activate it.',
  },
  conflict: {
    status: 409,
    message: 'Conflict with the current state',
    fault: 'caller',
    retriable: false,
    suggestion: 'Read the current state, then decide.',
  },
  method_not_allowed: {
    status: 405,
    message: 'Method not allowed',
    fault: 'caller',
    retriable: false,
    suggestion: 'Use a method that the `Allow` header names.',
  },
  payload_too_large: {
    status: 413,
    message: 'Request body too large',
    fault: 'caller',
    retriable: false,
    suggestion: 'Send a smaller body.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'Unsupported media type',
    fault: 'caller',
    retriable: false,
    suggestion: 'Send JSON with `Content-Type: application/json`.',
  },
  rate_limited: {
    status: 429,
    message: 'Rate limit exceeded',
    fault: 'caller',
    retriable: true,
    suggestion: 'Wait as long as `Retry-After` says, then try again.',
  },
  provider_rejected: {
    status: 422,
    message: 'The provider refused the request',
    fault: 'caller',
    retriable: false,
    suggestion: 'Read `reason`, which has the words of the provider, and change the request.',
  },
  integration_error: {
    status: 502,
    message: 'Failed to connect to integration service',
    fault: 'provider',
    retriable: false,
    suggestion: 'Check the integration and the status page of the provider.',
  },
  integration_unavailable: {
    status: 502,
    message: 'Integration service unavailable',
    fault: 'provider',
    retriable: true,
    suggestion: 'Try again in a little while.',
  },
  internal_error: {
    status: 500,
    message: 'Something went wrong in the gateway',
    fault: 'gateway',
    retriable: false,
    suggestion: 'Nothing in the request explains this. Report it with the `requestId`.',
  },
} as const satisfies Readonly<Record<string, ErrorKind>>

export type ErrorCode = keyof typeof errorTable
