import { badQuery, Failure, noRow, success } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { compareValues, parseFilter } from './odata/filter.ts'
import { checkOptions, orderOf, preferenceOf, selectionOf } from './odata/options.ts'
import { etagOf, show } from './odata/show.ts'
import { allRows, type Environment, findRow, type Row } from './rows.ts'
import { type Table, tables } from './tables.ts'

const largestPage = 5000

/** `GET /`: the entity sets. */
export function serviceDocument({ base }: Environment): Response {
  return success({
    '@odata.context': `${base}/$metadata`,
    value: tables.map(({ set }) => ({ name: set, kind: 'EntitySet', url: set })),
  })
}

/** `GET /{set}` */
export function list(environment: Environment, table: Table): Response {
  checkOptions(environment, true)
  const { exchange, base } = environment
  const { searchParams } = exchange.url
  const selection = selectionOf(environment, table)
  const filter = searchParams.get('$filter')
  const matches = filter === null ? () => true : parseFilter(environment, table, filter)
  const order = orderOf(environment, table)
  const found = allRows(environment, table)
    .filter(matches)
    .toSorted((left, right) => {
      for (const { column, isDescending } of order) {
        const ascending = compareValues(column, left[column.name] ?? null, right[column.name] ?? null)
        if (ascending !== 0) return isDescending ? -ascending : ascending
      }
      return 0
    })

  const top = topOf(searchParams.get('$top'))
  const preferred = preferenceOf(exchange.headers, 'odata.maxpagesize')
  const wanted = /^[1-9]\d*$/.test(preferred ?? '') ? Number(preferred) : largestPage
  const size = top ?? Math.min(wanted, largestPage)
  const token = searchParams.get('$skiptoken')
  const cookie = token === null ? { page: 1, last: '' } : cookieOf(token)
  const start = startOf(found, table, cookie, size)
  const rows = found.slice(start, start + size)
  const isMore = top === undefined && start + size < found.length
  const context = `${base}/$metadata#${table.set}${selected(searchParams.get('$select'))}`
  return success(
    {
      '@odata.context': context,
      ...(searchParams.get('$count') === 'true' ? { '@odata.count': Math.min(found.length, largestPage) } : {}),
      value: rows.map((row) => show(environment, table, row, selection)),
      ...(isMore ? { '@odata.nextLink': nextLink(environment, table, cookie.page + 1, rows.at(-1)) } : {}),
    },
    200,
    applied(environment, preferred === undefined || top !== undefined ? [] : [`odata.maxpagesize=${preferred}`]),
  )
}

/** `GET /{set}({id})` */
export function read(environment: Environment, table: Table, id: string): Response {
  checkOptions(environment, false)
  const selection = selectionOf(environment, table)
  const row = findRow(environment, table.set, id)
  if (row === undefined) throw noRow(table.logicalName, id)
  const { headers } = environment.exchange
  if (headers.get('if-none-match') === etagOf(row)) return new Response(null, { status: 304 })
  return one(environment, table, row, 200, selection)
}

/** One row as the whole answer. */
export function one(
  environment: Environment,
  table: Table,
  row: Row,
  status: number,
  selection = selectionOf(environment, table),
  preferences: readonly string[] = [],
): Response {
  const list = selected(environment.exchange.url.searchParams.get('$select'))
  return success(
    {
      '@odata.context': `${environment.base}/$metadata#${table.set}${list}/$entity`,
      ...show(environment, table, row, selection),
    },
    status,
    { ETag: etagOf(row), ...applied(environment, preferences) },
  )
}

/** `GET /WhoAmI` */
export function whoAmI({ base }: Environment): Response {
  return success({
    '@odata.context': `${base}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: fixtures.businessUnit,
    UserId: fixtures.user,
    OrganizationId: fixtures.organization,
  })
}

function selected(select: string | null): string {
  return select === null ? '' : `(${select})`
}

function applied({ exchange }: Environment, preferences: readonly string[]): Record<string, string> {
  const annotations = preferenceOf(exchange.headers, 'odata.include-annotations')
  const all = [...preferences, ...(annotations === undefined ? [] : [`odata.include-annotations="${annotations}"`])]
  return all.length === 0 ? {} : { 'Preference-Applied': all.join(',') }
}

/** With `$top` the preferred size of a page is ignored. */
function topOf(text: string | null): number | undefined {
  if (text === null) return undefined
  if (!/^[1-9]\d*$/.test(text)) throw badQuery(`Invalid value '${text}' for $top query option found.`)
  return Math.min(Number(text), largestPage)
}

interface Cookie {
  readonly page: number
  /** The id of the last row of the page before. */
  readonly last: string
}

/** A paging cookie as Dataverse makes it: the number of the page, and where the one before ended. */
function nextLink({ exchange, base }: Environment, { set, id }: Table, page: number, last: Row | undefined): string {
  const paging = encodeURIComponent(`<cookie page="${page - 1}"><${id} last="{${String(last?.[id])}}" /></cookie>`)
  const query = [...exchange.url.searchParams].filter(([name]) => name !== '$skiptoken')
  query.push(['$skiptoken', `<cookie pagenumber="${page}" pagingcookie="${paging}" istracking="False" />`])
  return `${base}/${set}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

function cookieOf(token: string): Cookie {
  const [, page, paging = ''] =
    /^<cookie pagenumber="(\d+)" pagingcookie="([^"]*)" istracking="False" \/>$/.exec(token) ?? []
  const last = /last="\{([0-9a-f-]{36})\}"/.exec(decoded(paging))?.[1]
  if (page === undefined || last === undefined) {
    throw new Failure(400, '0x80040203', `Malformed XML in the Paging Cookie: ${token}`)
  }
  return { page: Number(page), last }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function startOf(found: readonly Row[], { id }: Table, { page, last }: Cookie, size: number): number {
  if (last === '') return 0
  const index = found.findIndex((row) => row[id] === last)
  return index < 0 ? (page - 1) * size : index + 1
}
