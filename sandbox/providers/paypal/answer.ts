/** What a resource answers, before it becomes a response: it may have to be kept for its `PayPal-Request-Id`. */
export interface Answer {
  readonly status: number
  readonly body: object | null
}

export function ok(body: object, status = 200): Answer {
  return { status, body }
}

/** 204: done, and nothing to say. */
export function nothing(): Answer {
  return { status: 204, body: null }
}
