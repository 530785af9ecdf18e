import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { type Problem, problem } from '../finding.ts'
import { child } from '../values.ts'
import { convertSchema, type Direction } from './convert.ts'
import type { Description } from './document.ts'

/** The schemas of one description, for one direction, compiled as they are needed. */
export interface Schemas {
  readonly direction: Direction
  readonly resolve: Description['resolve']
  readonly problems: (schema: unknown, value: unknown, path: string) => readonly Problem[]
  readonly accepts: (schema: unknown, value: unknown) => boolean
  /** References that lead nowhere, or out of the document, met so far. */
  readonly gaps: () => readonly string[]
}

export function schemasOf(description: Pick<Description, 'resolve'>, direction: Direction): Schemas {
  const ajv = makeValidator()
  const ids = new Map<string, string>()
  const gaps = new Set<string>()
  const compiled = new WeakMap<object, ValidateFunction>()

  const link = (reference: string): string | undefined => {
    const known = ids.get(reference)
    if (known !== undefined) return known
    const target = description.resolve(reference)
    if (target === undefined) {
      gaps.add(reference.startsWith('#') ? `dangling reference ${reference}` : `reference outside: ${reference}`)
      return undefined
    }
    const id = `https://schema.invalid/${ids.size}`
    ids.set(reference, id)
    ajv.addSchema({ $id: id, allOf: [convert(target)] })
    return id
  }
  const convert = (schema: unknown) => convertSchema(schema, { direction, link, resolve: description.resolve })

  const compile = (schema: unknown): ValidateFunction => {
    if (typeof schema !== 'object' || schema === null) return ajv.compile(convert(schema))
    const known = compiled.get(schema)
    if (known !== undefined) return known
    const made = ajv.compile(convert(schema))
    compiled.set(schema, made)
    return made
  }

  return {
    direction,
    resolve: description.resolve,
    gaps: () => [...gaps],
    accepts: (schema, value) => compile(schema)(value),
    problems(schema, value, path) {
      const validate = compile(schema)
      return validate(value) ? [] : readable(validate.errors ?? [], value, path, (branch) => ajv.compile(branch))
    },
  }
}

function makeValidator(): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    // 50.8 is a multiple of 0.001, whatever binary fractions make of it.
    multipleOfPrecision: 9,
    code: { regExp: Object.assign(lenientPattern, { code: 'lenientPattern' }) },
  })
  addFormats.default(ajv)
  // Most descriptions mean a time of day without a zone by it.
  ajv.addFormat('time', true)
  return ajv
}

/** Patterns are written for other engines too: what this one can't read is read without its `u` flag, or matches all. */
function lenientPattern(pattern: string): RegExp {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // The next reading is more forgiving.
    }
  }
  return /(?:)/
}

const missing = 'is required'

type CompileConverted = (schema: AnySchema) => ValidateFunction

/** One line a fault. Where no alternative fits, the faults of the closest one are shown. */
function readable(
  errors: readonly ErrorObject[],
  root: unknown,
  path: string,
  compile: CompileConverted,
): readonly Problem[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf')
  const outermost = alternatives.filter(
    (error) => !alternatives.some((other) => other !== error && contains(other.instancePath, error.instancePath)),
  )
  const swallowed = (error: ErrorObject) => outermost.some((outer) => within(error.instancePath, outer.instancePath))
  const plain = errors
    .filter((error) => error.keyword !== 'if' && !swallowed(error))
    .map((error) => line(error, root, path))
  const closest = outermost.flatMap((outer) => {
    const branches: readonly AnySchema[] = Array.isArray(outer.schema) ? outer.schema : []
    const at = pathOf(outer.instancePath, root, path)
    const faults = branches.map((branch) => {
      const validate = compile(branch)
      return validate(outer.data) ? [] : readable(validate.errors ?? [], outer.data, at, compile)
    })
    return faults.sort((one, other) => distance(one, at) - distance(other, at))[0] ?? []
  })
  return distinct([...plain, ...closest])
}

/**
 * An alternative of another kind altogether is further away than one that lacks a field of its own, and that one than one
 * with faults inside.
 */
function distance(faults: readonly Problem[], at: string): number {
  const weights = faults.map(({ path, message }) => {
    if (path === at) return 10_000
    return message === missing && parentOf(path) === at ? 100 : 1
  })
  return weights.reduce((total, weight) => total + weight, 0)
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0))
}

function contains(outer: string, inner: string): boolean {
  return outer !== inner && within(inner, outer)
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`)
}

function line(error: ErrorObject, root: unknown, path: string): Problem {
  const at = pathOf(error.instancePath, root, path)
  if (error.keyword === 'required') return problem(child(at, String(error.params.missingProperty)), missing)
  if (error.keyword === 'enum') {
    const allowed = error.params.allowedValues.map((value: unknown) => JSON.stringify(value))
    const shown = allowed.length > 12 ? [...allowed.slice(0, 12), '…'] : allowed
    return problem(at, `is ${show(error.data)}, must be one of ${shown.join(', ')}`)
  }
  return problem(at, `is ${show(error.data)}, ${error.message ?? error.keyword}`)
}

function show(value: unknown): string {
  const text = String(JSON.stringify(value))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function pathOf(instancePath: string, root: unknown, path: string): string {
  let at = path
  let value = root
  for (const part of instancePath.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    at = child(at, Array.isArray(value) ? Number(key) : key)
    value = Object(value)[key]
  }
  return at
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((entry) => [`${entry.path}: ${entry.message}`, entry])).values()]
}
