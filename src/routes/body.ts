import { UpstreamError } from '../errors/upstream-error.ts'
import type { Incoming } from './incoming.ts'

/** Longest request body, in bytes. */
const longestBody = 1_048_576
/** Deepest nesting of a request body: far more than any operation takes. */
const deepest = 64

/** The JSON of a request; undefined where it has no body. */
export async function readJson(incoming: Incoming): Promise<unknown> {
  const announced = incoming.header('content-length')
  if (Number(announced ?? 0) > longestBody) throw tooLarge()
  // Asking for the body makes a stream of it, which text whose length is known doesn't need.
  const text = await (announced === undefined ? readUnannounced(incoming.request) : incoming.request.text())
  if (text === '') return undefined
  const contentType = incoming.header('content-type') ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType.trim())) {
    throw new UpstreamError('unsupported_media_type', {
      reason: contentType === '' ? 'The body has no content type.' : `The body is announced as "${contentType}".`,
    })
  }
  if (isTooDeep(text)) throw malformed(`It is nested more than ${deepest} levels deep.`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw malformed(cause instanceof Error ? `${cause.message}.` : 'It is broken.')
  }
}

async function readUnannounced(request: Request): Promise<string> {
  if (request.body === null) return ''
  let seen = 0
  const limited = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength
      if (seen > longestBody) controller.error(tooLarge())
      else controller.enqueue(chunk)
    },
  })
  return new Response(request.body.pipeThrough(limited)).text()
}

function tooLarge(): UpstreamError {
  return new UpstreamError('payload_too_large', {
    reason: `The body is longer than ${longestBody} bytes.`,
    outcome: 'not_sent',
  })
}

function malformed(why: string): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: `The body isn't JSON that can be read. ${why}`,
    suggestion: 'Send one JSON object.',
    issues: [{ path: 'body', message: why }],
    outcome: 'not_sent',
  })
}

/** Counts brackets outside strings, before anything recursive sees the text. */
function isTooDeep(text: string): boolean {
  if (text.length <= deepest) return false
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === backslash) index += 1
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openBrace || code === openBracket) {
      depth += 1
      if (depth > deepest) return true
    } else if (code === closeBrace || code === closeBracket) depth -= 1
  }
  return false
}

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
