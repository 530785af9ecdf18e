import { decodeBase64, encodeBase64Url, isFields, parseJson } from '../http.ts'

/** What a token of the sandbox says by itself, so that whoever meets it can tell where its consent is kept. */
export interface IssuedToken {
  readonly consent: string
  /** The account of the sandbox whose state has the consent. */
  readonly account: string
  /** Milliseconds since 1970; null where it doesn't expire. */
  readonly until: number | null
}

/** What each of them has in it, whatever a provider puts in front and behind: base64url of `{"sandbox`. */
const form = /eyJzYW5kYm94[\w-]+/

/** `serial` makes each token another. */
export function writeToken({ consent, account, until }: IssuedToken, serial: string): string {
  return encodeBase64Url(JSON.stringify({ sandbox: consent, account, until, serial }))
}

/** Undefined where the token isn't one that an authorization server of the sandbox has issued. */
export function readToken(token: string): IssuedToken | undefined {
  const encoded = form.exec(token)?.[0]
  const said = encoded === undefined ? undefined : parseJson(decodeBase64(encoded) ?? '')
  if (!isFields(said)) return undefined
  const { sandbox, account, until } = said
  if (typeof sandbox !== 'string' || typeof account !== 'string') return undefined
  return { consent: sandbox, account, until: typeof until === 'number' ? until : null }
}
