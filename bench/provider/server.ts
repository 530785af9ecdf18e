import { createServer } from 'node:net'
import { answerQuestions } from '../helper.ts'
import { messageOf } from '../load/http.ts'
import { answers } from './answers.ts'

/** A provider on loopback that says the same to everybody: what is left of a call when the provider costs nothing. */
export interface ProviderQuestion {
  readonly about: 'address' | 'requests'
}

/** The port it listens on, or the number of requests so far. */
export type ProviderAnswer = number

let requests = 0

const canned = new Map(Object.entries(answers).map(([path, body]) => [path, response('200 OK', body)]))
const unknown = response(
  '404 Not Found',
  '{"error":{"type":"invalid_request_error","message":"Unrecognized request URL"}}',
)

const server = createServer({ noDelay: true }, (socket) => {
  let received = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    for (let message = messageOf(received); message !== undefined; message = messageOf(received)) {
      received = received.subarray(message.length)
      requests += 1
      socket.write(canned.get(message.head.split(' ', 2)[1] ?? '') ?? unknown)
    }
  })
})

function response(status: string, body: string): Buffer {
  return Buffer.from(
    [
      `HTTP/1.1 ${status}`,
      'Server: nginx',
      'Date: Mon, 02 Nov 2026 00:00:00 GMT',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: keep-alive',
      'Access-Control-Allow-Methods: GET, HEAD, PUT, PATCH, POST, DELETE',
      'Cache-Control: no-cache, no-store',
      'Request-Id: req_bench00000000',
      'Stripe-Version: 2026-10-28.endive',
      'Vary: Origin',
      'Strict-Transport-Security: max-age=63072000; includeSubDomains; preload',
      '',
      body,
    ].join('\r\n'),
  )
}

answerQuestions<ProviderQuestion, ProviderAnswer>(async ({ about }) => {
  if (about === 'requests') return requests
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  return address.port
})
