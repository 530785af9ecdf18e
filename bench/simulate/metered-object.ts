import { type Books, callsOf, emptyBooks, entriesUntilSettled, post, settle } from '../../src/meter/books.ts'
import { Crowd, paceOf, shareOf } from '../../src/meter/crowd.ts'
import { type Guard, hear, isWorthWriting, type Report, type Standing, standingOf } from '../../src/meter/guard.ts'
import { adopt, grantLease, initialLeaseState, type LeaseState } from '../../src/meter/lease.ts'
import type { Metrics } from '../../src/meter/metrics.ts'
import { noPauses } from '../../src/meter/pauses.ts'
import type { HistoryPort, LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch } from '../../src/meter/protocol.ts'
import { JournalRows } from './journal-rows.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * How long an object is busy with one call, in milliseconds: 500 a second at most, which is what Cloudflare gives as the upper end for
 * calls that write to storage.
 * https://developers.cloudflare.com/durable-objects/best-practices/rules-of-durable-objects/#message-throughput-limits
 */
const serviceTime = 2

/** What is paid for, and what is limited. */
export interface ObjectUse {
  leases: number
  flushes: number
  /** What was met at the provider, and told at once. */
  reports: number
  /** Batches of counts, by themselves or along with a question. */
  batches: number
  rowsRead: number
  rowsWritten: number
  /** Milliseconds. */
  busy: number
  /** Most calls within a second of the clock. */
  busiestSecond: number
}

/**
 * An integration's Durable Object: one thread, which takes calls in the order of their arrival and decides as
 * `IntegrationObject` does. What is read and written is counted as that class reads and writes its storage.
 */
export class MeteredObject {
  readonly #time: VirtualTime
  readonly #crowd = new Crowd()
  readonly #journal = new JournalRows()
  #known: LeaseState = initialLeaseState
  #books: Books = emptyBooks
  #freeAt = 0
  #second = 0
  #inSecond = 0
  use: ObjectUse = unused()

  constructor(time: VirtualTime) {
    this.#time = time
  }

  get metrics(): Metrics {
    return this.#books.ledger.metrics
  }

  /** Forgets what was used so far: measuring begins. */
  beginMeasuring(): void {
    this.use = unused()
  }

  /** The object as seen from a place: `roundTrip` tells how long the way there and back takes this time. */
  seenFrom(roundTrip: () => number): MeterPort & HistoryPort {
    return {
      lease: (request) => this.#call(roundTrip(), () => this.#lease(request)),
      report: (report) => this.#call(roundTrip(), () => this.#report(report)),
      flush: (batch) => this.#call(roundTrip(), () => this.#flush(batch)),
      read: () => this.#call(roundTrip(), () => this.metrics),
      announce: (version) =>
        this.#call(roundTrip(), () => {
          this.#known = adopt(this.#known, version)
        }),
      rollUps: () => notSimulated(),
      calls: () => notSimulated(),
    }
  }

  #lease(request: LeaseRequest): LeaseAnswer {
    const now = this.#time.now
    this.use.leases += 1
    if (request.counts !== undefined) this.#enter(request.counts, now)
    const crowd = this.#crowd.see(request.isolate, now)
    const { state, answer } = grantLease(this.#known, request, now, shareOf(crowd))
    // The version, the admission, and the tokens of the account; the guard is in memory.
    this.use.rowsRead += 3
    this.use.rowsWritten += state.version === this.#known.version ? 0 : 1
    this.use.rowsWritten += state.admission === this.#known.admission ? 0 : 1
    this.#keepGuard(state.guard)
    this.#known = state
    return { ...answer, pace: paceOf(crowd) }
  }

  #report(report: Report): Standing {
    this.use.reports += 1
    const state = adopt(this.#known, report.version)
    this.#known = state
    if (state.version === report.version) this.#hear(report)
    return standingOf(this.#known.guard)
  }

  #flush(batch: MetricsBatch): void {
    this.use.flushes += 1
    this.#enter(batch, this.#time.now)
  }

  #enter(batch: MetricsBatch, now: number): void {
    const { books, news } = post(this.#books, [batch], now)
    this.use.batches += news.length
    if (news.length === 0) return
    this.#rows(this.#journal.write(callsOf(news).calls.length))
    this.#books = books.open < entriesUntilSettled ? books : this.#settle(books, now)
    this.#hear({ health: batch.health, probes: [], pauses: noPauses })
  }

  /** The ledger, and what is open of roll-ups, each of which is read first. */
  #settle(books: Books, now: number): Books {
    this.#rows({ read: books.additions.size, written: 1 + books.additions.size })
    this.#rows(this.#journal.prune())
    return settle(books, now)
  }

  #rows({ read, written }: { readonly read: number; readonly written: number }): void {
    this.use.rowsRead += read
    this.use.rowsWritten += written
  }

  #hear(news: Omit<Report, 'version'>): void {
    const guard = hear(this.#known.guard, news, this.#time.now)
    this.#keepGuard(guard)
    this.#known = { ...this.#known, guard }
  }

  #keepGuard(guard: Guard): void {
    this.use.rowsWritten += isWorthWriting(this.#known.guard, guard) ? 1 : 0
  }

  #call<Answer>(roundTrip: number, decide: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      this.#time.after(roundTrip / 2, () => {
        this.#count()
        this.#freeAt = Math.max(this.#freeAt, this.#time.now) + serviceTime
        this.#time.after(this.#freeAt - this.#time.now, () => {
          const answer = decide()
          this.use.busy += serviceTime
          this.#time.after(roundTrip / 2, () => resolve(answer))
        })
      })
    })
  }

  #count(): void {
    const second = Math.floor(this.#time.now / 1_000)
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1
    this.#second = second
    this.use.busiestSecond = Math.max(this.use.busiestSecond, this.#inSecond)
  }
}

function unused(): ObjectUse {
  return { leases: 0, flushes: 0, reports: 0, batches: 0, rowsRead: 0, rowsWritten: 0, busy: 0, busiestSecond: 0 }
}

/** Nobody reads the history of a simulated integration. */
function notSimulated(): Promise<never> {
  return Promise.reject(new Error('the history of calls is not simulated'))
}
