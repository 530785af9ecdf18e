import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, errorAnswer } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { charge, facing, facingForgetful } from '../support/facing.ts'
import { instantRetries } from '../support/instant-retries.ts'
import type { Org } from '../support/org.ts'
import type { Received, Scripted } from '../support/scripted.ts'
import { bare, json, refuse } from '../support/stub-provider.ts'

beforeEach(instantRetries)

afterEach(() => {
  vi.restoreAllMocks()
})

const writes = 50

/** What the provider does with a request, and whether the write has taken effect then. */
interface Turn {
  readonly answer: Scripted
  readonly done: boolean
}

/** What goes wrong with every fifth request, in turn. */
const troubles: readonly Turn[] = [
  { answer: bare(429), done: false },
  { answer: refuse, done: false },
  { answer: bare(500), done: false },
  { answer: json(charge, { ending: 'break' }), done: true },
  { answer: bare(503), done: true },
]

function turns(yes: Scripted): readonly Turn[] {
  const well: Turn = { answer: yes, done: true }
  return Array.from({ length: writes * 3 }, (_, index) =>
    index % 5 === 4 ? (troubles[Math.floor(index / 5) % troubles.length] ?? well) : well,
  )
}

/** How often each write took effect at a provider that took its turns, one a request; it may remember keys. */
function effectsOf(received: readonly Received[], taken: readonly Turn[], remembers: boolean): Map<string, number> {
  const effects = new Map<string, number>()
  const keys = new Set<string | undefined>()
  for (const [index, { headers, body }] of received.entries()) {
    const key = headers['idempotency-key']
    const [name = ''] = /write-\d+/.exec(body) ?? []
    if (taken[index]?.done !== true || (remembers && keys.has(key))) continue
    keys.add(key)
    effects.set(name, (effects.get(name) ?? 0) + 1)
  }
  return effects
}

/** Sends a write by two isolates at once, and again until its answer says that there is no use in that. */
async function insist(send: (acme: Org) => Promise<Answer>, isolates: readonly Org[]): Promise<string> {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const outcomes = (await Promise.all(isolates.map(send))).map(outcomeOf)
    const final = outcomes.find(({ retriable }) => !retriable)
    if (final !== undefined) return final.outcome
  }
  throw new Error('a write never came to its end')
}

function outcomeOf({ status, body }: Answer): { outcome: string; retriable: boolean } {
  if (status === 200) return { outcome: 'succeeded', retriable: false }
  const { outcome = 'untold', retriable } = errorAnswer.parse(body).error.details
  return { outcome, retriable }
}

describe('keyed writes, of whose requests a fifth goes wrong, by two isolates at once', () => {
  test('take effect once each, where the provider recognises them', async () => {
    const taken = turns(json(charge))
    const { acme, provider } = await facing(...taken.map(({ answer }) => answer))
    const isolates = [acme, acme.by(deploy({ UPSTREAM_EGRESS: provider.egress }))]
    for (let number = 0; number < writes; number += 1) {
      const input = { ...payment, description: `write-${number}` }
      const outcome = await insist(
        (caller) => caller.call('stripe', 'create-payment', input, { idempotencyKey: `key-${number}` }),
        isolates,
      )
      expect(outcome, `write ${number}`).toBe('succeeded')
    }
    const effects = effectsOf(await provider.received(), taken, true)
    expect(effects.size).toBe(writes)
    expect(Math.max(...effects.values())).toBe(1)
  })

  test('never take effect twice, where it doesn’t, and are told as uncertain where nobody knows', async () => {
    const taken = turns(json({ success: true, data: { id: 1, name: 'Written' } }))
    const { acme, provider } = await facingForgetful(...taken.map(({ answer }) => answer))
    const isolates = [acme, acme.by(deploy({ UPSTREAM_EGRESS: provider.egress }))]
    const told = new Map<string, string>()
    for (let number = 0; number < writes; number += 1) {
      const input = { email: `write-${number}@example.com`, firstName: 'Grace' }
      const outcome = await insist(
        (caller) => caller.call('pipedrive', 'create-contact', input, { idempotencyKey: `key-${number}` }),
        isolates,
      )
      told.set(`write-${number}`, outcome)
    }
    const effects = effectsOf(await provider.received(), taken, false)
    expect(Math.max(...effects.values())).toBe(1)
    for (const [name, outcome] of told) {
      expect(['succeeded', 'uncertain'], name).toContain(outcome)
      if (outcome === 'succeeded') expect(effects.get(name), name).toBe(1)
    }
    expect([...told.values()].filter((outcome) => outcome === 'uncertain').length).toBeGreaterThan(writes / 10)
  })
})
