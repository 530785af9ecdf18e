/** What was asked of a database, and how much of it at the same time. */
export interface Watch {
  queries: number
  atOnce: number
}

/** A database that can be watched: how often it is asked, and whether a question waits for the answer of another. */
export function watched(database: D1Database): { readonly database: D1Database; readonly watch: Watch } {
  const watch = { queries: 0, atOnce: 0 }
  let open = 0
  const wrap = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name, object)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => {
          const answered: unknown = Reflect.apply(member, object, given)
          if (!(answered instanceof Promise)) {
            return typeof answered === 'object' && answered !== null ? wrap(answered) : answered
          }
          watch.queries += 1
          open += 1
          watch.atOnce = Math.max(watch.atOnce, open)
          return answered.finally(() => {
            open -= 1
          })
        }
      },
    })
  return { database: wrap(database), watch }
}
