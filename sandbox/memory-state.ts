import type { State } from './provider.ts'

/** The state of one account in memory, with the ordering and copying that the stored one has. For tests. */
export function memoryState(): State {
  const kinds = new Map<string, Map<string, string>>()

  function ofKind(kind: string): Map<string, string> {
    let values = kinds.get(kind)
    if (values === undefined) {
      values = new Map()
      kinds.set(kind, values)
    }
    return values
  }

  return {
    get<T>(kind: string, id: string): T | undefined {
      const value = ofKind(kind).get(id)
      return value === undefined ? undefined : (JSON.parse(value) as T)
    },
    put(kind, id, value) {
      ofKind(kind).set(id, JSON.stringify(value))
    },
    delete(kind, id) {
      ofKind(kind).delete(id)
    },
    list<T>(kind: string): T[] {
      return [...ofKind(kind).values()].reverse().map((value) => JSON.parse(value) as T)
    },
  }
}
