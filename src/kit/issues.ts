import type * as z from 'zod'

/** What is wrong with one field of an input. */
export interface InputIssue {
  readonly path: string
  readonly message: string
}

/** Zod's issues as callers see them; an unknown field is reported at its own path, with its name. */
export function issuesOf(error: z.ZodError): readonly InputIssue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key].map(String).join('.'), message: 'Unknown field' }))
    }
    return [{ path: issue.path.map(String).join('.'), message: issue.message }]
  })
}
