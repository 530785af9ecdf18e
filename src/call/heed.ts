import type { UpstreamError } from '../errors/upstream-error.ts'
import { exhaustedUntil } from './limit-headers.ts'
import type { Clock, Meter, Snapshot } from './ports.ts'

export interface HeedServices {
  readonly meter: Pick<Meter, 'pause'>
  readonly now: Clock
}

/** Heeds what the headers of an answer say of the provider's limits, so that the next call isn't the one to be refused. */
export function heedHeaders(
  snapshot: Snapshot,
  operation: string,
  headers: Headers,
  { meter, now }: HeedServices,
): void {
  const { limitHeaders } = snapshot.provider
  if (limitHeaders === undefined) return
  const until = exhaustedUntil(headers, limitHeaders, now())
  if (until !== undefined) meter.pause(snapshot, scopeOf(snapshot, operation), until)
}

/** Heeds a refusal to be called so often that says how long to wait. */
export function heedRefusal(
  snapshot: Snapshot,
  operation: string,
  { code, details, retryAfter }: UpstreamError,
  { meter, now }: HeedServices,
): void {
  if (code !== 'rate_limited' || details.source !== 'provider' || retryAfter === undefined) return
  meter.pause(snapshot, scopeOf(snapshot, operation), now() + retryAfter * 1_000)
}

function scopeOf({ provider }: Snapshot, operation: string): string | undefined {
  return provider.limitHeaders?.scope === 'operation' ? operation : undefined
}
