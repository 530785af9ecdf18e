import type { Exchange } from '../../provider.ts'
import { invalid, refusal, result } from './answers.ts'

type View = Readonly<Record<string, unknown>>

/**
 * A page of a list: `page`, `per_page` (of at most 100), `search[…]` and `sort=name_asc`. What is deleted or archived
 * is left out unless `search[vis_state]` asks for it.
 *
 * Source: https://www.freshbooks.com/api/parameters
 */
export function listed({ url }: Exchange, name: string, views: readonly View[]): Response {
  const { searchParams } = url
  const page = positive(searchParams.get('page') ?? '1', 'page', 1014)
  const size = Math.min(positive(searchParams.get('per_page') ?? '15', 'per_page', 1013), 100)
  const found = sorted(views.filter(searched(searchParams)), searchParams.get('sort'))
  return result({
    [name]: found.slice((page - 1) * size, page * size),
    page,
    pages: Math.max(1, Math.ceil(found.length / size)),
    per_page: size,
    total: found.length,
  })
}

function positive(text: string, parameter: string, errno: number): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw refusal(422, errno, `${parameter} must be a positive integer.`, parameter, '', text)
}

function searched(parameters: URLSearchParams): (view: View) => boolean {
  const searches = [...parameters].flatMap(([key, value]) => {
    const name = /^search\[(\w+)\](\[\])?$/.exec(key)?.[1]
    return name === undefined ? [] : [{ name, value }]
  })
  const isAboutVisibility = searches.some(({ name }) => name === 'vis_state')
  return (view) => {
    const isShown = isAboutVisibility || view.vis_state === undefined || view.vis_state === 0
    return isShown && searches.every(({ name, value }) => matches(view, name, value))
  }
}

/** `date_min` and `date_max` bound a day; `name_like` looks within a text; anything else is to be the same. */
function matches(view: View, name: string, value: string): boolean {
  const bound = /^(\w+)_(min|max|from|to)$/.exec(name)
  if (bound !== null) {
    const day = String(view[dayMember(view, bound[1] ?? '')] ?? '').slice(0, 10)
    return bound[2] === 'min' || bound[2] === 'from' ? day >= value : day <= value
  }
  const like = /^(\w+)_like$/.exec(name)?.[1]
  if (like !== undefined)
    return String(view[like] ?? '')
      .toLowerCase()
      .includes(value.toLowerCase())
  const singular = view[name] === undefined ? name.replace(/s$/, '') : name
  if (view[singular] === undefined) throw invalid('search', name, `${name} is not a valid search field.`, value)
  return String(view[singular]).toLowerCase() === value.toLowerCase()
}

/** Bounds are on `date`, which an invoice has by another name. */
function dayMember(view: View, name: string): string {
  return name === 'date' && view.date === undefined ? 'create_date' : name
}

function sorted(views: readonly View[], sort: string | null): View[] {
  const [, name = '', direction] = /^(\w+)_(asc|desc)$/.exec(sort ?? '') ?? []
  if (name === '') return [...views]
  const sign = direction === 'desc' ? -1 : 1
  const key = (view: View) => {
    const value = view[name]
    return typeof value === 'number' ? value : String(value ?? '')
  }
  return views.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
}

/** Whether `include[]` asks for something. */
export function includes({ url }: Exchange, name: string): boolean {
  return [...url.searchParams].some(([key, value]) => /^include(\[\])?$/.test(key) && value === name)
}
