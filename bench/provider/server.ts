import { createServer } from 'node:net'
import { answerQuestions } from '../helper.ts'
import { messageOf } from '../load/http.ts'
import { answers } from './answers.ts'

/** A provider on loopback that says the same to everybody: what is left of a call when the provider costs nothing. */
export interface ProviderQuestion {
  /** How the body of an answer is framed from now on: with its length ahead, or in chunks as answers of unknown length are. */
  readonly framing: 'length' | 'chunks'
}

/** The port it listens on. */
export type ProviderAnswer = number

const canned = {
  length: responses(({ length }, body) => [`Content-Length: ${length}`, '', body]),
  chunks: responses(({ length }, body) => ['Transfer-Encoding: chunked', '', length.toString(16), body, '0', '', '']),
}
let framing: ProviderQuestion['framing'] = 'length'

const server = createServer({ noDelay: true }, (socket) => {
  let received = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    for (let message = messageOf(received); message !== undefined; message = messageOf(received)) {
      received = received.subarray(message.length)
      const [, path = ''] = message.head.split(' ', 2)
      socket.write(canned[framing].get(path) ?? 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
    }
  })
})

function responses(framed: (bytes: Buffer, body: string) => readonly string[]): ReadonlyMap<string, Buffer> {
  return new Map(Object.entries(answers).map(([path, body]) => [path, response(framed(Buffer.from(body), body))]))
}

function response(framed: readonly string[]): Buffer {
  return Buffer.from(
    [
      'HTTP/1.1 200 OK',
      'Server: nginx',
      'Date: Mon, 02 Nov 2026 00:00:00 GMT',
      'Content-Type: application/json',
      'Connection: keep-alive',
      'Access-Control-Allow-Methods: GET, HEAD, PUT, PATCH, POST, DELETE',
      'Cache-Control: no-cache, no-store',
      'Request-Id: req_bench00000000',
      'Stripe-Version: 2026-10-28.endive',
      'Vary: Origin',
      'Strict-Transport-Security: max-age=63072000; includeSubDomains; preload',
      ...framed,
    ].join('\r\n'),
  )
}

answerQuestions<ProviderQuestion, ProviderAnswer>(async (question) => {
  framing = question.framing
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  return address.port
})
