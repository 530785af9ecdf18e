/** How much HTTP a load generator and a canned provider need: enough to know where a message ends. */

const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('\r\n0\r\n\r\n')

export interface Message {
  /** The first line and the headers. */
  readonly head: string
  /** Bytes of the message, head and body. */
  readonly length: number
}

/** The message at the start of these bytes; undefined while some of it is still to come. */
export function messageOf(bytes: Buffer): Message | undefined {
  const end = bytes.indexOf(headEnd)
  if (end === -1) return undefined
  const head = bytes.toString('latin1', 0, end + 2)
  const bodyStart = end + headEnd.length
  if (/\r\ntransfer-encoding: *chunked\r\n/i.test(head)) {
    // The line break before the last chunk belongs to the chunk before it, or to the head of an empty body.
    const last = bytes.indexOf(lastChunk, end + 2)
    return last === -1 ? undefined : { head, length: last + lastChunk.length }
  }
  const announced = /\r\ncontent-length: *(\d+)\r\n/i.exec(head)?.[1]
  const length = bodyStart + Number(announced ?? 0)
  return bytes.length < length ? undefined : { head, length }
}

/** A request as it goes over the wire. */
export function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): string {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  const lines = Object.entries({ ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
