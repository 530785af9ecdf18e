/** The bindings of `wrangler.toml`, with the secrets that it can't name values for. */
export interface Bindings
  extends Omit<
    Env,
    'AUTH_MODE' | 'CONNECT_RETURN_URLS' | 'UPSTREAM_EGRESS' | 'LOCAL_MODE' | 'INTEGRATIONS' | 'WRITES'
  > {
  readonly INTEGRATIONS: DurableObjectNamespace<import('./objects/integration-object.ts').IntegrationObject>
  readonly WRITES: DurableObjectNamespace<import('./writes/keyed-write.ts').KeyedWrite>
  readonly AUTH_MODE?: string
  readonly UPSTREAM_EGRESS?: string
  readonly LOCAL_MODE?: string
  readonly VAULT_KEYS?: string
  readonly ADMIN_TOKEN?: string
  readonly GATEWAY_SECRET?: string
  readonly OAUTH_APPS?: string
  readonly CONNECT_RETURN_URLS?: string
  /** What requests to providers leave by, in place of the runtime's own way out. */
  readonly EGRESS?: Pick<Fetcher, 'fetch'>
}
