import { type Fields, isFields } from '../../http.ts'
import { invalid } from './refusal.ts'

/**
 * Checks the parameters of a request the way Stripe does: unknown ones are refused (`parameter_unknown`), missing ones
 * are named (`parameter_missing`), and every value is a string of a form until its type is proved.
 *
 * Codes: https://docs.stripe.com/error-codes
 */
export type Parse<T> = (value: unknown, name: string) => T

type Shape = Readonly<Record<string, Parse<unknown>>>
type Parsed<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> }

/** What every request and list takes besides its own parameters. */
export const expandable = { expand: optional(listOf(text())) }

export function parameters<const S extends Shape>(fields: Fields, shape: S): Parsed<S> {
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(shape, name))
  if (unknown.length > 0) {
    const plural = unknown.length > 1 ? 'parameters' : 'parameter'
    throw invalid(`Received unknown ${plural}: ${unknown.join(', ')}`, {
      code: 'parameter_unknown',
      param: unknown[0] ?? '',
    })
  }
  return Object.fromEntries(
    Object.entries(shape).map(([name, parse]) => [name, parse(fields[name], name)]),
  ) as Parsed<S>
}

export function required<T>(parse: Parse<T>): Parse<T> {
  return (value, name) => {
    if (value === undefined) {
      throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name })
    }
    return parse(value, name)
  }
}

export function optional<T>(parse: Parse<T>): Parse<T | undefined> {
  return (value, name) => (value === undefined ? undefined : parse(value, name))
}

function string(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalid('Invalid string: expected a plain value', { param: name })
  return value
}

/** Text that is not empty; an empty string means "unset" to Stripe and is refused where nothing can be unset. */
export function text(maximum = 5000): Parse<string> {
  return (value, name) => {
    const given = string(value, name)
    if (given === '') {
      throw invalid(
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
        { code: 'parameter_invalid_empty', param: name },
      )
    }
    if (given.length > maximum) {
      throw invalid(`Invalid ${name}: must be at most ${maximum} characters`, { param: name })
    }
    return given
  }
}

/** Text that an empty string unsets. */
export function clearable(maximum = 5000): Parse<string | null> {
  return (value, name) => (value === '' ? null : text(maximum)(value, name))
}

export function integer(): Parse<number> {
  return (value, name) => {
    const given = string(value, name)
    if (!/^-?\d{1,15}$/.test(given)) {
      throw invalid(`Invalid integer: ${given}`, { code: 'parameter_invalid_integer', param: name })
    }
    return Number(given)
  }
}

/** An amount in the smallest unit of its currency: at least 1 and at most eight digits. */
export function amount(): Parse<number> {
  return (value, name) => {
    const given = integer()(value, name)
    if (given < 1) {
      throw invalid('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: name,
      })
    }
    if (given > 99_999_999) {
      throw invalid('Amount must be no more than $999,999.99', { code: 'amount_too_large', param: name })
    }
    return given
  }
}

export function boolean(): Parse<boolean> {
  return (value, name) => {
    const given = string(value, name)
    if (given !== 'true' && given !== 'false') throw invalid(`Invalid boolean: ${given}`, { param: name })
    return given === 'true'
  }
}

export function oneOf<const T extends string>(...values: readonly T[]): Parse<T> {
  return (value, name) => {
    const given = string(value, name)
    const match = values.find((allowed) => allowed === given)
    if (match === undefined) {
      const list = values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` : values[0]
      throw invalid(`Invalid ${name}: must be one of ${list}`, { param: name })
    }
    return match
  }
}

export function email(): Parse<string> {
  return (value, name) => {
    const given = text(512)(value, name)
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)) {
      throw invalid(`Invalid email address: ${given}`, { code: 'email_invalid', param: name })
    }
    return given
  }
}

export function listOf<T>(parse: Parse<T>): Parse<T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) throw invalid('Invalid array', { param: name })
    return value.map((item, index) => parse(item, `${name}[${index}]`))
  }
}

export function hash<const S extends Shape>(shape: S): Parse<Parsed<S>> {
  return (value, name) => {
    if (!isFields(value)) throw invalid('Invalid object', { param: name })
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(shape, key)) {
        throw invalid(`Received unknown parameter: ${name}[${key}]`, {
          code: 'parameter_unknown',
          param: `${name}[${key}]`,
        })
      }
    }
    return Object.fromEntries(
      Object.entries(shape).map(([key, parse]) => [key, parse(value[key], `${name}[${key}]`)]),
    ) as Parsed<S>
  }
}

/** A nested object that is taken as it comes: it changes nothing that the sandbox answers. */
export function anyHash(): Parse<Fields> {
  return (value, name) => {
    if (!isFields(value)) throw invalid('Invalid object', { param: name })
    return value
  }
}

/**
 * Up to 50 keys of 40 characters with values of 500, https://docs.stripe.com/metadata. An empty value removes its key
 * and an empty string in place of the object removes all keys: `null`.
 */
export function metadata(): Parse<Record<string, string> | null> {
  return (value, name) => {
    if (value === '') return null
    if (!isFields(value)) throw invalid('Invalid object', { param: name })
    const entries = Object.entries(value)
    if (entries.length > 50) throw invalid('Metadata can have up to 50 keys', { param: name })
    return Object.fromEntries(
      entries.map(([key, item]) => {
        if (key.length > 40) {
          throw invalid(`Metadata keys can be up to 40 characters, but you passed in a key of ${key.length}`, {
            param: name,
          })
        }
        const given = string(item, `${name}[${key}]`)
        if (given.length > 500) {
          throw invalid(`Metadata values can have up to 500 characters, but you passed in a value of ${given.length}`, {
            param: `${name}[${key}]`,
          })
        }
        return [key, given]
      }),
    )
  }
}

/** The metadata of an object after a request: named keys replace, empty ones disappear. */
export function mergeMetadata(
  current: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> | null | undefined,
): Record<string, string> {
  if (given === null) return {}
  return Object.fromEntries(Object.entries({ ...current, ...given }).filter(([, value]) => value !== ''))
}

/** What a bank statement can show, https://docs.stripe.com/get-started/account/statement-descriptors. */
export function statementDescriptor(): Parse<string> {
  return (value, name) => {
    const given = text(22)(value, name)
    if (/[<>\\'"*]/.test(given)) {
      throw invalid(`The ${name} must not contain any of the characters <, >, \\, ', ", *`, { param: name })
    }
    if (!/[a-z]/i.test(given)) throw invalid(`The ${name} must contain at least one letter`, { param: name })
    return given
  }
}
