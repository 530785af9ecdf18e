import type { CallServices } from '../../../src/call/call.ts'
import type { MeteredCall, Send, Snapshot, WriteLedger } from '../../../src/call/ports.ts'
import { begin, type WriteRecord } from '../../../src/writes/record.ts'
import { exchangeServices, type WorldlyServices } from './exchange-services.ts'

/** A plain read, as whoever plans it has it. */
export const plainRead = {
  operation: 'get-balance',
  input: { kind: 'body', value: {} },
  view: 'native',
  raw: false,
  idempotencyKey: undefined,
} as const

/** The same, as it comes from a route. */
export const readRequest = { org: 'org_test', requestId: 'req_test', integration: 'stripe', ...plainRead } as const

/** All that a call of one integration needs, in memory: every call is admitted, and keyed writes are remembered. */
export interface CallWorld extends CallServices, Omit<WorldlyServices, 'meter'> {
  readonly recorded: readonly MeteredCall[]
}

export function callServices(
  snapshot: Snapshot,
  send: Send,
  options?: Parameters<typeof exchangeServices>[1],
): CallWorld {
  const exchanging = exchangeServices(send, options)
  const recorded: MeteredCall[] = []
  return {
    ...exchanging,
    resolver: {
      peek: () => snapshot,
      find: async () => snapshot,
      load: async () => snapshot,
      readAhead: () => undefined,
    },
    meter: {
      take: () => true,
      lease: async () => ({ kind: 'admitted', probe: undefined }),
      record: (_, call) => {
        recorded.push(call)
      },
      pause: () => undefined,
      enter: async () => ({ kind: 'entered', leave: () => undefined }),
    },
    writes: memoryOfWrites(exchanging.now),
    later: () => undefined,
    recorded,
  }
}

/** What the Durable Objects of keyed writes do, by the same arithmetic. */
function memoryOfWrites(now: () => number): WriteLedger {
  const records = new Map<string, WriteRecord>()
  return {
    open({ org, id }, operation, key) {
      const name = [org, id, operation, key].join('|')
      const attempt = crypto.randomUUID()
      return {
        async begin(fingerprint, resumable) {
          const { begun, record } = begin(records.get(name), { fingerprint, attempt }, now(), resumable)
          records.set(name, record)
          return begun
        },
        async settle(answer) {
          const known = records.get(name)
          if (known !== undefined) records.set(name, { ...known, answer })
        },
        async release() {
          records.delete(name)
        },
      }
    },
  }
}
