/** What a key may be used for. */
export const scopes = ['catalog:read', 'config:read', 'config:write', 'call', 'call:read', 'webhooks', 'admin'] as const

export type Scope = (typeof scopes)[number]

export function isScope(value: unknown): value is Scope {
  return scopes.some((scope) => scope === value)
}

/** `call` covers `call:read`; nothing else covers another. */
export function covers(held: readonly Scope[], needed: Scope): boolean {
  return held.includes(needed) || (needed === 'call:read' && held.includes('call'))
}

/** What a caller may do that a gateway in front has authenticated: everything but the administration. */
export const trustedScopes: readonly Scope[] = scopes.filter((scope) => scope !== 'admin')
