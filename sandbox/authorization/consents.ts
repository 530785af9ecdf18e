import type { State } from '../provider.ts'

/** What an account has allowed a program. */
export interface Consent {
  readonly id: string
  readonly client: string
  readonly scopes: readonly string[]
  readonly isRevoked: boolean
}

/** What the browser brings back: good for one exchange, by the program and for the redirect that it was made for. */
export interface Code {
  readonly code: string
  readonly consent: string
  readonly client: string
  readonly redirectUri: string
  readonly challenge: string | null
  /** Milliseconds since 1970. */
  readonly until: number
  readonly isUsed: boolean
}

export interface RefreshToken {
  readonly token: string
  readonly consent: string
  /** Milliseconds since 1970. */
  readonly issued: number
  /** When another took its place; null while none has. */
  readonly replaced: number | null
  /** The one whose place it took; null where a code was exchanged for it. */
  readonly predecessor: string | null
  /** Over before its time, since its successor has been used. */
  readonly isOver: boolean
}

export const consents = {
  find: (state: State, id: string) => state.get<Consent>('consent', id),
  save: (state: State, consent: Consent) => state.put('consent', consent.id, consent),
}

export const codes = {
  find: (state: State, code: string) => state.get<Code>('code', code),
  save: (state: State, code: Code) => state.put('code', code.code, code),
}

export const refreshTokens = {
  find: (state: State, token: string) => state.get<RefreshToken>('refresh token', token),
  save: (state: State, token: RefreshToken) => state.put('refresh token', token.token, token),
}

export function endConsent(state: State, id: string): void {
  const consent = consents.find(state, id)
  if (consent !== undefined) consents.save(state, { ...consent, isRevoked: true })
}
