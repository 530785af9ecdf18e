/**
 * Where a provider listens. An origin is a literal, a choice among literals, or made from one configured value that
 * must match an anchored pattern whole, so that no configuration can point a request at another host.
 */
export type Server =
  | { readonly kind: 'fixed'; readonly origin: Origin }
  | {
      readonly kind: 'choice'
      readonly field: string
      readonly origins: Readonly<Record<string, Origin>>
      readonly fallback?: Origin | undefined
    }
  | {
      readonly kind: 'pattern'
      readonly field: string
      readonly origin: (value: string) => string
      readonly hosts: RegExp
      readonly fallback?: Origin | undefined
    }

export type Origin = `https://${string}`

/** The configured values that may choose a host; never a secret. */
export type PublicValues = Readonly<Record<string, unknown>>

export function fixed(origin: Origin): Server {
  return { kind: 'fixed', origin }
}

/**
 * One origin per value of a field: `choice('environment', { test: 'https://…', live: 'https://…' })`. `fallback` is for
 * configs without that field.
 */
export function choice(field: string, origins: Readonly<Record<string, Origin>>, fallback?: Origin): Server {
  return { kind: 'choice', field, origins, fallback }
}

/**
 * An origin made from a configured value. `hosts` must match the whole host name of the result: it is anchored at both
 * ends, and has no flags, with some of which it would remember where it was. `fallback` is for configs without that
 * field.
 */
export function pattern(field: string, hosts: RegExp, origin: (value: string) => string, fallback?: Origin): Server {
  if (!hosts.source.startsWith('^') || !hosts.source.endsWith('$')) throw new TypeError('hosts must be anchored')
  if (hosts.flags !== '') throw new TypeError('hosts must have no flags')
  return { kind: 'pattern', field, hosts, origin, fallback }
}

/** Thrown when the configuration leads to no host that the provider has. */
export class HostRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'HostRefused'
  }
}

export function originOf(server: Server, config: PublicValues): string {
  switch (server.kind) {
    case 'fixed':
      return server.origin
    case 'choice': {
      const chosen = config[server.field]
      if (chosen === undefined && server.fallback !== undefined) return server.fallback
      const origin =
        typeof chosen === 'string' && Object.hasOwn(server.origins, chosen) ? server.origins[chosen] : undefined
      if (origin === undefined) throw new HostRefused(`no host for ${server.field} "${String(chosen)}"`)
      return origin
    }
    case 'pattern': {
      const value = config[server.field]
      if (value === undefined && server.fallback !== undefined) return server.fallback
      if (typeof value !== 'string') throw new HostRefused(`${server.field} is missing`)
      return checkedOrigin(server.origin(value), server.hosts)
    }
  }
}

function checkedOrigin(candidate: string, hosts: RegExp): string {
  const url = URL.canParse(candidate) ? new URL(candidate) : undefined
  // Both ends of an expression may be anchored and its alternatives be open, so what it matched is looked at as well.
  const isKnown = url?.protocol === 'https:' && url.port === '' && hosts.exec(url.hostname)?.[0] === url.hostname
  if (!isKnown || url.origin !== candidate) throw new HostRefused(`"${candidate}" isn't a host of this provider`)
  return url.origin
}

/** A path that a URL parser takes as it is: nothing to encode, and no segment that it would drop. */
const plainPath = /^\/[\w\-.~!$&()*+,;=:@%/]*$/
const droppedSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/**
 * The URL of a request. Built from literals and encoded parameters; where anything in the path could mean more than it
 * says, it is parsed again, and origin and path must come back unchanged.
 */
export function urlOf(origin: string, path: string, query: string): string {
  if (!plainPath.test(path) || droppedSegment.test(path)) {
    const url = new URL(origin + path)
    if (url.origin !== origin || url.pathname !== path) throw new HostRefused('the path would leave its host')
  }
  return query === '' ? origin + path : `${origin}${path}?${query}`
}
