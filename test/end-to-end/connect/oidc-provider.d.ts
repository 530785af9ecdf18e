/** What is used of `oidc-provider`, which comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Interaction {
    readonly uid: string
    readonly params: Readonly<Record<string, unknown>>
  }

  interface Token {
    readonly accountId: string
    /** Seconds since 1970. */
    readonly exp: number
  }

  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
    destroy(): Promise<void>
  }

  interface Context {
    readonly oidc?: { readonly route?: string; readonly params?: Readonly<Record<string, unknown>> }
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    readonly AccessToken: {
      find(token: string, options: { readonly ignoreExpiration: true }): Promise<Token | undefined>
    }
    readonly RefreshToken: { find(token: string): Promise<Token | undefined> }
    readonly Grant: {
      new (of: { readonly accountId: string; readonly clientId: string }): Grant
      find(id: string): Promise<Grant | undefined>
    }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    on(event: 'grant.revoked' | 'server_error', listener: (context: Context, detail: unknown) => void): void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: unknown): Promise<void>
  }
}
