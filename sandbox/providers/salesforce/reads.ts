import { json } from '../../http.ts'
import { Failure, type SalesforceRecord } from './answers.ts'
import type { Field } from './fields.ts'
import { fixtures } from './fixtures.ts'
import { findField, type ObjectType, objectTypes } from './objects.ts'
import { allRecords, attributes, findRecord, type Org } from './store.ts'
import { externalIdField } from './writes.ts'

/** How many requests an org may make in 24 hours: Developer Edition. */
export const dailyRequests = 15_000

/** `GET /sobjects/{type}/{id}`, whole or `?fields=` */
export function read(org: Org, type: ObjectType, id: string): Response {
  return json(shown(org, type, findRecord(org, type, id)))
}

/** `GET /sobjects/{type}/{externalIdField}/{value}` */
export function readByExternalId(org: Org, type: ObjectType, fieldName: string, value: string): Response {
  const field = externalIdField(type, fieldName)
  const record = allRecords(org, type).find((candidate) => candidate[field.name] === value)
  if (record === undefined) throw new Failure(404, 'NOT_FOUND', 'The requested resource does not exist')
  return json(shown(org, type, record))
}

function shown(org: Org, type: ObjectType, record: SalesforceRecord): object {
  const wanted = org.exchange.url.searchParams.get('fields')
  const whole = { attributes: attributes(org, type, record.Id) }
  if (wanted === null) return { ...whole, ...record }
  const fields = wanted.split(',').map((name) => {
    const field = findField(type, name.trim())
    if (field !== undefined) return [field.name, record[field.name] ?? null] as const
    const message = `\n${wanted}\n^\nERROR at Row:1:Column:1\nNo such column '${name.trim()}' on entity '${type.name}'.`
    throw new Failure(400, 'INVALID_FIELD', message)
  })
  return { ...whole, ...Object.fromEntries(fields), Id: record.Id }
}

/** `GET /sobjects/{type}/describe` */
export function describe({ version }: Org, type: ObjectType): Response {
  return json({
    ...summary(version, type),
    childRelationships: [],
    recordTypeInfos: [],
    fields: type.fields.map(describeField),
  })
}

/** `GET /sobjects/{type}` */
export function basicInformation(org: Org, type: ObjectType): Response {
  const recent = allRecords(org, type).slice(0, 5)
  return json({
    objectDescribe: summary(org.version, type),
    recentItems: recent.map((record) => ({
      attributes: attributes(org, type, record.Id),
      Id: record.Id,
      Name: record.Name,
    })),
  })
}

/** `GET /sobjects` */
export function objects({ version }: Org): Response {
  return json({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: objectTypes.map((type) => summary(version, type)) })
}

function summary(version: string, type: ObjectType): object {
  const base = `/services/data/${version}/sobjects/${type.name}`
  const isWritable = type.name !== 'User'
  return {
    name: type.name,
    label: type.label,
    labelPlural: type.plural,
    keyPrefix: type.prefix,
    custom: false,
    createable: isWritable,
    updateable: isWritable,
    deletable: isWritable,
    queryable: true,
    searchable: true,
    retrieveable: true,
    layoutable: true,
    triggerable: true,
    undeletable: isWritable,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  }
}

function describeField(field: Field): object {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    length: field.length,
    nillable: !field.isRequired && field.type !== 'boolean' && field.type !== 'id',
    createable: !field.isReadOnly,
    updateable: !field.isReadOnly,
    defaultedOnCreate: field.type === 'boolean' || field.name === 'OwnerId',
    custom: field.name.endsWith('__c'),
    externalId: field.isExternalId,
    idLookup: field.isExternalId || field.name === 'Id' || field.type === 'email',
    unique: field.isExternalId,
    filterable: !(field.type === 'textarea' && field.length > 255),
    sortable: field.type !== 'textarea',
    referenceTo: field.referenceTo,
    relationshipName: field.type === 'reference' ? field.name.replace(/Id$/, '') : null,
    picklistValues: field.values.map((value) => ({
      active: true,
      defaultValue: false,
      label: value,
      value,
      validFor: null,
    })),
    restrictedPicklist: false,
  }
}

/** `GET /limits` */
export function limits(used: number): Response {
  const limit = (max: number, left = max): { Max: number; Remaining: number } => ({ Max: max, Remaining: left })
  return json({
    DailyApiRequests: limit(dailyRequests, dailyRequests - used),
    DailyBulkApiBatches: limit(15_000),
    DailyBulkV2QueryJobs: limit(10_000),
    DailyAsyncApexExecutions: limit(250_000),
    DailyStreamingApiEvents: limit(10_000),
    DataStorageMB: limit(5),
    FileStorageMB: limit(20),
    HourlyPublishedPlatformEvents: limit(50_000),
    SingleEmail: limit(15),
    MassEmail: limit(10),
  })
}

const releases = [
  ["Spring '24", 60],
  ["Summer '24", 61],
  ["Winter '25", 62],
  ["Spring '25", 63],
  ["Summer '25", 64],
  ["Winter '26", 65],
  ["Spring '26", 66],
  ["Summer '26", 67],
] as const

/** `GET /services/data/` */
export function versions(): Response {
  return json(
    releases.map(([label, number]) => ({ label, url: `/services/data/v${number}.0`, version: `${number}.0` })),
  )
}

export function isVersion(version: string): boolean {
  return releases.some(([, number]) => version === `v${number}.0`)
}

/** `GET /services/data/v67.0/` */
export function resources({ version }: Org): Response {
  const base = `/services/data/${version}`
  const names = ['limits', 'sobjects', 'query', 'parameterizedSearch', 'search', 'composite', 'recent']
  return json(Object.fromEntries(names.map((name) => [name, `${base}/${name}`])))
}

/** `GET /services/oauth2/userinfo` */
export function userInfo(host: string, organization: string): Response {
  return json({
    sub: `https://login.salesforce.com/id/${organization}/${fixtures.user}`,
    user_id: fixtures.user,
    organization_id: organization,
    preferred_username: 'integration@sandbox.example.com',
    nickname: 'integration',
    name: 'Integration User',
    email: 'integration@sandbox.example.com',
    email_verified: true,
    given_name: 'Integration',
    family_name: 'User',
    zoneinfo: 'America/Los_Angeles',
    active: true,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    utcOffset: -28_800_000,
    urls: {
      rest: `https://${host}/services/data/v{version}/`,
      sobjects: `https://${host}/services/data/v{version}/sobjects/`,
      query: `https://${host}/services/data/v{version}/query/`,
      profile: `https://${host}/${fixtures.user}`,
    },
  })
}
