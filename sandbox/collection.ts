import type { State } from './provider.ts'

/**
 * The objects of one kind that an account sees: those it created and, after them, the evergreen fixtures.
 *
 * A fixture can be read, listed and acted on like any other object, but what happens to it is never stored: an
 * example that captures a fixture succeeds every time.
 */
export interface Collection<T> {
  find(id: string): T | undefined
  /** Created objects newest first, then the fixtures. */
  all(): T[]
  /** Stores a new object or a changed one; does nothing for a fixture. */
  save(value: T): void
  /** Removes an object; does nothing for a fixture. */
  remove(id: string): void
}

export function collection<T extends object>(
  state: State,
  kind: string,
  idOf: (value: T) => string,
  fixtures: readonly T[],
): Collection<T> {
  const isFixture = (id: string): boolean => fixtures.some((fixture) => idOf(fixture) === id)
  return {
    find: (id) => structuredClone(fixtures.find((fixture) => idOf(fixture) === id)) ?? state.get<T>(kind, id),
    all: () => [...state.list<T>(kind), ...structuredClone(fixtures)],
    save: (value) => {
      if (!isFixture(idOf(value))) state.put(kind, idOf(value), value)
    },
    remove: (id) => {
      if (!isFixture(id)) state.delete(kind, id)
    },
  }
}
