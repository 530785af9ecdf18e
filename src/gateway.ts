import { waitUntil } from 'cloudflare:workers'
import { reachableDatabase } from './bindings/database.ts'
import { keepTrying } from './bindings/keep-trying.ts'
import { parts, reach } from './bindings/reach.ts'
import type { CallServices } from './call/call.ts'
import type { Meter, Snapshot, WriteLedger } from './call/ports.ts'
import { Tokens } from './call/tokens.ts'
import { CachedCatalog, type CatalogStore, type StoredCatalog } from './catalog/cached-catalog.ts'
import { buildCatalog } from './catalog/catalog.ts'
import { findApiKeyByHash } from './db/api-keys.ts'
import { openDatabase } from './db/database.ts'
import { createDataKey, loadDataKey, replaceDataKey } from './db/orgs.ts'
import { createEgress, parseReplacements } from './egress/egress.ts'
import type { Bindings } from './env.ts'
import { unreachable } from './errors/unreachable.ts'
import { UpstreamError, upstreamErrorIn } from './errors/upstream-error.ts'
import type { IntegrationServices } from './integrations/services.ts'
import { Snapshots } from './integrations/snapshots.ts'
import { once } from './kit/contract.ts'
import { LocalMeters } from './meter/local-meters.ts'
import { summarize } from './meter/metrics.ts'
import type { MeterPort } from './meter/protocol.ts'
import { providers } from './providers/registry.ts'
import { integrationTypes } from './providers/types.ts'
import { type AdministrationServices, scopesOf } from './tenancy/administration.ts'
import type { AuthenticationOptions } from './tenancy/authenticate.ts'
import { randomText, sha256Hex } from './tenancy/key.ts'
import { KeyCache } from './tenancy/key-cache.ts'
import { type Keyring, KeyringUnusable, parseKeyring } from './vault/keyring.ts'
import { Vault } from './vault/vault.ts'

/** Plain services in place of bindings: what the routes work with. */
export interface Gateway {
  readonly authentication: AuthenticationOptions
  readonly adminToken: string | undefined
  readonly integrations: IntegrationServices
  readonly call: CallServices
  readonly administration: AdministrationServices
  readonly catalog: () => Promise<StoredCatalog>
  readonly randomId: (length: number) => string
}

const gateways = new WeakMap<object, Gateway>()

/** The services of an isolate: made from its bindings on the first request, with everything that isolates may hold. */
export function gatewayOf(env: Bindings): Gateway {
  const known = gateways.get(env)
  if (known !== undefined) return known
  const gateway = wire(env)
  gateways.set(env, gateway)
  return gateway
}

/** The one place that touches bindings. */
function wire(env: Bindings): Gateway {
  const db = openDatabase(reachableDatabase(env.DB))
  const local = env.LOCAL_MODE === 'true'
  const now = () => Date.now()
  const date = () => new Date()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const sleep = (milliseconds: number) => scheduler.wait(milliseconds)
  const insist = (work: () => Promise<void>) => keepTrying(work, { later, sleep })
  const randomId = (length: number) => randomText(length, random, 'abcdefghijklmnopqrstuvwxyz0123456789')

  const vault = new Vault({
    keyring: keyringOf(env.VAULT_KEYS),
    random,
    dataKeys: {
      load: (org) => loadDataKey(db, org),
      create: (org, wrapped) => createDataKey(db, org, wrapped),
      replace: (org, previous, wrapped) => replaceDataKey(db, org, previous, wrapped),
    },
  })
  const snapshots = new Snapshots({ db, vault, now })
  const meters = new LocalMeters({
    port: (key) => meterPort(env.INTEGRATIONS, key),
    now,
    isolate: once(() => crypto.randomUUID()),
    sleep,
    later,
  })
  const keys = new KeyCache({
    now,
    later,
    async find(key) {
      const row = await findApiKeyByHash(db, await sha256Hex(key))
      return row === undefined ? undefined : { org: row.orgId, scopes: scopesOf(row.scopes) }
    },
  })
  // Replacements are for one machine alone; a deployment that sets them by mistake sends nothing anywhere else.
  const send = createEgress({
    fetch: (input, init) => fetch(input, init),
    replacements: local ? parseReplacements(env.UPSTREAM_EGRESS) : new Map(),
  })
  const catalog = new CachedCatalog({
    store: catalogStore(env.CATALOG),
    version: env.VERSION.id,
    build: () => buildCatalog(integrationTypes, providers),
    hash: sha256Hex,
    later,
  })

  return {
    authentication: {
      mode: env.AUTH_MODE,
      findKey: (key) => keys.find(key),
      gatewaySecret: env.GATEWAY_SECRET,
      local,
    },
    adminToken: env.ADMIN_TOKEN,
    integrations: {
      db,
      vault,
      now: date,
      randomId,
      createOrgs: env.AUTH_MODE === 'trusted-header',
      meters: {
        async read(org, integration) {
          const metrics = await meters.read(meterKey(org, integration))
          return {
            summary: summarize(metrics),
            lastUsed: metrics.lastUsed === null ? null : new Date(metrics.lastUsed).toISOString(),
          }
        },
        async announce(org, integration, version) {
          snapshots.forget(org)
          meters.forget(meterKey(org, integration))
          // What is written is in force whether or not it is announced: that only makes it known sooner everywhere.
          await insist(() => meters.announce(meterKey(org, integration), version))
        },
      },
    },
    call: {
      resolver: snapshots,
      meter: meterOf(meters),
      writes: writesOf(env.WRITES, vault, insist),
      sleep,
      send,
      tokens: new Tokens({ send, now }),
      now,
      randomId: () => crypto.randomUUID(),
    },
    administration: { db, random, now: date, forgetKeys: () => keys.clear(), rewrap: (org) => vault.rewrap(org) },
    catalog: () => catalog.get(),
    randomId,
  }
}

