import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import type { Entity } from './company.ts'

/** One `Error` of a `Fault`, as IntuitRestServiceDef.xsd has it. */
export interface FaultError {
  readonly Message: string
  readonly Detail: string
  readonly code: string
  readonly element?: string
}

/** Thrown where a request is refused; `response` is the answer. */
export class Refusal extends Error {
  readonly errors: readonly FaultError[]
  readonly status: number

  constructor(errors: readonly FaultError[], status = 400) {
    super(errors[0]?.Detail ?? 'refused')
    this.name = 'Refusal'
    this.errors = errors
    this.status = status
  }
}

/** Codes and messages: https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes */
export function refusal(code: string, message: string, detail: string, element = ''): Refusal {
  return new Refusal([{ Message: message, Detail: detail, code, element }])
}

const inactive =
  "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees."

export function objectNotFound(): Refusal {
  return refusal('610', 'Object Not Found', `Object Not Found : ${inactive}`)
}

export function invalidReference(): Refusal {
  return refusal('2500', 'Invalid Reference Id', `Invalid Reference Id : ${inactive}`)
}

export function businessError(detail: string): Refusal {
  const message = 'A business validation error has occurred while processing your request'
  return refusal('6000', message, `Business Validation Error: ${detail}`)
}

/** The time of a request as QuickBooks writes it: in the Pacific zone, of which the sandbox keeps the winter. */
export function pacificTime(now: Date): string {
  return `${new Date(now.getTime() - 8 * 3_600_000).toISOString().slice(0, 19)}-08:00`
}

function stamp(now: Date): string {
  return pacificTime(now).replace('-08:00', '.000-08:00')
}

export function fault({ now }: Exchange, status: number, type: string, errors: readonly FaultError[]): Response {
  return json({ Fault: { Error: errors, type }, time: stamp(now) }, status, { intuit_tid: tid(now) })
}

/** Refusals of the gateway in front of the API come from another serializer, with names in lower case. */
export function gatewayFault({ now }: Exchange, status: number, type: string, error: FaultError): Response {
  const { Message, Detail, code } = error
  const body = {
    warnings: null,
    intuitObject: null,
    fault: { error: [{ message: Message, detail: Detail, code, element: null }], type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    requestId: null,
    time: now.getTime(),
    status: null,
  }
  return json(body, status, { intuit_tid: tid(now) })
}

/** The body that answers a read or a write of one entity. */
export function entityAnswer({ now }: Exchange, name: string, entity: Entity): object {
  return { [name]: { domain: 'QBO', sparse: false, ...entity }, time: stamp(now) }
}

export function answer({ now }: Exchange, body: object): object {
  return { ...body, time: stamp(now) }
}

export function ok({ now }: Exchange, body: object): Response {
  return json(body, 200, { intuit_tid: tid(now) })
}

/** The id that Intuit's support asks for. */
function tid(now: Date): string {
  return `1-${now.getTime().toString(16).padStart(12, '0')}-sandbox`
}
