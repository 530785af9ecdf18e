/** What the holes of a path template hold for a given path; undefined where the path isn't of that form. */
export function matchTemplate(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const names: string[] = []
  const source = template
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(part.slice(1, -1))
      return '([^/]+)'
    })
    .join('')
  const match = new RegExp(`^${source}/?$`).exec(path)
  if (match === null) return undefined
  return new Map(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]))
}

/** Literal characters of a template: of two that match, the one that says more is meant. */
export function literalness(template: string): number {
  return template.replace(/\{[^}]*\}/g, '').length
}
