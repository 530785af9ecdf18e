import { type Findings, nothing, type Problem, problem } from '../finding.ts'
import { child, isFields } from '../values.ts'
import type { WireRequest } from '../wire.ts'
import type { Particle, XmlSchema } from './schema.ts'

/** A request must be whole and in the schema's order; of an answer only what is there is checked, in any order. */
type Strictness = 'request' | 'answer'

/** A JSON request that is read as XML at the other end: one root element, its children in the order of the schema. */
export function checkXmlSchema(schema: XmlSchema, request: WireRequest, answer: unknown): Findings {
  const fault = (path: string, message: string): Findings => ({ problems: [problem(path, message)], notes: [] })
  if (request.method !== 'POST') return fault('method', `is ${request.method}, must be POST`)
  if (request.body === undefined) return fault('body', 'is required')
  const body: unknown = JSON.parse(request.body.text)
  const roots = isFields(body) ? Object.entries(body) : []
  const [first] = roots
  if (first === undefined || roots.length !== 1) return fault('body', 'must be an object with one field')
  const [name, content] = first
  const root = schema.root(name)
  if (root === undefined) return fault(`body.${name}`, 'is not described')
  const problems = checkNode(schema, root, content, `body.${name}`, 'request')
  // The JSON form of an answer leaves its root element out.
  const answered = schema.root(name.replace(/Request$/, 'Response'))
  if (answer === undefined || answered === undefined) return { ...nothing, problems }
  return { ...nothing, problems: [...problems, ...checkNode(schema, answered, answer, 'response', 'answer')] }
}

function checkNode(
  schema: XmlSchema,
  particle: Particle,
  value: unknown,
  path: string,
  strictness: Strictness,
): readonly Problem[] {
  if (Array.isArray(value)) {
    if (!particle.repeats) {
      const only = strictness === 'answer' ? soleChild(schema, particle) : undefined
      if (only?.repeats !== true) return [problem(path, 'must not be a list')]
      return checkNode(schema, only, value, path, strictness)
    }
    return value.flatMap((item, index) =>
      checkNode(schema, { ...particle, repeats: false }, item, child(path, index), strictness),
    )
  }
  const children = schema.particles(particle.type)
  if (children === undefined) return checkText(schema, particle, value, path)
  if (!isFields(value)) return [problem(path, 'must be an object')]
  return [
    ...(strictness === 'request' ? [...missing(children, value, path), ...misplaced(children, value, path)] : []),
    ...Object.entries(value).flatMap(([name, item]) => {
      const known = children.find((candidate) => candidate.name === name)
      const at = child(path, name)
      return known === undefined ? [problem(at, 'is not described')] : checkNode(schema, known, item, at, strictness)
    }),
  ]
}

/** JSON answers leave out the element whose only use is to be repeated: `<list><item/></list>` is `list: [item]`. */
function soleChild(schema: XmlSchema, particle: Particle): Particle | undefined {
  const children = schema.particles(particle.type) ?? []
  return children.length === 1 ? children[0] : undefined
}

function checkText(schema: XmlSchema, particle: Particle, value: unknown, path: string): readonly Problem[] {
  if (typeof value === 'object') return [problem(path, 'must be text, a number or a boolean')]
  const fault = schema.textFault(particle.type, String(value))
  return fault === undefined ? [] : [problem(path, `is ${JSON.stringify(value)}, ${fault}`)]
}

type Content = Readonly<Record<string, unknown>>

function missing(children: readonly Particle[], value: Content, path: string): readonly Problem[] {
  return children
    .filter(({ name, required }) => required && value[name] === undefined)
    .map(({ name }) => problem(child(path, name), 'is required'))
}

function misplaced(children: readonly Particle[], value: Content, path: string): readonly Problem[] {
  const order = children.map(({ name }) => name)
  const given = Object.keys(value).filter((name) => order.includes(name))
  return given.flatMap((name, index) => {
    const before = given[index - 1]
    return before !== undefined && order.indexOf(name) < order.indexOf(before)
      ? [problem(child(path, name), `must stand before ${before}`)]
      : []
  })
}
