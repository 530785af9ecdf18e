/** What the scripted provider does with a request: plain data, since it crosses into another Worker. */
export type Scripted = Answer | { readonly kind: 'hang' } | { readonly kind: 'refuse' }

export interface Answer {
  readonly kind: 'answer'
  /** Only for requests whose path starts like this. */
  readonly path?: string
  readonly status?: number
  /** Milliseconds until it answers. */
  readonly delay?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: ScriptedBody
  /**
   * `stall` never sends the end of the body, `trickle` goes on for ever with a blank every few milliseconds, `break` breaks
   * the connection there.
   */
  readonly ending?: 'complete' | 'stall' | 'trickle' | 'break'
  /** Without a Content-Length, as a server that streams. */
  readonly chunked?: boolean
}

export type ScriptedBody =
  | { readonly text: string }
  | { readonly base64: string }
  /** So many bytes of JSON text. */
  | { readonly jsonOfLength: number }
  /** So many bytes that are no text. */
  | { readonly zeros: number }

/** A request as it came over the wire; `url` is the one that the gateway meant. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Origins that stand in for the internet. */
export const sandboxOrigin = 'http://sandbox.test'
export const controlOrigin = 'http://control.test'
export const scriptedSuffix = '.provider.test'
