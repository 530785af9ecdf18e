/** What an instrument has been asked, such as `DB read`, `CATALOG get` or `INTEGRATIONS lease`. */
export interface Question {
  /** The name of the binding. */
  readonly binding: string
  /** `read` or `write` for a database, else the method. */
  readonly method: string
  /** Which question of its binding and method it is since the counts were taken, from 1. */
  readonly number: number
  /** What the method was given. */
  readonly given: readonly unknown[]
}

/** What goes wrong with a question. */
export type Fault =
  /** It never arrives. */
  | 'throws'
  /** It takes effect, and its answer is lost. */
  | 'throws after effect'
  /** Nobody answers. */
  | 'hangs'
  /** The answer is the first one that was ever given to the same question. */
  | 'stale'

export type Faults = (question: Question) => Fault | undefined

/** Methods that ask nothing yet: of a database, and of a namespace of Durable Objects. */
const databaseSteps = new Set<string | symbol>(['prepare', 'bind', 'withSession'])
const namespaceSteps = new Set<string | symbol>(['get', 'getByName', 'jurisdiction'])
const synchronous = new Set<string | symbol>(['idFromName', 'idFromString', 'newUniqueId'])

type Kind = 'database' | 'namespace' | 'other'

/** How a binding was reached: which one it is, and what has been said so far to what the next method belongs to. */
interface Path {
  readonly binding: string
  readonly kind: Kind
  readonly said: readonly unknown[]
}

/**
 * Bindings that are the real ones, and count what they are asked; they can answer late, fail, stay silent or tell what
 * was true before. It knows no method of a Durable Object by name, so that every new one is instrumented as well.
 */
export class Instrument {
  /** How much later every answer comes, in milliseconds. */
  delay = 0
  faults: Faults = () => undefined
  /** Told when a question is met with silence. */
  onHang: () => void = () => undefined
  #counts: Record<string, number> = {}
  readonly #remembers: boolean
  readonly #first = new Map<string, unknown>()
  readonly #real = new WeakMap<object, object>()

  /** Only an instrument that `remembers` can give stale answers. */
  constructor({ remembers = false }: { readonly remembers?: boolean } = {}) {
    this.#remembers = remembers
  }

  /** Instruments these of the bindings. */
  wrap<Bindings extends object, Name extends keyof Bindings & string>(
    bindings: Bindings,
    names: readonly Name[],
  ): Pick<Bindings, Name> {
    const wrapped = names.map((name) => {
      const binding = bindings[name]
      return [
        name,
        isObject(binding) ? this.#wrap(binding, { binding: name, kind: kindOf(binding), said: [] }) : binding,
      ]
    })
    // Every name comes with a binding of the type that it had.
    return Object.fromEntries(wrapped) as Pick<Bindings, Name>
  }

  /** How often each question was asked, by binding and method; counts from nothing again. */
  takeCounts(): Readonly<Record<string, number>> {
    const told = this.#counts
    this.#counts = {}
    return told
  }

  #wrap<Target extends object>(target: Target, path: Path): Target {
    const proxy = new Proxy(target, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name, object)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => {
          const ask = (): unknown =>
            Reflect.apply(
              member,
              object,
              given.map((value) => this.#unwrap(value)),
            )
          if (synchronous.has(name)) return ask()
          const said = [...path.said, String(name), ...given.map(String)]
          return isStep(path.kind, name)
            ? this.#step(ask(), { ...path, said })
            : this.#answer({ ...path, said }, String(name), given, ask)
        }
      },
    })
    this.#real.set(proxy, target)
    return proxy
  }

  /** What was asked of a namespace is a stub, all of whose methods are questions. */
  #step(value: unknown, path: Path): unknown {
    return isObject(value)
      ? this.#wrap(value, { ...path, kind: path.kind === 'namespace' ? 'other' : path.kind })
      : value
  }

  /** A batch is made of statements that were prepared here. */
  #unwrap(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#unwrap(one))
    return isObject(value) ? (this.#real.get(value) ?? value) : value
  }

  async #answer(
    { binding, kind, said }: Path,
    name: string,
    given: readonly unknown[],
    ask: () => unknown,
  ): Promise<unknown> {
    const method = kind === 'database' ? effectOf(said) : name
    const counted = `${binding} ${method}`
    const number = (this.#counts[counted] ?? 0) + 1
    this.#counts[counted] = number
    const fault = this.faults({ binding, method, number, given })
    if (this.delay > 0) await scheduler.wait(this.delay)
    switch (fault) {
      case undefined:
        return this.#remember(said, await ask())
      case 'throws':
        throw new Error(`the message to ${binding} was lost`)
      case 'throws after effect':
        await ask()
        throw new Error(`the answer of ${binding} was lost`)
      case 'hangs':
        this.onHang()
        return new Promise(() => undefined)
      case 'stale': {
        const key = JSON.stringify(said)
        return this.#first.has(key) ? this.#first.get(key) : ask()
      }
    }
  }

  #remember(said: readonly unknown[], answer: unknown): unknown {
    const key = JSON.stringify(said)
    if (this.#remembers && !this.#first.has(key)) this.#first.set(key, answer)
    return answer
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function kindOf(binding: object): Kind {
  if ('prepare' in binding) return 'database'
  return 'idFromName' in binding ? 'namespace' : 'other'
}

function isStep(kind: Kind, name: string | symbol): boolean {
  return (kind === 'database' && databaseSteps.has(name)) || (kind === 'namespace' && namespaceSteps.has(name))
}

/** A batch and whatever else was said to a database without a statement counts as a write. */
function effectOf(said: readonly unknown[]): 'read' | 'write' {
  return /^\s*select\b/i.test(String(said[1])) ? 'read' : 'write'
}
