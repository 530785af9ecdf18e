import { type Books, callsOf, emptyBooks, entriesUntilSettled, post, settle } from '../../src/meter/books.ts'
import { Crowd, paceOf, relaysFor, shareOf } from '../../src/meter/crowd.ts'
import { hear, isWorthWriting, type Report, type Standing, standingOf } from '../../src/meter/guard.ts'
import { adopt, grantLease, initialLeaseState, type LeaseState } from '../../src/meter/lease.ts'
import type { Metrics } from '../../src/meter/metrics.ts'
import { noPauses } from '../../src/meter/pauses.ts'
import type {
  Combined,
  CombinedAnswers,
  HistoryPort,
  LeaseAnswer,
  LeaseRequest,
  MeterPort,
  MetricsBatch,
} from '../../src/meter/protocol.ts'
import { JournalRows } from './journal-rows.ts'
import { Thread } from './thread.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * How long an object is busy with one call, in milliseconds: 500 a second at most, which is what Cloudflare gives as the upper end for
 * calls that write to storage.
 * https://developers.cloudflare.com/durable-objects/best-practices/rules-of-durable-objects/#message-throughput-limits
 */
const serviceTime = 2

/** What is paid for. */
export interface ObjectUse {
  /** Questions for permits, whether they came by themselves or by way of a relay; and so on. */
  leases: number
  flushes: number
  /** What was met at the provider, and told at once. */
  reports: number
  /** Batches of counts, by themselves or along with a question. */
  batches: number
  rowsRead: number
  rowsWritten: number
}

/**
 * An integration's Durable Object: one thread, which takes calls in the order of their arrival and decides as
 * `IntegrationObject` does. What is read and written is counted as that class reads and writes its storage.
 */
export class MeteredObject {
  readonly #time: VirtualTime
  readonly #crowd = new Crowd()
  readonly #journal = new JournalRows()
  readonly thread: Thread
  #relays = 0
  #known: LeaseState = initialLeaseState
  #books: Books = emptyBooks
  use: ObjectUse = unused()

  constructor(time: VirtualTime) {
    this.#time = time
    this.thread = new Thread(time, serviceTime)
  }

  get metrics(): Metrics {
    return this.#books.ledger.metrics
  }

  /** Forgets what was used so far: measuring begins. */
  beginMeasuring(): void {
    this.use = unused()
    this.thread.beginMeasuring()
  }

  /** The object as seen from a place: `roundTrip` tells how long the way there and back takes this time. */
  seenFrom(roundTrip: () => number): MeterPort & HistoryPort {
    return {
      lease: (request) => this.thread.call(roundTrip(), () => this.#lease(request)),
      report: (report) => this.thread.call(roundTrip(), () => this.#report(report)),
      flush: (batch) => this.thread.call(roundTrip(), () => this.#flush(batch)),
      read: () => this.thread.call(roundTrip(), () => this.metrics),
      announce: (version) =>
        this.thread.call(roundTrip(), () => {
          this.#known = adopt(this.#known, version)
        }),
      rollUps: () => notSimulated(),
      calls: () => notSimulated(),
    }
  }

  /** What a relay has been told, in one call. */
  serve({ leases, reports, batches }: Combined, roundTrip: number): Promise<CombinedAnswers<LeaseAnswer>> {
    return this.thread.call(roundTrip, () => {
      const now = this.#time.now
      this.use.flushes += batches.length
      this.#enter([...batches, ...leases.flatMap(({ counts }) => counts ?? [])], now)
      for (const report of reports) this.#report(report)
      const answers = this.#keeping(() => leases.map((request) => this.#grant(request, now)))
      const standing = standingOf(this.#known.guard)
      return { leases: answers, reports: reports.map(() => standing), relays: this.#relays }
    })
  }

  #lease(request: LeaseRequest): LeaseAnswer {
    const now = this.#time.now
    if (request.counts !== undefined) this.#enter([request.counts], now)
    return this.#keeping(() => this.#grant(request, now))
  }

  #grant(request: LeaseRequest, now: number): LeaseAnswer {
    this.use.leases += 1
    const crowd = this.#crowd.see(request.isolate, now)
    const { state, answer } = grantLease(this.#known, request, now, shareOf(crowd))
    this.#known = state
    this.#relays = relaysFor(crowd, this.#relays)
    return { ...answer, pace: paceOf(crowd, this.#relays) }
  }

  /** The version, the admission and the tokens of the account are read, and what has changed is written. The guard is in memory. */
  #keeping<Answer>(decide: () => Answer): Answer {
    const before = this.#known
    const answer = decide()
    const after = this.#known
    this.#rows({ read: 3, written: after.version === before.version ? 0 : 1 })
    this.#rows({ read: 0, written: after.admission === before.admission ? 0 : 1 })
    this.#rows({ read: 0, written: isWorthWriting(before.guard, after.guard) ? 1 : 0 })
    return answer
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
    this.#enter([batch], this.#time.now)
  }

  #enter(batches: readonly MetricsBatch[], now: number): void {
    const { books, news } = post(this.#books, batches, now)
    this.use.batches += news.length
    if (news.length === 0) return
    this.#rows(this.#journal.write(callsOf(news).calls.length))
    this.#books = books.open < entriesUntilSettled ? books : this.#settle(books, now)
    for (const { health } of news) this.#hear({ health, probes: [], pauses: noPauses })
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
    this.use.rowsWritten += isWorthWriting(this.#known.guard, guard) ? 1 : 0
    this.#known = { ...this.#known, guard }
  }
}

function unused(): ObjectUse {
  return { leases: 0, flushes: 0, reports: 0, batches: 0, rowsRead: 0, rowsWritten: 0 }
}

/** Nobody reads the history of a simulated integration. */
function notSimulated(): Promise<never> {
  return Promise.reject(new Error('the history of calls is not simulated'))
}
