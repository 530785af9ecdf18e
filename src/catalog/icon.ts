import { marks } from './marks.ts'

const ink = '#1f2937'

/** The icon of a provider as SVG: its mark, or a neutral one with its initials where there is no free mark of it. Pure. */
export function icon(id: string, name: string): string {
  const mark = Object.hasOwn(marks, id) ? marks[id] : undefined
  return mark === undefined ? monogram(name) : svg(name, `<path fill="${ink}" d="${mark}"/>`)
}

function monogram(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => word !== '')
  const initials = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : name.slice(0, 2)
  const text = initials.slice(0, 2).replaceAll(/[^A-Za-z0-9]/g, '')
  const style = 'font-family="system-ui,sans-serif" font-size="10" font-weight="600" text-anchor="middle"'
  return svg(
    name,
    `<rect width="24" height="24" rx="5" fill="${ink}"/><text x="12" y="15.5" fill="#fff" ${style}>${text}</text>`,
  )
}

function svg(name: string, content: string): string {
  const title = name.replaceAll(/[&<>]/g, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" role="img"><title>${title}</title>${content}</svg>`
}
