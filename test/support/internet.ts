import { type Answer, controlOrigin, type Received, type Scripted, sandboxOrigin, scriptedSuffix } from './scripted.ts'

/**
 * All that the gateway under test can reach: the sandbox, and one scripted provider for each name that a test makes up.
 * Runs as a Worker of its own, so that every request goes over a real connection.
 */
interface Bindings {
  readonly SANDBOX: Fetcher
}

interface Script {
  readonly answers: Scripted[]
  readonly received: Received[]
}

const scripts = new Map<string, Script>()

export default {
  async fetch(request, { SANDBOX }) {
    const url = new URL(request.url)
    if (url.origin === sandboxOrigin) return SANDBOX.fetch(request)
    if (url.origin === controlOrigin) return control(request, url.pathname.slice(1))
    if (url.hostname.endsWith(scriptedSuffix)) {
      return play(request, url, url.hostname.slice(0, -scriptedSuffix.length))
    }
    throw new Error(`nothing may leave this machine: ${url.origin}`)
  },
} satisfies ExportedHandler<Bindings>

/** `PUT` sets what a provider answers from now on, `GET` tells what it has received. */
async function control(request: Request, name: string): Promise<Response> {
  if (request.method === 'GET') return Response.json(scripts.get(name)?.received ?? [])
  scripts.set(name, { answers: await request.json(), received: scripts.get(name)?.received ?? [] })
  return new Response(null, { status: 204 })
}

async function play(request: Request, url: URL, name: string): Promise<Response> {
  const script = scripts.get(name)
  if (script === undefined) throw new Error(`no provider is scripted as ${name}`)
  const host = request.headers.get('x-forwarded-host') ?? url.host
  script.received.push({
    method: request.method,
    url: `https://${host}${url.pathname}${url.search}`,
    headers: Object.fromEntries(request.headers),
    body: new TextDecoder().decode(await request.arrayBuffer()),
  })
  const scripted = next(script.answers, url.pathname)
  switch (scripted.kind) {
    case 'refuse':
      return fetch('http://127.0.0.1:1/')
    case 'hang':
      await scheduler.wait(30_000)
      return new Response('too late')
    case 'answer':
      if (scripted.delay !== undefined) await scheduler.wait(scripted.delay)
      return respond(scripted)
  }
}

/** The first answer of those that name the most of the path; the last one of them stays in force. */
function next(answers: Scripted[], path: string): Scripted {
  const fitting = answers.filter((answer) => path.startsWith(pathOf(answer)))
  const longest = Math.max(...fitting.map((answer) => pathOf(answer).length))
  const [first, second] = fitting.filter((answer) => pathOf(answer).length === longest)
  if (first === undefined) throw new Error(`nothing is scripted for ${path}`)
  if (second !== undefined) answers.splice(answers.indexOf(first), 1)
  return first
}

function pathOf(answer: Scripted): string {
  return answer.kind === 'answer' ? (answer.path ?? '') : ''
}

function respond({ status = 200, headers, body, ending = 'complete', chunked = false }: Answer): Response {
  const bytes = body === undefined ? null : bytesOf(body)
  if (bytes === null || (ending === 'complete' && !chunked))
    return new Response(bytes, { status, headers: headers ?? {} })
  return new Response(streamOf(bytes, ending), { status, headers: headers ?? {} })
}

function bytesOf(body: NonNullable<Answer['body']>): Uint8Array<ArrayBuffer> {
  if ('text' in body) return Uint8Array.from(new TextEncoder().encode(body.text))
  if ('base64' in body) return Uint8Array.from(atob(body.base64), (character) => character.charCodeAt(0))
  if ('zeros' in body) return new Uint8Array(body.zeros)
  const bytes = new Uint8Array(body.jsonOfLength).fill(0x61)
  bytes.set(new TextEncoder().encode('{"id":"'))
  bytes.set(new TextEncoder().encode('"}'), body.jsonOfLength - 2)
  return bytes
}

function streamOf(bytes: Uint8Array<ArrayBuffer>, ending: NonNullable<Answer['ending']>): ReadableStream {
  const chunk = 65_536
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      if (sent < bytes.length) {
        controller.enqueue(bytes.slice(sent, sent + chunk))
        sent += chunk
      } else if (ending === 'complete') controller.close()
      else if (ending === 'break') controller.error(new Error('the connection broke'))
      else if (ending === 'trickle') {
        await scheduler.wait(20)
        controller.enqueue(Uint8Array.of(0x20))
      } else await scheduler.wait(30_000)
    },
  })
}
