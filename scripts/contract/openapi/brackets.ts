/** A value under construction: text, a list once all keys are indices, or an object. */
type Node = Map<string, Node | string>

/** `a[b][0]=c` as nested values: objects, lists where the keys count from 0 (or are empty), text everywhere else. */
export function decodeBrackets(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> {
  const root: Node = new Map()
  for (const [name, value] of pairs) put(root, partsOf(name), value)
  return Object.fromEntries([...root].map(([key, node]) => [key, finish(node)]))
}

function partsOf(name: string): readonly string[] {
  const [head = '', ...rest] = name.split('[')
  return [head, ...rest.map((part) => part.replace(/\]$/, ''))]
}

function put(node: Node, parts: readonly string[], value: string): void {
  const [first = '', ...rest] = parts
  const key = first === '' ? String(node.size) : first
  if (rest.length === 0) {
    node.set(key, value)
    return
  }
  const known = node.get(key)
  const next: Node = known instanceof Map ? known : new Map()
  node.set(key, next)
  put(next, rest, value)
}

function finish(node: Node | string): unknown {
  if (typeof node === 'string') return node
  const entries = [...node]
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index))
  const finished = entries.map(([key, value]) => [key, finish(value)] as const)
  return isList ? finished.map(([, value]) => value) : Object.fromEntries(finished)
}
