import { type Attendance, relaysFor } from '../meter/crowd.ts'

/**
 * The relays of an object, by number, as many as it needs for the isolates that use it. It opens them before it tells of
 * them: a Durable Object comes into being close to where it is first asked for, and here that is close to the object.
 * https://developers.cloudflare.com/durable-objects/reference/data-location/
 */
export class Relays {
  readonly #open: (number: number) => Promise<unknown>
  #count = 0
  #opened = 0
  #isOpening: boolean = false

  constructor(open: (number: number) => Promise<unknown>) {
    this.#open = open
  }

  /** How many there are to talk to. */
  get count(): number {
    return this.#count
  }

  /** How many there are to talk to for such a crowd, as far as they are open yet. */
  for(crowd: Attendance): number {
    const wanted = relaysFor(crowd, this.#count)
    if (wanted <= this.#opened) this.#count = wanted
    else if (!this.#isOpening) this.#openUntil(wanted)
    return this.#count
  }

  #openUntil(count: number): void {
    this.#isOpening = true
    const closed = Array.from({ length: count - this.#opened }, (_, index) => this.#opened + index)
    const end = () => {
      this.#isOpening = false
    }
    // Where one can't be opened, the next question tries again.
    Promise.all(closed.map((number) => this.#open(number))).then(() => {
      this.#opened = count
      end()
    }, end)
  }
}
