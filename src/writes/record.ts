/**
 * What is known of one write that a caller has given an Idempotency-Key: which request it was, when it began, and its
 * answer once there is one. Pure.
 */
export interface WriteRecord {
  /** A digest of the request: the same key with another one is a mistake of the caller. */
  readonly fingerprint: string
  /** Who began it: whoever asks again because the answer was lost is told the same, and nobody else forgets it. */
  readonly attempt: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** The sealed answer; undefined while the write is on its way, or for ever if whoever sent it was lost. */
  readonly answer: string | undefined
}

export type Begun =
  /** Nobody has sent it: the caller of this may. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'in-flight' }
  /** It was sent, and whoever sent it never told what became of it. */
  | { readonly kind: 'lost' }
  /** The key belongs to another request. */
  | { readonly kind: 'other-request' }

/** A write without an answer is lost after this long, in milliseconds: longer than any call may take. */
export const patience = 180_000

/** How long an answer is kept, in milliseconds. */
export const memory = 86_400_000

/**
 * Asks to send a write. `resumable` says that the provider recognises the key as well, so that a lost write may be sent
 * again.
 */
export function begin(
  known: WriteRecord | undefined,
  { fingerprint, attempt }: Pick<WriteRecord, 'fingerprint' | 'attempt'>,
  now: number,
  resumable: boolean,
): { readonly begun: Begun; readonly record: WriteRecord } {
  const fresh = { fingerprint, attempt, startedAt: now, answer: undefined }
  if (known === undefined || now - known.startedAt > memory) return { begun: { kind: 'begun' }, record: fresh }
  if (known.fingerprint !== fingerprint) return { begun: { kind: 'other-request' }, record: known }
  if (known.answer !== undefined) return { begun: { kind: 'answered', answer: known.answer }, record: known }
  if (known.attempt === attempt) return { begun: { kind: 'begun' }, record: known }
  if (now - known.startedAt <= patience) return { begun: { kind: 'in-flight' }, record: known }
  return resumable ? { begun: { kind: 'begun' }, record: fresh } : { begun: { kind: 'lost' }, record: known }
}

/** Whether an attempt may forget the write: it began it, and there is no answer that others may ask for. */
export function mayRelease(known: WriteRecord | undefined, attempt: string): boolean {
  return known !== undefined && known.attempt === attempt && known.answer === undefined
}
