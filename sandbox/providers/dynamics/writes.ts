import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { badArgument, badPayload, badQuery, Failure, noContent, noRow } from './answers.ts'
import { checkOptions, preferenceOf, selectionOf } from './odata/options.ts'
import { etagOf } from './odata/show.ts'
import { one } from './reads.ts'
import {
  complete,
  type Environment,
  newRow,
  nextId,
  nextVersion,
  type Row,
  rows,
  timeOf,
  typeAnnotation,
} from './rows.ts'
import type { Table } from './tables.ts'
import { checked } from './values.ts'

/** `POST /{set}`: 204 with the row's URL, or 201 with the row where that is preferred. */
export function create(environment: Environment, table: Table): Response {
  checkOptions(environment, false)
  const values = checked(environment, table, bodyOf(environment, table))
  return insert(environment, table, values)
}

/**
 * `PATCH /{set}({id})`: an upsert, unless `If-Match` says that the row must be there, or `If-None-Match: *` that it
 * must not. Source: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api
 */
export function update(environment: Environment, table: Table, id: string): Response {
  checkOptions(environment, false)
  const { headers } = environment.exchange
  const current = rows(environment, table).find(id)
  const { [table.id]: _sameId, ...given } = bodyOf(environment, table)
  const values = checked(environment, table, given)
  if (current === undefined) {
    if (headers.has('if-match')) throw noRow(table.logicalName, id)
    return insert(environment, table, { ...values, [table.id]: id })
  }
  if (headers.get('if-none-match') === '*') {
    throw new Failure(412, '0x80040237', 'A record with matching key values already exists.')
  }
  checkVersion(environment, current)
  if (table.set === 'opportunities' && values.statecode !== undefined && values.statecode !== current.statecode) {
    if (values.statecode !== 0) {
      const state = values.statecode === 1 ? 'Won' : 'Lost'
      const message = `${state === 'Won' ? 'Win' : 'Lose'}Opportunity`
      throw badArgument(
        `This message can not be used to set the state of opportunity to ${state}. In order to set state of opportunity to ${state}, use the ${message} message instead.`,
      )
    }
    values.statuscode ??= 1
  }
  const row = store(environment, table, { ...current, ...values, [table.id]: id })
  return written(environment, table, row, 200)
}

/** `DELETE /{set}({id})` */
export function remove(environment: Environment, table: Table, id: string): Response {
  const current = rows(environment, table).find(id)
  if (current === undefined) throw noRow(table.logicalName, id)
  checkVersion(environment, current)
  rows(environment, table).remove(id)
  return noContent()
}

/** `POST /WinOpportunity` and `POST /LoseOpportunity`: the only ways to close an opportunity. They answer nothing. */
export function closeOpportunity(environment: Environment, table: Table, outcome: 'Won' | 'Lost'): Response {
  const action = outcome === 'Won' ? 'WinOpportunity' : 'LoseOpportunity'
  const { Status, OpportunityClose, ...others } = bodyOf(environment, table)
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) {
    throw badPayload(
      action,
      `The parameter '${unknown}' in the request payload is not a valid parameter for the operation '${action}'.`,
    )
  }
  if (!isFields(OpportunityClose)) throw badArgument("Required field 'OpportunityClose' is missing")
  if (typeof Status !== 'number') throw badArgument("Required field 'Status' is missing")
  const reasons = outcome === 'Won' ? [-1, 3] : [-1, 4, 5]
  if (!reasons.includes(Status)) {
    throw badArgument(`${Status} is not a valid status code for state code OpportunityState.${outcome} on opportunity.`)
  }
  const id = /^\/?opportunities\(([0-9a-f-]{36})\)$/i.exec(String(OpportunityClose['opportunityid@odata.bind']))?.[1]
  if (id === undefined) throw badArgument("Required member 'opportunityid' missing for entity 'opportunityclose'")
  const current = rows(environment, table).find(id.toLowerCase())
  if (current === undefined) throw noRow('opportunity', id)
  if (current.statecode !== 0) throw badArgument('The opportunity is already closed.')
  const { actualrevenue, actualend } = OpportunityClose
  store(environment, table, {
    ...current,
    statecode: outcome === 'Won' ? 1 : 2,
    statuscode: Status === -1 ? (outcome === 'Won' ? 3 : 4) : Status,
    actualvalue: typeof actualrevenue === 'number' ? actualrevenue : (current.estimatedvalue ?? null),
    actualclosedate: (typeof actualend === 'string' ? actualend : timeOf(environment.exchange.now)).slice(0, 10),
  })
  return noContent()
}

function insert(environment: Environment, table: Table, values: Row): Response {
  const id = typeof values[table.id] === 'string' ? String(values[table.id]) : nextId(environment.state)
  const row: Row = { ...newRow(environment, table, id), ...values, [table.id]: id }
  return written(environment, table, store(environment, table, derived(table, row)), 201)
}

/** What Dataverse fills in from the lookups of a new row. */
function derived(table: Table, row: Row): Row {
  if (table.set === 'annotations') {
    return { ...row, objecttypecode: row[`_objectid_value${typeAnnotation}`] ?? 'none' }
  }
  if (table.set !== 'opportunities' || typeof row._customerid_value === 'string') return row
  const from = typeof row._parentaccountid_value === 'string' ? '_parentaccountid_value' : '_parentcontactid_value'
  const type = row[from + typeAnnotation]
  if (type === undefined) return row
  return { ...row, _customerid_value: row[from] ?? null, [`_customerid_value${typeAnnotation}`]: type }
}

function store(environment: Environment, table: Table, row: Row): Row {
  const { state, exchange } = environment
  const stored = { ...row, modifiedon: timeOf(exchange.now), versionnumber: nextVersion(state) }
  rows(environment, table).save(stored)
  return stored
}

function written(environment: Environment, table: Table, row: Row, status: number): Response {
  const id = String(row[table.id])
  const url = `${environment.base}/${table.set}(${id})`
  if (preferenceOf(environment.exchange.headers, 'return') !== 'representation') {
    return noContent({ 'OData-EntityId': url, ...(status === 201 ? { Location: url } : {}) })
  }
  const selection = selectionOf(environment, table)
  return one(environment, table, complete(environment, table, row), status, selection, ['return=representation'])
}

function checkVersion({ exchange }: Environment, row: Row): void {
  const wanted = exchange.headers.get('if-match')
  if (wanted === null || wanted === '*' || wanted === etagOf(row)) return
  const message = "The version of the existing record doesn't match the RowVersion property provided."
  throw new Failure(412, '0x80060882', message)
}

function bodyOf({ exchange }: Environment, table: Table): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    const message = `The content type '${exchange.headers.get('content-type') ?? ''}' is not supported.`
    throw new Failure(415, '0x80060888', message)
  }
  const value = parseJson(exchange.body)
  if (isFields(value)) return value
  throw badQuery(
    `An error occurred while validating input parameters: the payload of '${table.set}' is no JSON object.`,
  )
}
