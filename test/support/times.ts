import { expect } from 'vitest'

/** An ISO 8601 time in UTC, with `Z`. */
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

export const text = expect.any(String)

export const count = expect.any(Number)