/** Lets work go on after the answer of the request at hand; what it throws is told to the log, since nobody waits for it. */
function later(work: Promise<unknown>): void {
  waitUntil(
    work.catch((thrown: unknown) => {
      const error = thrown instanceof Error ? thrown.message : 'unknown'
      console.error(JSON.stringify({ message: 'work after an answer failed', error }))
    }),
  )
}

type IntegrationStub = ReturnType<Bindings['INTEGRATIONS']['get']>

/** A stub belongs to the request that made it, so every message gets one of its own. */
function meterPort(meters: Bindings['INTEGRATIONS'], key: string): MeterPort {
  const ask = <Answer>(question: (stub: IntegrationStub) => Promise<Answer>) =>
    reach(parts.integration, () => question(meters.get(meters.idFromName(key))))
  return {
    lease({ returned, ...request }) {
      // Permits whose answer was lost count as used, and unused ones are given back once, whether or not that is heard: so
      // asking twice never makes more calls than the limit.
      let unsaid = returned
      return ask((stub) => {
        const said = unsaid
        unsaid = []
        return stub.lease({ ...request, returned: said })
      })
    },
    flush: (batch) => ask((stub) => stub.flush(batch)),
    read: () => ask((stub) => stub.read()),
    announce: (version) => ask((stub) => stub.announce(version)),
  }
}

function meterKey(org: string, integration: string): string {
  return `${org}|${integration}`
}

/** The cache of the catalog; whoever reads it does without where it is away. */
function catalogStore(store: KVNamespace): CatalogStore {
  return {
    get: (key, type) => reach(parts.catalog, () => store.get(key, type)),
    put: (key, value, options) => reach(parts.catalog, () => store.put(key, value, options)),
  }
}

/** Answers of keyed writes are sealed: they are customers' data, and are kept for a day. */
function writesOf(
  namespace: Bindings['WRITES'],
  vault: Vault,
  insist: (work: () => Promise<void>) => Promise<void>,
): WriteLedger {
  return {
    open({ org, id }, operation, key) {
      const name = `${org}|${id}|${operation}|${key}`
      const attempt = crypto.randomUUID()
      const ask = <Answer>(question: (stub: WriteStub) => Promise<Answer>) =>
        reach(parts.keyedWrite, () => question(namespace.get(namespace.idFromName(name))))
      const release = () => insist(() => ask((stub) => stub.release(attempt)))
      return {
        async begin(fingerprint, resumable) {
          const begun = await ask(async (stub) => stub.begin(fingerprint, attempt, resumable)).catch(
            (thrown: unknown) => {
              // It may have begun all the same, and would then stand in the way of the next try.
              later(release())
              throw thrown
            },
          )
          return begun.kind === 'answered'
            ? { kind: 'answered', answer: await vault.openText(org, name, begun.answer).catch(unopened) }
            : begun
        },
        async settle(answer) {
          await insist(async () => {
            const sealed = await vault.sealText(org, name, answer)
            await ask((stub) => stub.settle(sealed))
          })
        },
        release,
      }
    },
  }
}

type WriteStub = ReturnType<Bindings['WRITES']['get']>

/** The write was sent by an earlier call, so this isn't one of which nothing was sent. */
function unopened(thrown: unknown): never {
  if (upstreamErrorIn(thrown) === undefined) throw thrown
  throw unreachable(parts.database.name, thrown, {
    reason:
      'The call with this Idempotency-Key has its answer already, and the gateway could not reach its database to read it.',
    suggestion: 'Send it again with the same key in a little while.',
    outcome: 'uncertain',
  })
}

function meterOf(meters: LocalMeters): Meter {
  const key = ({ org, id }: Snapshot) => meterKey(org, id)
  return {
    take: (snapshot) => meters.take(key(snapshot), snapshot.version, snapshot.limits),
    async lease(snapshot) {
      try {
        const answer = await meters.lease(key(snapshot), snapshot.version, snapshot.limits)
        if (answer.kind !== 'late') return answer
        return { kind: 'away', error: unreachable(parts.integration.name, new Error('its permits came too late')) }
      } catch (thrown) {
        const error = upstreamErrorIn(thrown)
        if (error === undefined) throw thrown
        return { kind: 'away', error }
      }
    },
    record: (snapshot, call) => meters.record(key(snapshot), call),
  }
}

/**
 * The key ring, parsed on first use. A deployment without one refuses to keep or to open a secret. The value is kept and
 * not the promise: a promise belongs to the request that made it.
 */
function keyringOf(text: string | undefined): () => Promise<Keyring> {
  let known: Keyring | undefined
  return async () => {
    try {
      known ??= await parseKeyring(text)
      return known
    } catch (thrown) {
      if (!(thrown instanceof KeyringUnusable)) throw thrown
      throw new UpstreamError('internal_error', {
        reason: `This deployment can't keep secrets: ${thrown.message}.`,
        suggestion: 'Its operator has to set VAULT_KEYS, as the configuration table of the README says.',
      })
    }
  }
}
