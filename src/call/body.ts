/** Longest text answer that is read, in bytes: far more than any list of 100 items. */
export const longestText = 10 * 1_024 * 1_024

/** Longest file that is passed through, in bytes. */
export const longestFile = 100 * 1_024 * 1_024

/** The answer is longer than the gateway takes. */
export class AnswerTooLong extends Error {
  constructor(limit: number) {
    super(`the answer is longer than ${limit} bytes`)
    this.name = 'AnswerTooLong'
  }
}

/** Media types that are text; everything else is kept as bytes, whatever it is. */
const textual =
  /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|x-www-form-urlencoded|javascript|graphql-response\+json)\b)/i

export function isText(headers: Headers): boolean {
  const contentType = headers.get('Content-Type')
  return contentType === null || textual.test(contentType)
}

/** Gives an answer up that is announced to be longer than `limit` bytes; a compressed one is at least as long as announced. */
export async function requireShort({ headers, body }: Response, limit: number): Promise<void> {
  if (Number(headers.get('Content-Length') ?? 0) <= limit) return
  await body?.cancel()
  throw new AnswerTooLong(limit)
}

/** In bytes. A compressed answer says how long it is compressed, so only an answer as it is can be trusted to keep its word. */
export function lengthOf(headers: Headers): number | undefined {
  const announced = headers.get('Content-Length')
  return announced === null || headers.has('Content-Encoding') ? undefined : Number(announced)
}

/** Reads a text answer, and gives up as soon as it is too long. */
export async function readText(response: Response, limit = longestText): Promise<string> {
  await requireShort(response, limit)
  if (lengthOf(response.headers) !== undefined) return response.text()
  return response.body === null ? '' : readAll(response.body, limit)
}

/** Takes the pieces as they come: a stream in between that only counts them would cost more than the rest of a call. */
async function readAll(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.byteLength
    if (length > limit) {
      await reader.cancel()
      throw new AnswerTooLong(limit)
    }
    pieces.push(piece.value)
  }
  return new TextDecoder().decode(joined(pieces, length))
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
