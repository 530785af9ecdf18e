import { json } from '../../http.ts'
import { flagParameter, limitParameter, notFound, pageOf } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { currencies, deals, type ObjectType } from './object-types.ts'
import type { Property } from './properties.ts'
import { fixtureTime, type Hub, typeOr404 } from './store.ts'

/** `GET /account-info/2026-09/details` */
export function accountDetails(): Response {
  return json({
    portalId: fixtures.portal,
    accountType: 'DEVELOPER_TEST',
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
    additionalCurrencies: currencies.filter((currency) => currency !== 'USD'),
    utcOffset: '-05:00',
    utcOffsetMilliseconds: -18_000_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  })
}

const owners = [
  {
    id: fixtures.owner,
    email: 'grace@example.com',
    type: 'PERSON',
    firstName: 'Grace',
    lastName: 'Hopper',
    userId: 550_010,
    userIdIncludingInactive: 550_010,
    createdAt: fixtureTime,
    updatedAt: fixtureTime,
    archived: false,
    teams: [{ id: '178588', name: 'Sales', primary: true }],
  },
]

/** `GET /crm/owners/2026-09` */
export function listOwners({ exchange }: Hub): Response {
  const email = exchange.url.searchParams.get('email')
  const isArchived = flagParameter(exchange, 'archived')
  const found = owners.filter((owner) => owner.archived === isArchived && (email === null || owner.email === email))
  const { page, paging } = pageOf(exchange, found, ({ id }) => id, limitParameter(exchange, 100, 500))
  return json({ results: page, ...paging })
}

/** `GET /crm/owners/2026-09/{ownerId}` */
export function readOwner({ exchange }: Hub, id: string): Response {
  const isUser = exchange.url.searchParams.get('idProperty') === 'userId'
  const owner = owners.find((each) => (isUser ? String(each.userId) : each.id) === id)
  if (owner === undefined) throw notFound()
  return json(owner)
}

const stageLabels: Readonly<Record<string, readonly [label: string, probability: string]>> = {
  appointmentscheduled: ['Appointment Scheduled', '0.2'],
  qualifiedtobuy: ['Qualified To Buy', '0.4'],
  presentationscheduled: ['Presentation Scheduled', '0.6'],
  decisionmakerboughtin: ['Decision Maker Bought-In', '0.8'],
  contractsent: ['Contract Sent', '0.9'],
  closedwon: ['Closed Won', '1.0'],
  closedlost: ['Closed Lost', '0.0'],
}

const dates = { createdAt: fixtureTime, updatedAt: fixtureTime, archived: false }

const salesPipeline = {
  id: fixtures.pipeline,
  label: 'Sales Pipeline',
  displayOrder: 0,
  ...dates,
  stages: Object.entries(stageLabels).map(([id, [label, probability]], displayOrder) => ({
    id,
    label,
    displayOrder,
    metadata: { isClosed: String(id.startsWith('closed')), probability },
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    ...dates,
  })),
}

function pipelinesOf(type: ObjectType) {
  return type === deals ? [salesPipeline] : []
}

/** `GET /crm/pipelines/2026-09/{objectType}` */
export function listPipelines(_hub: Hub, typeName: string): Response {
  return json({ results: pipelinesOf(typeOr404(typeName)) })
}

/** `GET /crm/pipelines/2026-09/{objectType}/{pipelineId}` */
export function readPipeline(_hub: Hub, typeName: string, id: string): Response {
  const found = pipelinesOf(typeOr404(typeName)).find((pipeline) => pipeline.id === id)
  if (found === undefined) throw notFound()
  return json(found)
}

/** `GET /crm/properties/2026-09/{objectType}` */
export function listProperties(_hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  return json({ results: type.properties.map((property) => propertyView(type, property)) })
}

/** `GET /crm/properties/2026-09/{objectType}/{propertyName}` */
export function readProperty(_hub: Hub, typeName: string, name: string): Response {
  const type = typeOr404(typeName)
  const found = type.properties.find((property) => property.name === name)
  if (found === undefined) throw notFound(`Property ${name} does not exist for ${type.id}.`)
  return json(propertyView(type, found))
}

const fieldTypes = {
  bool: 'booleancheckbox',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  string: 'text',
} as const

function propertyView({ singular }: ObjectType, { name, label, type, options, isReadOnly, isUnique }: Property) {
  return {
    name,
    label,
    type,
    fieldType: fieldTypes[type],
    description: '',
    groupName: `${singular}information`,
    options: options.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
    displayOrder: -1,
    calculated: false,
    externalOptions: false,
    hasUniqueValue: isUnique,
    hidden: false,
    hubspotDefined: true,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: true,
      readOnlyOptions: false,
      readOnlyValue: isReadOnly,
    },
    formField: !isReadOnly,
    dataSensitivity: 'non_sensitive',
    createdAt: fixtureTime,
    updatedAt: fixtureTime,
    archived: false,
  }
}
