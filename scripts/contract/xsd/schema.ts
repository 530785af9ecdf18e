import { type Element, readXml } from './xml.ts'

/** What an XML schema says of an element's content, in the order in which it wants it. */
export interface Particle {
  readonly name: string
  readonly type: string | Element | undefined
  readonly required: boolean
  readonly repeats: boolean
}

export interface XmlSchema {
  readonly root: (name: string) => Particle | undefined
  /** Children of a type in their order, those of the type it extends first; undefined for a type of text. */
  readonly particles: (type: Particle['type']) => readonly Particle[] | undefined
  /** Why a text isn't of a type. */
  readonly textFault: (type: Particle['type'], text: string) => string | undefined
}

/** Reads the part of XML Schema that AnetApiSchema.xsd is written in; a construct beyond it is refused. */
export function readXmlSchema(text: string): XmlSchema {
  const schema = readXml(text)
  const named = (kind: string) =>
    new Map(
      schema.children
        .filter(({ name }) => local(name) === kind)
        .map((node) => [node.attributes.get('name') ?? '', node]),
    )
  const [elements, complexTypes, simpleTypes] = [named('element'), named('complexType'), named('simpleType')]

  const root = (name: string) => {
    const node = elements.get(name)
    return node === undefined ? undefined : particleOf(node, true)
  }

  const particles = (type: Particle['type']): readonly Particle[] | undefined => {
    const node = typeof type === 'string' ? complexTypes.get(local(type)) : type
    return node === undefined || local(node.name) !== 'complexType' ? undefined : contentOf(node)
  }

  const contentOf = (node: Element): readonly Particle[] =>
    node.children.flatMap((part): readonly Particle[] => {
      switch (local(part.name)) {
        case 'sequence':
        case 'complexContent':
          return contentOf(part)
        case 'all':
        case 'choice':
          return contentOf(part).map((particle) => ({ ...particle, required: false }))
        case 'extension':
          return [...(particles(part.attributes.get('base')) ?? []), ...contentOf(part)]
        case 'element':
          return [particleOf(part, part.attributes.get('minOccurs') !== '0')]
        case 'attribute':
        case 'annotation':
        case 'documentation':
          return []
        default:
          throw new SyntaxError(`XML schema: <${part.name}> can't be read`)
      }
    })

  const textFault = (type: Particle['type'], value: string): string | undefined => {
    if (type === undefined) return undefined
    if (typeof type === 'string') {
      const declared = simpleTypes.get(local(type))
      return declared === undefined ? builtInFault(local(type), value) : textFault(declared, value)
    }
    const restriction = type.children.find(({ name }) => local(name) === 'restriction')
    if (restriction === undefined) return undefined
    return textFault(restriction.attributes.get('base'), value) ?? facetFault(restriction, value)
  }

  return { root, particles, textFault }
}

function particleOf(node: Element, required: boolean): Particle {
  const inline = node.children.find(({ name }) => local(name) === 'complexType' || local(name) === 'simpleType')
  const limit = node.attributes.get('maxOccurs') ?? '1'
  return {
    name: node.attributes.get('name') ?? '',
    type: node.attributes.get('type') ?? inline,
    required,
    repeats: limit === 'unbounded' || Number(limit) > 1,
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const builtIns: Readonly<Record<string, RegExp>> = {
  int: /^-?\d+$/,
  short: /^-?\d+$/,
  long: /^-?\d+$/,
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  double: /^-?\d+(\.\d+)?([eE]-?\d+)?$/,
  boolean: /^(true|false|0|1)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/,
}

function builtInFault(type: string, value: string): string | undefined {
  return builtIns[type]?.test(value) === false ? `is not of type ${type}` : undefined
}

function facetFault(restriction: Element, value: string): string | undefined {
  const facets = restriction.children.map((node) => [local(node.name), node.attributes.get('value') ?? ''] as const)
  const allowed = facets.flatMap(([name, limit]) => (name === 'enumeration' ? [limit] : []))
  if (allowed.length > 0 && !allowed.includes(value)) return `must be one of ${allowed.join(', ')}`
  return facets.map(([name, limit]) => oneFacetFault(name, limit, value)).find((fault) => fault !== undefined)
}

function oneFacetFault(name: string, limit: string, value: string): string | undefined {
  const wanted = Number(limit)
  const broken =
    (name === 'maxLength' && value.length > wanted) ||
    (name === 'minLength' && value.length < wanted) ||
    (name === 'length' && value.length !== wanted) ||
    (name === 'minInclusive' && Number(value) < wanted) ||
    (name === 'maxInclusive' && Number(value) > wanted) ||
    (name === 'fractionDigits' && (value.split('.')[1] ?? '').length > wanted) ||
    (name === 'totalDigits' && value.replace(/\D/g, '').length > wanted) ||
    (name === 'pattern' && !new RegExp(`^(?:${limit})$`).test(value))
  return broken ? `breaks ${name} ${limit}` : undefined
}
