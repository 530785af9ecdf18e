import type { Incoming } from './incoming.ts'
import type { PathParams, Route } from './route.ts'
import type { Match } from './serve.ts'

/** URLs that are remembered at most. */
const capacity = 1_000

/** The path before the last two segments, and these; nothing in them is escaped, and nothing comes after them. */
const plain = /^https?:\/\/[^/]+(\/[^?#%]*)\/([^/?#%]+)\/([^/?#%]+)$/

/**
 * Finds the route of a call without escapes and without a query, which is how nearly all calls are written. An isolate sees
 * few different ones and each again and again, so one that was matched and checked is remembered.
 */
export class PlainCalls {
  readonly #path: string
  readonly #route: Route
  readonly #known = new Map<string, Match>()

  /** `path` is what comes before the integration and the operation. */
  constructor(path: string, route: Route) {
    this.#path = path
    this.#route = route
  }

  /** Undefined for what is written in any other way, or isn't right: a router has to look at it. */
  find({ url }: Incoming): Match | undefined {
    return this.#known.get(url) ?? this.#match(url)
  }

  #match(url: string): Match | undefined {
    const [, path, integration, operation] = plain.exec(url) ?? []
    if (path !== this.#path || integration === undefined || operation === undefined) return undefined
    const params: PathParams = { integration, operation }
    const checked = this.#route.params().safeParse(params)
    if (!checked.success) return undefined
    const match = { route: this.#route, params, checked: Object.freeze(checked.data), query: undefined }
    if (this.#known.size >= capacity) this.#known.clear()
    this.#known.set(url, match)
    return match
  }
}
