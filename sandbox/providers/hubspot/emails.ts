import { type Collection, collection } from '../../collection.ts'
import { empty, type Fields, isFields, json } from '../../http.ts'
import {
  boolean,
  group,
  list,
  listAt,
  matching,
  oneOf,
  type Shape,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { checkedBody, flagParameter, invalid, limitParameter, listParameter, notFound, pageOf } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { fixtureTime, type Hub, nextId } from './store.ts'

/** A marketing e-mail: what was written, and what became of it. */
interface EmailRecord {
  readonly id: string
  readonly given: Fields
  readonly state: 'DRAFT' | 'SCHEDULED' | 'PUBLISHED' | 'AUTOMATED_DRAFT' | 'AUTOMATED'
  readonly type: string
  readonly createdAt: string
  readonly updatedAt: string
  /** Empty until it is published. */
  readonly publishedAt: string
  /** Empty while it isn't in the recycling bin. */
  readonly deletedAt: string
}

const content = { templatePath: '@hubspot/email/dnd/welcome.html', plainTextVersion: 'Hello!' }
const recipients = { contactIlsLists: { include: [fixtures.list], exclude: [] } }

function fixture(id: string, given: Fields, state: EmailRecord['state'], type = 'BATCH_EMAIL'): EmailRecord {
  const publishedAt = state === 'PUBLISHED' || state === 'AUTOMATED' ? fixtureTime : ''
  return { id, given, state, type, createdAt: fixtureTime, updatedAt: fixtureTime, publishedAt, deletedAt: '' }
}

const fixtureEmails: readonly EmailRecord[] = [
  fixture(fixtures.draftEmail, { name: 'Winter', subject: 'Winter is here', to: recipients, content }, 'DRAFT'),
  fixture(
    String(fixtures.transactionalEmail),
    { name: 'Receipt', subject: 'Your receipt', content, subcategory: 'marketing_single_send_api' },
    'AUTOMATED',
    'SINGLE_SEND_API',
  ),
  fixture(fixtures.sentEmail, { name: 'Autumn', subject: 'Autumn is here', to: recipients, content }, 'PUBLISHED'),
]

export function emails({ state }: Hub): Collection<EmailRecord> {
  return collection(state, 'email', ({ id }) => id, fixtureEmails)
}

const states = [
  'DRAFT',
  'SCHEDULED',
  'PUBLISHED',
  'AUTOMATED',
  'AUTOMATED_DRAFT',
  'DRAFT_AB',
  'BLOG_EMAIL_DRAFT',
  'RSS_TO_EMAIL_DRAFT',
] as const

const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
const chosen = group({}, { include: list(text()), exclude: list(text()) })

/** Source: https://developers.hubspot.com/docs/api-reference/latest/marketing/marketing-emails/guide */
const emailMembers: Readonly<Record<string, Shape>> = {
  activeDomain: text(),
  archived: boolean,
  businessUnitId: whole(),
  campaign: text(),
  content: group(
    {},
    {
      templatePath: text(),
      plainTextVersion: text(),
      widgets: group({}),
      flexAreas: group({}),
      styleSettings: group({}),
    },
  ),
  feedbackSurveyId: text(),
  folderIdV2: whole(),
  from: group({}, { fromName: text(), replyTo: text(), customReplyTo: text() }),
  jitterSendTime: boolean,
  language: text(),
  name: text(),
  publishDate: time,
  rssData: group({}),
  sendOnPublish: boolean,
  state: oneOf(...states),
  subcategory: text(),
  subject: text(),
  subscriptionDetails: group({}, { subscriptionId: text(), officeLocationId: text() }),
  testing: group({}),
  to: group(
    {},
    {
      contactIds: chosen,
      contactIlsLists: chosen,
      contactLists: chosen,
      limitSendFrequency: boolean,
      suppressGraymail: boolean,
    },
  ),
  webversion: group({}),
}

const writtenEmail = group({}, emailMembers)

/** `POST /marketing/emails/2026-09` */
export function createEmail(hub: Hub): Response {
  const body = checkedBody(hub.exchange, writtenEmail)
  const isAutomated =
    textAt(body, 'state').startsWith('AUTOMATED') || textAt(body, 'subcategory').startsWith('automated')
  const at = hub.exchange.now.toISOString()
  const record: EmailRecord = {
    id: nextId(hub.state),
    given: fieldsOf(body),
    state: isAutomated ? 'AUTOMATED_DRAFT' : 'DRAFT',
    type: isAutomated ? 'AUTOMATED_EMAIL' : 'BATCH_EMAIL',
    createdAt: at,
    updatedAt: at,
    publishedAt: '',
    deletedAt: '',
  }
  emails(hub).save(record)
  return json(emailView(record), 201)
}

/** `GET /marketing/emails/2026-09` */
export function listEmails(hub: Hub): Response {
  const { searchParams } = hub.exchange.url
  const isArchived = flagParameter(hub.exchange, 'archived')
  const type = searchParams.get('type')
  const isPublished = searchParams.has('isPublished') ? flagParameter(hub.exchange, 'isPublished') : undefined
  const isWithin = (name: string, at: string) => {
    const [after, before] = [searchParams.get(`${name}After`), searchParams.get(`${name}Before`)]
    return (
      (after === null || Date.parse(after) < Date.parse(at)) && (before === null || Date.parse(at) < Date.parse(before))
    )
  }
  const found = emails(hub)
    .all()
    .filter(
      (each) =>
        (each.deletedAt !== '') === isArchived &&
        (type === null || each.type === type) &&
        (isPublished === undefined || (each.publishedAt !== '') === isPublished) &&
        isWithin('created', each.createdAt) &&
        isWithin('updated', each.updatedAt) &&
        isWithin('published', each.publishedAt),
    )
  const sorted = sort(found, listParameter(hub.exchange, 'sort')[0])
  const { page, paging } = pageOf(hub.exchange, sorted, ({ id }) => id, limitParameter(hub.exchange, 10, 100))
  return json({ total: found.length, results: page.map((record) => selected(hub, emailView(record))), ...paging })
}

/** By one field: `name`, or `-name` for the largest first. */
function sort(found: readonly EmailRecord[], by: string | undefined): readonly EmailRecord[] {
  if (by === undefined) return found
  const name = by.replace(/^-/, '')
  if (!['name', 'createdAt', 'updatedAt', 'publishedAt'].includes(name))
    throw invalid(`Emails can't be sorted by ${name}.`)
  const sign = by.startsWith('-') ? -1 : 1
  return found.toSorted((a, b) => sign * textAt(emailView(a), name).localeCompare(textAt(emailView(b), name)))
}

/** `GET /marketing/emails/2026-09/{emailId}` */
export function readEmail(hub: Hub, id: string): Response {
  const record = emails(hub).find(id)
  if (record === undefined || (record.deletedAt !== '') !== flagParameter(hub.exchange, 'archived')) throw noEmail(id)
  return json(selected(hub, emailView(record)))
}

/** `PATCH /marketing/emails/2026-09/{emailId}` */
export function updateEmail(hub: Hub, id: string): Response {
  const record = emailOr404(hub, id)
  const body = checkedBody(hub.exchange, writtenEmail)
  const updated = {
    ...record,
    given: { ...record.given, ...fieldsOf(body) },
    updatedAt: hub.exchange.now.toISOString(),
  }
  emails(hub).save(updated)
  return json(emailView(updated))
}

/** `DELETE /marketing/emails/2026-09/{emailId}` */
export function deleteEmail(hub: Hub, id: string): Response {
  emails(hub).save({ ...emailOr404(hub, id), deletedAt: hub.exchange.now.toISOString() })
  return empty()
}

/** `POST …/{emailId}/publish`: sends it at once, or at its `publishDate` where `sendOnPublish` is not set. */
export function publishEmail(hub: Hub, id: string): Response {
  const record = emailOr404(hub, id)
  if (record.state === 'PUBLISHED' || record.state === 'SCHEDULED') throw invalid(`Email ${id} is already published.`)
  const missing = missingParts(record)
  if (missing.length > 0) {
    throw invalid(`Email ${id} can't be published without ${missing.join(', ')}.`, { context: { missing } })
  }
  const { now } = hub.exchange
  const isLater =
    valueAt(record.given, 'sendOnPublish') !== true && Date.parse(textAt(record.given, 'publishDate')) > now.getTime()
  const published: EmailRecord['state'] = isLater ? 'SCHEDULED' : 'PUBLISHED'
  emails(hub).save({
    ...record,
    state: record.state === 'AUTOMATED_DRAFT' ? 'AUTOMATED' : published,
    publishedAt: now.toISOString(),
    updatedAt: now.toISOString(),
  })
  return empty()
}

/** `POST …/{emailId}/unpublish`: only while it wasn't sent. */
export function unpublishEmail(hub: Hub, id: string): Response {
  const record = emailOr404(hub, id)
  const drafts: Partial<Record<EmailRecord['state'], EmailRecord['state']>> = {
    SCHEDULED: 'DRAFT',
    AUTOMATED: 'AUTOMATED_DRAFT',
  }
  const state = drafts[record.state]
  if (state === undefined) throw invalid(`Email ${id} can't be unpublished in the state ${record.state}.`)
  emails(hub).save({ ...record, state, publishedAt: '', updatedAt: hub.exchange.now.toISOString() })
  return empty()
}

function missingParts({ given, state }: EmailRecord): string[] {
  const isListed = ['contactIlsLists', 'contactIds', 'contactLists'].some(
    (name) => listAt(given, 'to', name, 'include').length > 0,
  )
  return [
    ...(textAt(given, 'subject') === '' ? ['subject'] : []),
    ...(isFields(given.content) ? [] : ['content']),
    ...(isListed || state === 'AUTOMATED_DRAFT' ? [] : ['to']),
  ]
}

function emailOr404(hub: Hub, id: string): EmailRecord {
  const record = emails(hub).find(id)
  if (record === undefined || record.deletedAt !== '') throw noEmail(id)
  return record
}

function noEmail(id: string) {
  return notFound(`The email with id ${id} does not exist.`, { context: { id: [id] } })
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** Only the `includedProperties`, where some are asked for. */
function selected({ exchange }: Hub, view: Fields): Fields {
  const wanted = listParameter(exchange, 'includedProperties')
  if (wanted.length === 0) return view
  return Object.fromEntries(Object.entries(view).filter(([name]) => name === 'id' || wanted.includes(name)))
}

function emailView(record: EmailRecord): Fields {
  const { given, id, state, type, createdAt, updatedAt, publishedAt, deletedAt } = record
  return {
    activeDomain: 'shop.hs-sites.com',
    emailTemplateMode: 'DRAG_AND_DROP',
    feedbackSurveyId: null,
    from: { fromName: 'Sandbox Shop', replyTo: 'shop@example.com' },
    jitterSendTime: false,
    language: 'en',
    name: 'New email',
    sendOnPublish: true,
    subcategory: type === 'AUTOMATED_EMAIL' ? 'automated' : 'batch',
    subject: '',
    subscriptionDetails: { subscriptionId: '1001', officeLocationId: '5449392956' },
    to: { contactIds: { include: [], exclude: [] }, contactIlsLists: { include: [], exclude: [] } },
    ...given,
    id,
    type,
    state,
    archived: deletedAt !== '',
    createdAt,
    createdById: '550010',
    updatedAt,
    updatedById: '550010',
    isAb: false,
    isPublished: publishedAt !== '',
    isTransactional: type === 'SINGLE_SEND_API',
    ...(publishedAt === '' ? {} : { publishedAt, publishedById: '550010', publishedByEmail: 'grace@example.com' }),
    ...(deletedAt === '' ? {} : { deletedAt }),
  }
}
