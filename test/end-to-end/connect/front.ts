import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './protocol.ts'

/** Longest time that a slow token endpoint takes, in milliseconds. */
const longestDelay = 300

export interface FrontOptions {
  readonly fault: () => Fault
  /** From 0 to 1. */
  readonly random: () => number
  /** Lets a request through, with what has been read of it. */
  readonly through: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** A request is held; what is answered ends the notice of it. */
  readonly hold: (form: URLSearchParams) => Promise<() => void>
  readonly arrived: (form: URLSearchParams) => void
}

/** What stands in front of the token endpoint and makes it fail before it has done anything. */
export async function front(request: IncomingMessage, response: ServerResponse, options: FrontOptions): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve))
  const form = await formOf(request)
  // Where the authorization server looks for what was read before it.
  Object.assign(request, { body: Object.fromEntries(form) })
  options.arrived(form)
  const fault = options.fault()
  switch (fault) {
    case 'none':
      return options.through(request, response)
    case 'slow':
      await wait(longestDelay * options.random())
      // Whoever has given up must not be answered behind their back: that would use up the refresh token.
      if (!response.destroyed && !request.socket.destroyed) await options.through(request, response)
      return
    case 'unavailable':
      response.writeHead(503, { 'Content-Type': 'application/json' })
      response.end('{"error":"temporarily_unavailable"}')
      return
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('<!doctype html><title>Maintenance</title>')
      return
    case 'broken':
      request.socket.destroy()
      return
    case 'held': {
      const release = await options.hold(form)
      await gone
      release()
    }
  }
}

export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
