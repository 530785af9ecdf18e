/**
 * A request as the routes see it. What everybody asks for is asked of the runtime once: its objects make a text or an object
 * anew for every look, and ten looks cost as much as reading a body.
 */
export class Incoming {
  readonly request: Request
  readonly method: string
  /** As it came: the origin, the path with its escapes, and the query. */
  readonly url: string
  readonly #headers: Headers
  #requestId: string | undefined

  constructor(request: Request) {
    this.request = request
    this.method = request.method
    this.url = request.url
    this.#headers = request.headers
  }

  header(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined
  }

  get origin(): string {
    return new URL(this.url).origin
  }

  get hostname(): string {
    return new URL(this.url).hostname
  }

  /** The id by which the request is found again: made when it is first asked for. */
  get requestId(): string {
    this.#requestId ??= newRequestId()
    return this.#requestId
  }
}

function newRequestId(): string {
  const uuid = crypto.randomUUID()
  return `req_${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`
}
