/** One reason why a mutation was not done: https://developer.waveapps.com/hc/en-us/articles/360018571372-Errors */
export interface InputError {
  readonly path: readonly string[]
  readonly message: string
  readonly code: string
}

/** Thrown by a mutation whose input cannot be used. */
export class InputRefused extends Error {
  readonly errors: readonly InputError[]

  constructor(field: string, message: string, code: 'INVALID' | 'NOT_FOUND' = 'INVALID') {
    super(message)
    this.name = 'InputRefused'
    this.errors = [{ path: ['input', ...field.split('.')], message, code }]
  }
}

/** What every mutation answers, with its object where it has one. */
export function outcome(perform: () => object): object {
  try {
    return { ...perform(), didSucceed: true, inputErrors: null }
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error
    return { didSucceed: false, inputErrors: error.errors }
  }
}

export function emailOrNone(email: string | null | undefined, field: string): string | null {
  if (email === null || email === undefined || email === '') return null
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email
  throw new InputRefused(field, 'Enter a valid email address.')
}
