import { json } from '../../http.ts'

const odata = { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' }

export function success(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return json(body, status, { ...odata, ...headers })
}

export function noContent(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 204, headers: { 'OData-Version': '4.0', ...headers } })
}

export function failure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return json({ error: { code, message } }, status, { ...odata, ...headers })
}

/**
 * What a resource throws to answer with an error. Codes are hexadecimal, of
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/web-service-error-codes
 */
export class Failure extends Error {
  readonly response: Response

  constructor(status: number, code: string, message: string) {
    super(message)
    this.response = failure(status, code, message)
  }
}

/** Errors of clients: https://learn.microsoft.com/en-us/troubleshoot/power-platform/dataverse/dataverse-web-api-and-sdk/web-api-client-errors */
export function noSegment(name: string): Failure {
  return new Failure(404, '0x8006088a', `Resource not found for the segment '${name}'.`)
}

export function noProperty(name: string, table: string): Failure {
  const message = `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`
  return new Failure(400, '0x0', message)
}

export function badQuery(message: string): Failure {
  return new Failure(400, '0x80060888', message)
}

export function noRow(table: string, id: string): Failure {
  return new Failure(404, '0x80040217', `Entity '${table}' With Id = ${id} Does Not Exist`)
}

export function badPayload(set: string, reason: string): Failure {
  const message = `Error identified in Payload provided by the user for Entity :'${set}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293 ----> InnerException : Microsoft.OData.ODataException: ${reason}`
  return new Failure(400, '0x80048d19', message)
}

export function badArgument(message: string): Failure {
  return new Failure(400, '0x80040203', message)
}
