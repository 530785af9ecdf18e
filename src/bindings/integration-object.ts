import type { Attempt, AttemptRefusal } from '../connect/attempt.ts'
import type { HeldTokens } from '../connect/held-tokens.ts'
import type { ConnectionOwner, TokenAnswer } from '../connect/services.ts'
import type { Bindings } from '../env.ts'
import type { HistoryPort, MeterPort, SlotPort } from '../meter/protocol.ts'
import { Route, relayName } from '../meter/route.ts'
import type { SlotAnswer } from '../meter/slots.ts'
import { type Part, parts, reach } from './reach.ts'

type Objects = Bindings['INTEGRATIONS']
type Stub = ReturnType<Objects['get']>

/** The name of an integration's Durable Object. */
export function objectName(org: string, integration: string): string {
  return `${org}|${integration}`
}

/** A stub belongs to the request that made it, so every message gets one of its own. */
function asking(objects: Objects, key: string, part: Part = parts.integration) {
  return <Answer>(question: (stub: Stub) => Promise<Answer>, again = true) =>
    reach(part, () => question(stubOf(objects, key)), { again })
}

function stubOf(objects: Objects, name: string): Stub {
  return objects.get(objects.idFromName(name))
}

/**
 * `tokens` takes what leases bring along; a lease's life counts from the question. What isolates say all the time goes by way
 * of a relay where the object has told so, and to the object itself where the relay fails. `place` is from 0 to 1, by chance.
 */
export function meterPort(
  objects: Objects,
  key: string,
  now: () => number,
  tokens: HeldTokens,
  place: number,
): MeterPort & HistoryPort {
  const ask = asking(objects, key)
  const route = new Route({ place, now })
  const [org = '', integration = ''] = key.split('|')

  /** `message` gets whom to tell, and for whom a relay is to hand it on. */
  function say<Answer>(message: (stub: Stub, ...relayFor: [string?]) => Promise<Answer>): Promise<Answer> {
    let relay: number | undefined
    const avoidRelay = (thrown: unknown): never => {
      if (relay !== undefined) route.avoid()
      throw thrown
    }
    const said = reach(parts.integration, () => {
      relay = route.relay
      const answer =
        relay === undefined ? message(stubOf(objects, key)) : message(stubOf(objects, relayName(key, relay)), key)
      return answer.catch(avoidRelay)
    })
    // A relay that doesn't answer at all has failed as well.
    return said.catch(avoidRelay)
  }

  return {
    async lease({ returned, ...request }) {
      // Permits whose answer was lost count as used, and unused ones are given back once, whether or not that is heard: so
      // asking twice never makes more calls than the limit.
      let unsaid = returned
      const asked = now()
      const { token, ...answer } = await say((stub, ...relayFor) => {
        const said = unsaid
        unsaid = []
        return stub.lease({ ...request, returned: said }, ...relayFor)
      })
      route.hear(answer.pace)
      if (answer.grant.permits > 0) tokens.hold(org, integration, token, asked)
      return answer
    },
    report: (report) => say((stub, ...relayFor) => stub.report(report, ...relayFor)),
    flush: (batch) => say((stub, ...relayFor) => stub.flush(batch, ...relayFor)),
    read: () => ask((stub) => stub.read()),
    announce: (version) => ask((stub) => stub.announce(version)),
    rollUps: (period) => ask((stub) => stub.rollUps(period)),
    calls: (query) => ask((stub) => stub.calls(query)),
  }
}

export function slotPort(objects: Objects, key: string): SlotPort {
  const ask = asking(objects, key)
  return {
    takeSlot: (request) => ask<SlotAnswer>(async (stub) => stub.takeSlot(request)),
    freeSlot: (id) => ask((stub) => stub.freeSlot(id)),
  }
}

/** What changes an attempt or hands tokens over is asked once: the same question again would get another answer. */
export function connectionOwner(objects: Objects, key: string): ConnectionOwner {
  const ask = asking(objects, key)
  const askForToken = asking(objects, key, parts.token)
  return {
    beginAttempt: (attempt) => ask((stub) => stub.beginAttempt(attempt), false),
    openAttempt: (id, browser) => ask<Attempt | AttemptRefusal>(async (stub) => stub.openAttempt(id, browser)),
    takeAttempt: (id, browser) => ask<Attempt | AttemptRefusal>(async (stub) => stub.takeAttempt(id, browser), false),
    adopt: (owner, grant, issued) => ask((stub) => stub.adopt(owner, grant, issued)),
    confirm: (grant) => ask((stub) => stub.confirm(grant)),
    forget: () => ask((stub) => stub.forget(), false),
    token: (owner, access, refused) => askForToken<TokenAnswer>(async (stub) => stub.token(owner, access, refused)),
  }
}
