import { describe, expect, it } from 'vitest'
import { noHealth } from '../../../src/meter/breaker.ts'
import type { Combined, CombinedAnswers, LeaseAnswer, LeaseRequest, MetricsBatch } from '../../../src/meter/protocol.ts'
import { Relay } from '../../../src/meter/relay.ts'
import { Route, relayName } from '../../../src/meter/route.ts'
import { calm, granted, settle } from '../support/controlled-port.ts'

const question = (isolate: string): LeaseRequest => ({
  isolate,
  version: 1,
  limits: [],
  need: 1,
  want: 1,
  returned: [],
  caller: true,
})
const batch = (isolate: string): MetricsBatch => ({
  isolate,
  sequence: 1,
  since: 1,
  minutes: [],
  calls: [],
  dropped: 0,
  health: noHealth,
})
const report = { version: 1, health: noHealth, probes: [], pauses: new Map() }

/** A relay, and an object that answers when the test says so. */
class Scene {
  now = 1_000
  readonly said: {
    readonly combined: Combined
    readonly answer: (answers: CombinedAnswers<LeaseAnswer>) => void
    readonly fail: (reason: Error) => void
  }[] = []
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = []
  readonly relay = new Relay<LeaseAnswer>({
    serve: (combined) =>
      new Promise((answer, fail) => {
        this.said.push({ combined, answer, fail })
      }),
    now: () => this.now,
    sleep: (milliseconds) =>
      new Promise<void>((wake) => {
        this.#sleepers.push({ until: this.now + milliseconds, wake })
      }),
  })

  async advance(milliseconds: number): Promise<void> {
    this.now += milliseconds
    for (const { until, wake } of this.#sleepers) if (until <= this.now) wake()
    await settle()
  }

  /** Answers message by message, each lease with as many permits as its place. */
  answer(number: number, relays = 1): void {
    const said = this.said[number]
    const leases = said?.combined.leases.map((_, index) => answerOf(index)) ?? []
    said?.answer({ leases, reports: said.combined.reports.map(() => calm), relays })
  }
}

function answerOf(permits: number): LeaseAnswer {
  return { version: 1, grant: granted(permits, [permits]), standing: calm }
}

describe('a relay', () => {
  it('hands on at once what comes first, and in one message what comes within a moment', async () => {
    const scene = new Scene()
    void scene.relay.lease(question('a'))
    expect(scene.said).toHaveLength(1)
    const leases = ['b', 'c'].map((isolate) => scene.relay.lease(question(isolate)))
    const told = scene.relay.report(report)
    const counted = scene.relay.flush(batch('d'))
    await scene.advance(49)
    expect(scene.said).toHaveLength(1)
    await scene.advance(1)
    expect(scene.said[1]?.combined).toEqual({
      leases: [question('b'), question('c')],
      reports: [report],
      batches: [batch('d')],
    })
    scene.answer(1)
    expect(await Promise.all(leases)).toEqual([answerOf(0), answerOf(1)])
    expect(await told).toBe(calm)
    await counted
  })

  it('does not wait for the answer of one message before it sends the next', async () => {
    const scene = new Scene()
    const first = scene.relay.lease(question('a'))
    await scene.advance(50)
    const second = scene.relay.lease(question('b'))
    scene.answer(1)
    expect(await second).toEqual(answerOf(0))
    scene.answer(0)
    expect(await first).toEqual(answerOf(0))
  })

  it('fails all that it has said in a message which fails, and nothing else', async () => {
    const scene = new Scene()
    const first = scene.relay.lease(question('a'))
    const others = [scene.relay.lease(question('b')), scene.relay.report(report), scene.relay.flush(batch('c'))]
    await scene.advance(50)
    scene.said[1]?.fail(new Error('the connection failed'))
    const outcomes = await Promise.allSettled(others)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    scene.answer(0)
    expect(await first).toEqual(answerOf(0))
  })

  it('fails a question that the object has not answered', async () => {
    const scene = new Scene()
    const asked = scene.relay.lease(question('a'))
    scene.said[0]?.answer({ leases: [], reports: [], relays: 1 })
    await expect(asked).rejects.toThrow('has not answered')
  })

  it('sends the less often the more relays there are: two hundred messages a second in all', async () => {
    const scene = new Scene()
    const asked = scene.relay.lease(question('a'))
    scene.answer(0, 40)
    await asked
    void scene.relay.lease(question('b'))
    await scene.advance(199)
    expect(scene.said).toHaveLength(1)
    await scene.advance(1)
    expect(scene.said).toHaveLength(2)
  })
})

describe('an isolate talks', () => {
  const pace = { questions: 0, deliveries: 1_000, reports: 0 }

  it('to the object, until it is told of relays, and when it is told of none any more', () => {
    const route = new Route({ place: 0.5, now: () => 0 })
    expect(route.relay).toBeUndefined()
    route.hear({ ...pace, relays: 4 })
    expect(route.relay).toBe(2)
    route.hear({ ...pace, relays: 0 })
    expect(route.relay).toBeUndefined()
    route.hear(undefined)
    expect(route.relay).toBeUndefined()
  })

  it('to the object for five seconds where its relay has failed', () => {
    let now = 0
    const route = new Route({ place: 0.99, now: () => now })
    route.hear({ ...pace, relays: 4 })
    route.avoid()
    now = 4_999
    expect(route.relay).toBeUndefined()
    now = 5_000
    expect(route.relay).toBe(3)
  })

  it('to a relay that has a name of its own', () => {
    expect(relayName('org|integration', 3)).toBe('org|integration|relay|3')
  })
})
