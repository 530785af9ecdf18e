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

export function isText(contentType: string | null): boolean {
  return contentType === null || textual.test(contentType)
}

/** Gives an answer up that is announced to be longer than `limit` bytes; a compressed one is at least as long as announced. */
export async function requireShort(response: Response, limit: number): Promise<void> {
  if (Number(response.headers.get('Content-Length') ?? 0) > limit) await giveUp(response, limit)
}

/** Lets the sender stop. */
async function giveUp({ body }: Response, limit: number): Promise<never> {
  await body?.cancel()
  throw new AnswerTooLong(limit)
}

/** In bytes. A compressed answer says how long it is compressed, so only an answer as it is can be trusted to keep its word. */
export function lengthOf(headers: Headers): number | undefined {
  const announced = headers.get('Content-Length')
  return announced === null || headers.has('Content-Encoding') ? undefined : Number(announced)
}

/** Reads a text answer, and gives up as soon as it is too long. */
export function readText(response: Response, limit = longestText): Promise<string> {
  const { headers } = response
  const announced = headers.get('Content-Length')
  if (announced !== null) {
    if (Number(announced) > limit) return giveUp(response, limit)
    // A compressed answer says how long it is compressed, so only an answer as it is can be trusted to keep its word.
    if (!headers.has('Content-Encoding')) return response.text()
  }
  const { body } = response
  return body === null ? Promise.resolve('') : readAll(body, limit)
}

/** How much is read at once at first, in bytes, which is more than most answers are, and at most. */
const firstPiece = 16_384
const largestPiece = 1_048_576

/**
 * Has buffers filled, each as large as all before it, so that the runtime comes back with a whole answer and not with every few
 * kilobytes that have come. A buffer that isn't filled was the last one.
 * https://developers.cloudflare.com/workers/runtime-apis/streams/readablestreambyobreader/
 */
async function readAll(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const reader = body.getReader({ mode: 'byob' })
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const size = Math.min(largestPiece, Math.max(firstPiece, length))
    const { value, done } = await reader.readAtLeast(size, new Uint8Array(size))
    if (!done) {
      pieces.push(value)
      length += value.byteLength
    }
    if (length > limit) {
      await reader.cancel()
      throw new AnswerTooLong(limit)
    }
    if (done || value.byteLength < size) return utf8.decode(joined(pieces, length))
  }
}

const utf8 = new TextDecoder()

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
