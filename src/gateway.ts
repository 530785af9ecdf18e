import { waitUntil } from 'cloudflare:workers'
import { catalogStore } from './bindings/catalog-store.ts'
import { reachableDatabase } from './bindings/database.ts'
import { Flights } from './bindings/flights.ts'
import { connectionOwner, meterPort, objectName, slotPort } from './bindings/integration-object.ts'
import { keepTrying } from './bindings/keep-trying.ts'
import { keyringOf } from './bindings/keyring.ts'
import { parts } from './bindings/reach.ts'
import { writeLedger } from './bindings/write-ledger.ts'
import type { CallServices } from './call/call.ts'
import type { ExchangeServices } from './call/exchange.ts'
import { UnkeptTokens } from './call/fetched-token.ts'
import type { Meter, Snapshot } from './call/ports.ts'
import { RetryBudget } from './call/retry-budget.ts'
import { CachedCatalog, type StoredCatalog } from './catalog/cached-catalog.ts'
import { buildCatalog } from './catalog/catalog.ts'
import { parseApps } from './connect/apps.ts'
import { fetchByCredentials } from './connect/fetch-by-credentials.ts'
import { HeldTokens } from './connect/held-tokens.ts'
import { type Renewal, renew } from './connect/renewal.ts'
import { parseReturnUrls } from './connect/return-url.ts'
import type { ConnectServices, SealedTokens, Seals, TokenOwner } from './connect/services.ts'
import type { TokenOf } from './connect/token-state.ts'
import { findApiKeyByHash } from './db/api-keys.ts'
import { openDatabase } from './db/database.ts'
import type { KeyedIntegrationRow } from './db/integrations.ts'
import { createDataKey, loadDataKey, replaceDataKey } from './db/orgs.ts'
import { browserUrl, createEgress, parseReplacements } from './egress/egress.ts'
import type { Bindings } from './env.ts'
import { unreachable } from './errors/unreachable.ts'
import { upstreamErrorIn } from './errors/upstream-error.ts'
import { loseConsent } from './integrations/connection.ts'
import type { IntegrationServices } from './integrations/services.ts'
import { Snapshots } from './integrations/snapshots.ts'
import { once } from './kit/contract.ts'
import { leaseLife } from './meter/admission.ts'
import { LocalMeters } from './meter/local-meters.ts'
import { LocalSlots } from './meter/local-slots.ts'
import { summarize } from './meter/metrics.ts'
import { everything } from './meter/pauses.ts'
import { providers } from './providers/registry.ts'
import { integrationTypes } from './providers/types.ts'
import { type AdministrationServices, scopesOf } from './tenancy/administration.ts'
import type { AuthenticationOptions, KnownKey } from './tenancy/authenticate.ts'
import { randomText, sha256Hex } from './tenancy/key.ts'
import { KeyCache } from './tenancy/key-cache.ts'
import { Vault } from './vault/vault.ts'

/** Plain services in place of bindings: what the routes work with. */
export interface Gateway {
  readonly authentication: AuthenticationOptions
  readonly adminToken: string | undefined
  readonly integrations: IntegrationServices
  readonly call: CallServices
  /** The same for a config that isn't saved yet, whose credentials have no Durable Object that would keep their tokens. */
  readonly unsaved: ExchangeServices
  readonly connect: ConnectServices
  /** What an integration's Durable Object needs to keep its tokens alive. */
  readonly renewal: {
    renew(owner: TokenOwner, tokens: SealedTokens, interrupted: boolean): Promise<Renewal>
    fetch(owner: TokenOwner, next: TokenOf): Promise<Renewal>
    /** Answers the version from which on the consent counts as lost. */
    lose(owner: TokenOwner, grant: string, reason: string): Promise<number | undefined>
  }
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
  const references = new Flights<KeyedIntegrationRow[]>({ sleep })
  const snapshots = new Snapshots({ db, vault, now, share: (key, ask) => references.join(key, ask) })
  const seals: Seals = {
    seal: (org, associated, text, dataKey) => vault.sealText(org, associated, text, dataKey),
    open: (org, associated, sealed, dataKey) => vault.openText(org, associated, sealed, dataKey),
  }
  const owner = (org: string, integration: string) => connectionOwner(env.INTEGRATIONS, objectName(org, integration))
  const heldTokens = new HeldTokens({
    seals,
    ask: ({ org, id }, access, refused) => owner(org, id).token({ org, integration: id }, access, refused),
    now,
    life: leaseLife,
  })
  const meters = new LocalMeters({
    port: (key) => meterPort(env.INTEGRATIONS, key, now, heldTokens, Math.random()),
    now,
    isolate: once(() => crypto.randomUUID()),
    sleep,
    later,
  })
  const slots = new LocalSlots({
    port: (key) => slotPort(env.INTEGRATIONS, key),
    now,
    randomId: () => crypto.randomUUID(),
    sleep,
    later,
  })
  const keysAsked = new Flights<KnownKey | undefined>({ sleep })
  const keys = new KeyCache({
    now,
    later,
    find: (key) =>
      keysAsked.join(key, async () => {
        const row = await findApiKeyByHash(db, await sha256Hex(key))
        return row === undefined ? undefined : { org: row.orgId, scopes: scopesOf(row.scopes) }
      }),
  })
  // Replacements are for one machine alone; a deployment that sets them by mistake sends nothing anywhere else.
  const replacements = local ? parseReplacements(env.UPSTREAM_EGRESS) : new Map<string, string>()
  const send = createEgress({ fetch: wayOut(env.EGRESS), replacements })
  const catalog = new CachedCatalog({
    store: catalogStore(env.CATALOG),
    version: env.VERSION.id,
    build: () => buildCatalog(integrationTypes, providers),
    hash: sha256Hex,
    later,
  })

