import type { VirtualTime } from './virtual-time.ts'

/** What one thread has done. */
export interface ThreadUse {
  calls: number
  /** Milliseconds. */
  busy: number
  /** Most calls within a second of the clock. */
  busiestSecond: number
}

/** The one thread of a Durable Object: it takes calls in the order of their arrival, each for so many milliseconds. */
export class Thread {
  readonly #time: VirtualTime
  readonly #serviceTime: number
  #freeAt = 0
  #second = 0
  #inSecond = 0
  use: ThreadUse = { calls: 0, busy: 0, busiestSecond: 0 }

  constructor(time: VirtualTime, serviceTime: number) {
    this.#time = time
    this.#serviceTime = serviceTime
  }

  /** Forgets what was done so far: measuring begins. */
  beginMeasuring(): void {
    this.use = { calls: 0, busy: 0, busiestSecond: 0 }
  }

  /** Decides once the call has arrived and it is its turn; what is decided may take time that isn't the thread's. */
  call<Answer>(roundTrip: number, decide: () => Answer | Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const answer = async () => {
        this.use.busy += this.#serviceTime
        const decided = await decide()
        this.#time.after(roundTrip / 2, () => resolve(decided))
      }
      this.#time.after(roundTrip / 2, () => {
        this.#count()
        this.#freeAt = Math.max(this.#freeAt, this.#time.now) + this.#serviceTime
        this.#time.after(this.#freeAt - this.#time.now, () => {
          answer().catch(reject)
        })
      })
    })
  }

  #count(): void {
    const second = Math.floor(this.#time.now / 1_000)
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1
    this.#second = second
    this.use.calls += 1
    this.use.busiestSecond = Math.max(this.use.busiestSecond, this.#inSecond)
  }
}
