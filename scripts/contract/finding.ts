/** Something in a request or an example answer that its description doesn't allow. */
export interface Problem {
  /** `method`, `path`, `query.limit`, `header.x`, `body.items[0].name`, `response.id`. */
  readonly path: string
  readonly message: string
}

export interface Findings {
  readonly problems: readonly Problem[]
  /** What could not be checked, or is only worth knowing. */
  readonly notes: readonly string[]
}

export const nothing: Findings = { problems: [], notes: [] }

export function problem(path: string, message: string): Problem {
  return { path, message }
}

export function merge(...all: readonly Findings[]): Findings {
  return { problems: all.flatMap(({ problems }) => problems), notes: all.flatMap(({ notes }) => notes) }
}