  const apps = once(() => parseApps(env.OAUTH_APPS))
  const returnUrls = once(() => parseReturnUrls(env.CONNECT_RETURN_URLS))
  const integrations: IntegrationServices = {
    db,
    vault,
    now: date,
    randomId,
    createOrgs: env.AUTH_MODE === 'trusted-header',
    meters: {
      async read(org, integration) {
        const metrics = await meters.read(objectName(org, integration))
        return {
          summary: summarize(metrics),
          lastUsed: metrics.lastUsed === null ? null : new Date(metrics.lastUsed).toISOString(),
        }
      },
      async rollUps(org, integration, period) {
        const kept = await meters.rollUps(objectName(org, integration), period)
        return kept.map(({ start, metrics }) => ({ start: new Date(start).toISOString(), ...summarize(metrics) }))
      },
      calls: (org, integration, query) => meters.calls(objectName(org, integration), query),
      async announce(org, integration, version) {
        snapshots.forget(org)
        heldTokens.forget(org, integration)
        meters.forget(objectName(org, integration))
        // What is written is in force whether or not it is announced: that only makes it known sooner everywhere.
        await insist(() => meters.announce(objectName(org, integration), version))
      },
    },
  }

  const call: CallServices = {
    resolver: snapshots,
    meter: meterOf(meters, slots),
    writes: writeLedger(env.WRITES, { vault, insist, later }),
    sleep,
    send,
    tokens: heldTokens,
    now,
    randomId: () => crypto.randomUUID(),
    random: () => Math.random(),
    retries: new RetryBudget(),
    later,
  }
  const unkeptTokens = new UnkeptTokens({ send, now })
  const source = ({ access }: Snapshot) => (access?.kind === 'consent' ? heldTokens : unkeptTokens)
  const renewing = { db, vault, seals, send, now: date, appOf: (provider: string) => apps().get(provider) }

  return {
    authentication: {
      mode: env.AUTH_MODE,
      findKey: (key) => keys.find(key),
      gatewaySecret: env.GATEWAY_SECRET,
      local,
    },
    adminToken: env.ADMIN_TOKEN,
    integrations,
    connect: {
      ...integrations,
      seals,
      owner,
      send,
      appOf: renewing.appOf,
      get returnUrls() {
        return returnUrls()
      },
      browse: (url) => browserUrl(url, replacements),
      local,
      sha256: sha256Hex,
    },
    renewal: {
      renew: (owner, tokens, interrupted) => renew(owner, tokens, interrupted, renewing).catch(refreshFault),
      fetch: (owner, next) => fetchByCredentials(owner, next, renewing).catch(refreshFault),
      async lose({ org, integration }, grant, reason) {
        return (await loseConsent(org, integration, grant, reason, { db, now: date }))?.version
      },
    },
    call,
    unsaved: {
      ...call,
      tokens: {
        peek: (snapshot) => source(snapshot).peek(snapshot),
        fetch: (snapshot, signal, refused) => source(snapshot).fetch(snapshot, signal, refused),
      },
    },
    administration: { db, random, now: date, forgetKeys: () => keys.clear(), rewrap: (org) => vault.rewrap(org) },
    catalog: () => catalog.get(),
    randomId,
  }
}

function wayOut(egress: Bindings['EGRESS']): typeof fetch {
  return egress === undefined ? (input, init) => fetch(input, init) : (input, init) => egress.fetch(input, init)
}

/** Lets work go on after the answer of the request at hand; what it throws is told to the log, since nobody waits for it. */
function later(work: Promise<unknown>): void {
  waitUntil(work.catch((thrown: unknown) => log('work after an answer failed', thrown)))
}

function refreshFault(thrown: unknown): never {
  log('a refresh failed', thrown)
  throw thrown
}

function log(message: string, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown.message : 'unknown'
  console.error(JSON.stringify({ message, error }))
}

function meterOf(meters: LocalMeters, slots: LocalSlots): Meter {
  const key = ({ org, id }: Snapshot) => objectName(org, id)
  return {
    take: (snapshot, operation) => meters.take(key(snapshot), snapshot.version, snapshot.limits, operation),
    async lease(snapshot, operation) {
      try {
        const answer = await meters.lease(key(snapshot), snapshot.version, snapshot.limits, operation)
        if (answer.kind !== 'late') return answer
        return { kind: 'away', error: unreachable(parts.integration.name, new Error('its permits came too late')) }
      } catch (thrown) {
        const error = upstreamErrorIn(thrown)
        if (error === undefined) throw thrown
        return { kind: 'away', error }
      }
    },
    record: (snapshot, call) => meters.record(key(snapshot), snapshot.version, call),
    pause: (snapshot, operation, until) =>
      meters.pause(key(snapshot), snapshot.version, operation ?? everything, until),
    async enter(snapshot, operation, limit) {
      const restraint = meters.restraint(key(snapshot), snapshot.version, operation)
      if (restraint !== undefined) return restraint
      const slot = await slots.take(key(snapshot), limit, snapshot.patience)
      return slot === undefined ? { kind: 'busy' } : { kind: 'entered', leave: () => slots.free(slot) }
    },
  }
}
