/** An XML element with its attributes and child elements; text, comments and instructions are not kept. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
}

interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Element[]
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Reads what schema files are made of; anything else that looks like markup is refused. */
export function readXml(text: string): Element {
  const root: Open = { name: '', attributes: new Map(), children: [] }
  const open: Open[] = [root]
  let end = 0
  for (const match of text.replace(/^\uFEFF/, '').matchAll(token)) {
    if (match.input.slice(end, match.index).includes('<')) throw new SyntaxError(`XML: markup at ${end} can't be read`)
    end = match.index + match[0].length
    const [, closing, name, attributes, empty] = match
    if (name === undefined) continue
    if (closing === '/') {
      const closed = open.pop()
      if (closed?.name !== name) throw new SyntaxError(`XML: </${name}> closes <${closed?.name}>`)
      continue
    }
    const element: Open = { name, attributes: readAttributes(attributes ?? ''), children: [] }
    open.at(-1)?.children.push(element)
    if (empty !== '/') open.push(element)
  }
  const [only] = root.children
  if (open.length !== 1 || root.children.length !== 1 || only === undefined)
    throw new SyntaxError('XML: not one whole element')
  return only
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(attribute)].map(([, name = '', double, single]) => [
      name,
      unescapeEntities(double ?? single ?? ''),
    ]),
  )
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function unescapeEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
}
