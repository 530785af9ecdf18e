import type { Report, Standing } from './guard.ts'
import type { Combined, CombinedAnswers, LeaseAnswer, LeaseRequest, MetricsBatch } from './protocol.ts'

export interface RelayOptions<Lease extends LeaseAnswer> {
  /** Says to the integration's own object what has been said to the relay. */
  readonly serve: (said: Combined) => Promise<CombinedAnswers<Lease>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

/** How far apart the messages of a relay are, in milliseconds, where there are few relays. */
const shortestSpacing = 50
/** Messages a second that the object gets of all its relays. */
const messagesPerSecond = 200

interface Waiting<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Stands between an integration's object and a part of the isolates that use it, where these are more than one object
 * can talk to: what they say within a moment goes on in one message, and each gets its own answer. It grants nothing and keeps
 * nothing: whatever is promised, counted or remembered is the object's, as if it had been asked directly, and only later
 * than the isolate has asked.
 */
export class Relay<Lease extends LeaseAnswer> {
  readonly #options: RelayOptions<Lease>
  #leases: Waiting<LeaseRequest, Lease>[] = []
  #reports: Waiting<Report, Standing>[] = []
  #batches: Waiting<MetricsBatch, void>[] = []
  #spacing = shortestSpacing
  #sentAt = Number.NEGATIVE_INFINITY
  #isSending: boolean = false

  constructor(options: RelayOptions<Lease>) {
    this.#options = options
  }

  lease(question: LeaseRequest): Promise<Lease> {
    return new Promise((resolve, reject) => this.#say(this.#leases, { question, resolve, reject }))
  }

  report(question: Report): Promise<Standing> {
    return new Promise((resolve, reject) => this.#say(this.#reports, { question, resolve, reject }))
  }

  flush(question: MetricsBatch): Promise<void> {
    return new Promise((resolve, reject) => this.#say(this.#batches, { question, resolve, reject }))
  }

  #say<Question, Answer>(list: Waiting<Question, Answer>[], waiting: Waiting<Question, Answer>): void {
    list.push(waiting)
    if (this.#isSending) return
    this.#isSending = true
    const { now, sleep } = this.#options
    const rest = this.#sentAt + this.#spacing - now()
    const send = () => this.#send()
    if (rest > 0) void sleep(rest).then(send, send)
    else void send()
  }

  /** Messages don't wait for the answers of those before them. */
  async #send(): Promise<void> {
    const [leases, reports, batches] = [this.#leases, this.#reports, this.#batches]
    this.#leases = []
    this.#reports = []
    this.#batches = []
    this.#sentAt = this.#options.now()
    this.#isSending = false
    try {
      const said = { leases: asked(leases), reports: asked(reports), batches: asked(batches) }
      const answers = await this.#options.serve(said)
      this.#spacing = Math.max(shortestSpacing, (answers.relays * 1_000) / messagesPerSecond)
      for (const { resolve } of batches) resolve()
      handOut(leases, answers.leases)
      handOut(reports, answers.reports)
    } catch (thrown) {
      for (const { reject } of [...leases, ...reports, ...batches]) reject(thrown)
    }
  }
}

function asked<Question, Answer>(waiting: readonly Waiting<Question, Answer>[]): readonly Question[] {
  return waiting.map(({ question }) => question)
}

function handOut<Question, Answer>(waiting: readonly Waiting<Question, Answer>[], answers: readonly Answer[]): void {
  for (const [index, { resolve, reject }] of waiting.entries()) {
    const answer = answers[index]
    if (answer === undefined) reject(new Error('the object of the integration has not answered'))
    else resolve(answer)
  }
}
