import type { Operation } from '../kit/operation.ts'
import type { Snapshot } from './ports.ts'

/** The key of one write, and how the provider gets it. */
export interface WriteKey {
  readonly key: string
  /** The header that carries it; empty where the request does so itself, or nothing does. */
  readonly headers: Readonly<Record<string, string>>
  /** Whether the caller can send the same write again, and the provider would recognise it. */
  readonly repeatable: boolean
}

/**
 * The key by which the provider recognises a write that it has seen. The caller's `Idempotency-Key` is passed on under
 * a derived key, so that two integrations of one account never meet in the provider's memory of keys; a caller without
 * one gets a random key, which protects this call alone. Where the provider recognises nothing, only the gateway's own
 * memory of keyed writes does (`keyed.ts`). Only a key that has to be derived is a promise.
 */
export function writeKey(
  snapshot: Snapshot,
  operation: Operation,
  given: string | undefined,
  randomId: () => string,
): WriteKey | Promise<WriteKey> {
  const header = snapshot.provider.idempotencyHeader
  const honoured = operation.effect === 'write' && (header !== undefined || operation.keyed)
  if (!honoured) return unkeyed
  const headers = (key: string) => (header === undefined || operation.keyed ? {} : { [header]: key })
  if (given === undefined) {
    const key = randomId()
    return { key, headers: headers(key), repeatable: false }
  }
  return derive(snapshot, operation, given).then((key) => ({ key, headers: headers(key), repeatable: true }))
}

const unkeyed: WriteKey = { key: '', headers: {}, repeatable: false }

/** 32 hexadecimal characters: short enough for every provider's limit. */
async function derive({ org, id }: Snapshot, operation: Operation, key: string): Promise<string> {
  const bytes = new TextEncoder().encode([org, id, operation.id, key].join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
