import { describe, expect, it } from 'vitest'
import { fixtures, hubspot } from '../../../sandbox/providers/hubspot.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.hubapi.com'
const authorization = { authorization: `Bearer ${fixtures.accessToken}` }
const account = () => accountAt(hubspot, origin, authorization)

const objects = '/crm/objects/2026-09'
const lists = '/crm/lists/2026-09'
const emails = '/marketing/emails/2026-09'
const unsubscribed = (email: string) => `/communication-preferences/2026-09/statuses/${encodeURIComponent(email)}`

function association(to: string, associationTypeId: number) {
  return { to: { id: to }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] }
}

describe('access', () => {
  it.each([undefined, 'Bearer short', 'Bearer pat-na1-invalid-0000', 'Basic cGF0Om5hMQ=='])(
    'is refused to %s',
    async (wrong) => {
      const { send } = accountAt(hubspot, origin, wrong === undefined ? {} : { authorization: wrong })
      const { status, body } = await send('GET', '/account-info/2026-09/details')
      expect(status).toBe(401)
      expect(body).toMatchObject({
        status: 'error',
        message: expect.stringMatching(/^Authentication credentials not found\./),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        category: 'INVALID_AUTHENTICATION',
      })
    },
  )

  it('shows the account, and on every answer what is left of its limits', async () => {
    const { send } = account()
    const { status, body, headers } = await send('GET', '/account-info/2026-09/details')
    expect(status).toBe(200)
    expect(body).toMatchObject({ portalId: fixtures.portal, companyCurrency: 'USD', utcOffset: '-05:00' })
    expect(headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('249999')
    expect((await send('GET', '/nowhere')).headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('249998')
  })
})

describe('versions', () => {
  it.each([
    '/crm/v3/objects/contacts',
    '/crm/objects/2026-09/contacts',
    '/crm/v3/lists?listIds=31',
    '/crm/v3/owners',
    '/crm/v3/pipelines/deals',
    '/marketing/v3/emails',
    '/account-info/v3/details',
    '/communication-preferences/v4/statuses/a@b.example?channel=EMAIL',
    `/crm/v4/objects/deals/${fixtures.deal}/associations/contacts`,
  ])('answer %s', async (path) => {
    expect(await account().send('GET', path)).toMatchObject({ status: 200 })
  })

  it.each([
    ['GET', '/crm/objects/2031-01/contacts'],
    ['GET', '/crm/v1/objects/contacts'],
    ['GET', '/crm/objects/contacts'],
    ['GET', '/contacts/v1/lists/all/contacts/all'],
    ['PUT', '/crm/objects/2026-09/contacts'],
    ['GET', '/'],
  ])('answer %s %s with the page of a server that has no such place', async (method, path) => {
    const { status, text, headers } = await account().send(method, path)
    expect(status).toBe(404)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(text).toContain('Error 404 Not Found')
  })
})

describe('records', () => {
  it('are created, read, changed, listed and put into the recycling bin', async () => {
    const { send } = account()
    const properties = { email: 'grace@navy.mil', firstname: 'Grace', lastname: 'Hopper', phone: '+1 202 555 0143' }
    const created = await send('POST', `${objects}/contacts`, { json: { properties, associations: [] } })
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^\d+$/),
        properties: { ...properties, hs_object_id: created.body.id, createdate: '2026-11-24T12:00:00.000Z' },
        createdAt: '2026-11-24T12:00:00.000Z',
        archived: false,
      },
    })
    const path = `${objects}/contacts/${created.body.id}`
    expect((await send('GET', path)).body.properties).not.toHaveProperty('phone')
    expect((await send('GET', `${path}?properties=phone,unknown`)).body.properties).toMatchObject({
      phone: properties.phone,
    })

    const changes = { phone: '', jobtitle: 'Rear admiral' }
    const now = new Date('2026-11-25T12:00:00Z')
    expect(await send('PATCH', path, { json: { properties: changes }, now })).toMatchObject({
      status: 200,
      body: { properties: { phone: null, jobtitle: 'Rear admiral' }, updatedAt: now.toISOString() },
    })
    const byEmail = `${objects}/contacts/GRACE@navy.mil?idProperty=email&properties=jobtitle`
    expect((await send('GET', byEmail)).body.properties.jobtitle).toBe('Rear admiral')
    expect((await send('GET', `${objects}/contacts`)).body.results[0].id).toBe(created.body.id)

    expect((await send('DELETE', path)).status).toBe(204)
    expect(await send('GET', path)).toMatchObject({ status: 404, body: { category: 'OBJECT_NOT_FOUND' } })
    expect(await send('GET', `${path}?archived=true`)).toMatchObject({ status: 200, body: { archived: true } })
    expect((await send('PATCH', path, { json: { properties: changes } })).status).toBe(404)
    expect((await send('GET', `${objects}/contacts?archived=true`)).body.results).toHaveLength(1)
  })

  it('are paged by a cursor', async () => {
    const { send } = account()
    const first = await send('GET', `${objects}/contacts?limit=2`)
    expect(first.body.results.map(({ id }: { id: string }) => id)).toEqual([
      fixtures.listedContact,
      fixtures.unlistedContact,
    ])
    const { after, link } = first.body.paging.next
    expect(link).toBe(`${origin}${objects}/contacts?limit=2&after=${after}`)
    const second = await send('GET', link.slice(origin.length))
    expect(second.body).toEqual({ results: [expect.objectContaining({ id: fixtures.contact })] })
    for (const wrong of ['limit=0', 'limit=101', 'limit=x', 'after=x']) {
      expect((await send('GET', `${objects}/contacts?${wrong}`)).status, wrong).toBe(400)
    }
  })

  it('keep nothing of what happens to those that were there from the start', async () => {
    const { send } = account()
    const path = `${objects}/contacts/${fixtures.contact}`
    const changed = await send('PATCH', path, { json: { properties: { lastname: 'King' } } })
    expect(changed.body.properties.lastname).toBe('King')
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).body.properties.lastname).toBe('Lovelace')
  })

  it.each([
    [{ unknown: 'x' }, 'PROPERTY_DOESNT_EXIST', 'Property "unknown" does not exist'],
    [{ email: 'nobody' }, 'INVALID_EMAIL', 'Email address nobody is invalid'],
    [{ hs_object_id: '1' }, 'READ_ONLY_VALUE', '"hs_object_id" is a read only property; its value cannot be set.'],
    [{ lifecyclestage: 'friend' }, 'INVALID_OPTION', expect.stringContaining('was not one of the allowed options')],
    [{ hubspot_owner_id: 'x' }, 'INVALID_NUMBER', 'x was not a valid number.'],
  ])('are refused with the properties %j', async (properties, code, message) => {
    const { status, body } = await account().send('POST', `${objects}/contacts`, {
      json: { properties: { firstname: 'Ada', ...properties } },
    })
    expect(status).toBe(400)
    expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false,/)
    expect(body).toMatchObject({ category: 'VALIDATION_ERROR', errors: [{ code, message }] })
  })

  it.each([
    ['contacts', { phone: '1' }, ['email', 'firstname', 'lastname']],
    ['companies', { city: 'London' }, ['name', 'domain']],
    ['deals', { dealname: 'Engine' }, ['dealstage']],
    ['notes', { hs_note_body: 'Hello' }, ['hs_timestamp']],
  ])('of %s need some properties', async (type, properties, missing) => {
    const { status, body } = await account().send('POST', `${objects}/${type}`, { json: { properties } })
    expect(status).toBe(400)
    expect(body.message).toMatch(/^Error creating [A-Z]+\. Some required properties were not set\.$/)
    expect(body.context.properties).toEqual(missing)
  })

  it.each([
    ['', 'Invalid input JSON on line 1, column 1: No content to map due to end-of-input'],
    ['{', 'Invalid input JSON on line 1, column 1: No content to map due to end-of-input'],
    ['{}', 'Invalid input JSON on line 1, column 2. Some required fields were not set: [properties]'],
    ['{"properties":[]}', expect.stringMatching(/^Invalid input JSON on line 1, column 1: Cannot deserialize value/)],
    ['{"properties":{"email":null}}', expect.stringMatching(/from null \(properties\.email\)$/)],
  ])('are refused as the body %s', async (body, message) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await account().send('POST', `${objects}/contacts`, { body, headers })
    expect(answer).toMatchObject({ status: 400, body: { message, category: 'VALIDATION_ERROR' } })
  })

  it('are refused as a form, without a change, or of an unknown type', async () => {
    const { send } = account()
    expect((await send('POST', `${objects}/contacts`, { form: { email: 'a@b.example' } })).status).toBe(415)
    const path = `${objects}/contacts/${fixtures.contact}`
    expect((await send('PATCH', path, { json: { properties: {} } })).body.message).toBe(
      'No properties found to update, please provide at least one.',
    )
    expect(await send('GET', `${objects}/engines`)).toMatchObject({
      status: 400,
      body: { message: 'Unable to infer object type from: engines' },
    })
    expect((await send('GET', `${objects}/contacts/1`)).status).toBe(404)
    expect((await send('DELETE', `${objects}/contacts/1`)).status).toBe(404)
    expect((await send('GET', `${objects}/contacts/x?idProperty=firstname`)).status).toBe(400)
  })

  it('have an e-mail address of their own, but for the addresses of examples', async () => {
    const { send } = account()
    const create = (email: string) => send('POST', `${objects}/contacts`, { json: { properties: { email } } })
    const { body } = await create('ada@london.uk')
    expect(await create('Ada@London.uk')).toMatchObject({
      status: 409,
      body: { message: `Contact already exists. Existing ID: ${body.id}`, category: 'CONFLICT' },
    })
    expect((await create('ada@example.com')).status).toBe(201)
    expect((await create('ada@example.com')).status).toBe(201)
  })

  it('of deals stand in a stage of the pipeline', async () => {
    const { send } = account()
    const properties = { dealname: 'Engine', dealstage: 'registered' }
    const { status, body } = await send('POST', `${objects}/deals`, { json: { properties } })
    expect(status).toBe(400)
    expect(body.errors[0].message).toMatch(
      /^registered is not a valid pipeline stage ID\. Valid options are: pipelineId=default/,
    )
    const pipelines = await send('GET', '/crm/pipelines/2026-09/deals')
    expect(pipelines.body.results[0].stages[1]).toMatchObject({ id: 'qualifiedtobuy', label: 'Qualified To Buy' })
    const created = await send('POST', `${objects}/deals`, {
      json: { properties: { ...properties, dealstage: 'qualifiedtobuy' } },
    })
    expect(created.body.properties).toMatchObject({ pipeline: 'default', dealstage: 'qualifiedtobuy' })
  })
})

describe('batches', () => {
  it('create, change or upsert all their records, or none', async () => {
    const { send } = account()
    const batch = `${objects}/contacts/batch`
    const upsert = { idProperty: 'email', id: 'grace@navy.mil', properties: { firstname: 'Grace' } }
    const first = await send('POST', `${batch}/upsert`, { json: { inputs: [upsert] } })
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'COMPLETE', results: [{ new: true, properties: { email: 'grace@navy.mil' } }] },
    })
    const second = await send('POST', `${batch}/upsert`, { json: { inputs: [upsert] } })
    expect(second.body.results).toMatchObject([{ id: first.body.results[0].id, new: false }])

    const inputs = [{ properties: { email: 'new@navy.mil' } }, { properties: { email: 'grace@navy.mil' } }]
    expect((await send('POST', `${batch}/create`, { json: { inputs } })).status).toBe(409)
    expect((await send('GET', `${objects}/contacts/new@navy.mil?idProperty=email`)).status).toBe(404)
    expect((await send('POST', `${batch}/create`, { json: { inputs: inputs.slice(0, 1) } })).status).toBe(201)

    const { id } = first.body.results[0]
    const update = { inputs: [{ id, properties: { lastname: 'Hopper' } }] }
    expect((await send('POST', `${batch}/update`, { json: update })).body.results[0].properties.lastname).toBe('Hopper')
    const unknown = { inputs: [{ id: '1', properties: { lastname: 'Hopper' } }] }
    expect((await send('POST', `${batch}/update`, { json: unknown })).status).toBe(400)
  })

  it('read what is there, and name what is not', async () => {
    const { send } = account()
    const json = { inputs: [{ id: fixtures.contact }, { id: '1' }], properties: ['phone'], propertiesWithHistory: [] }
    expect(await send('POST', `${objects}/contacts/batch/read`, { json })).toMatchObject({
      status: 207,
      body: { results: [{ id: fixtures.contact }], numErrors: 1, errors: [{ context: { ids: ['1'] } }] },
    })
    expect((await send('POST', `${objects}/contacts/batch/read`, { json: { inputs: [] } })).body.message).toBe(
      'Batch input provided should have at least one object.',
    )
    const inputs = Array.from({ length: 101 }, () => ({ id: '1' }))
    expect((await send('POST', `${objects}/contacts/batch/archive`, { json: { inputs } })).status).toBe(400)
    expect((await send('POST', `${objects}/contacts/batch/archive`, { json: { inputs: [{ id: '1' }] } })).status).toBe(
      204,
    )
    const keyless = { inputs: [{ id: 'a@b.example', properties: {} }] }
    expect((await send('POST', `${objects}/contacts/batch/upsert`, { json: keyless })).status).toBe(400)
  })
})

describe('search', () => {
  const found = async (json: unknown, type = 'contacts') => {
    const { body } = await account().send('POST', `${objects}/${type}/search`, { json })
    return body.results.map(({ id }: { id: string }) => id)
  }
  const by = (propertyName: string, operator: string, more: object = {}) => ({
    filterGroups: [{ filters: [{ propertyName, operator, ...more }] }],
  })

  it.each([
    [by('email', 'EQ', { value: 'ADA.lovelace@example.com' }), [fixtures.listedContact]],
    [by('firstname', 'NEQ', { value: 'Ada' }), [fixtures.unlistedContact]],
    [by('firstname', 'IN', { values: ['charles'] }), [fixtures.unlistedContact]],
    [by('lifecyclestage', 'NOT_IN', { values: ['lead'] }), [fixtures.listedContact]],
    [by('jobtitle', 'HAS_PROPERTY'), [fixtures.contact]],
    [by('phone', 'NOT_HAS_PROPERTY'), [fixtures.unlistedContact]],
    [by('email', 'CONTAINS_TOKEN', { value: 'analyt*' }), [fixtures.contact]],
    [by('email', 'NOT_CONTAINS_TOKEN', { value: 'ada' }), [fixtures.unlistedContact]],
    [by('createdate', 'GT', { value: String(Date.parse('2026-01-15T09:30:00Z')) }), []],
    [
      by('createdate', 'BETWEEN', { value: '2026-01-01', highValue: '2026-02-01' }),
      expect.objectContaining({ length: 3 }),
    ],
    [{ query: 'lovel' }, [fixtures.listedContact, fixtures.contact]],
    [{ sorts: ['-hs_object_id'], limit: 1 }, [fixtures.contact]],
    [{ sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }], limit: 1 }, [fixtures.listedContact]],
    [{}, expect.objectContaining({ length: 3 })],
  ])('finds by %j', async (json, ids) => {
    expect(await found(json)).toEqual(ids)
  })

  it('compares numbers as numbers', async () => {
    expect(await found(by('amount', 'LT', { value: '100000' }), 'deals')).toEqual([fixtures.deal])
    expect(await found(by('amount', 'GTE', { value: '100000' }), 'deals')).toEqual([])
  })

  it('pages by an offset', async () => {
    const { send } = account()
    const search = (after: string) => send('POST', `${objects}/contacts/search`, { json: { limit: 2, after } })
    const first = await search('0')
    expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } })
    expect((await search('2')).body).toEqual({ total: 3, results: [expect.anything()] })
    expect((await search('9999')).status).toBe(400)
    expect((await search('x')).status).toBe(400)
  })

  it.each([
    by('engine', 'EQ', { value: 'x' }),
    by('email', 'LIKE', { value: 'x' }),
    by('email', 'EQ'),
    by('email', 'IN', { value: 'x' }),
    { sorts: ['engine'] },
    { sorts: ['email', 'firstname'] },
    { limit: 201 },
    { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) },
  ])('refuses %j', async (json) => {
    const { status, body } = await account().send('POST', `${objects}/contacts/search`, { json })
    expect({ status, category: body.category }).toEqual({ status: 400, category: 'VALIDATION_ERROR' })
  })
})

describe('associations', () => {
  it('are made with a record, and seen from both ends', async () => {
    const { send } = account()
    const properties = { dealname: 'Engine', dealstage: 'appointmentscheduled' }
    const { body } = await send('POST', `${objects}/deals`, {
      json: { properties, associations: [association(fixtures.company, 341), association(fixtures.contact, 3)] },
    })
    const deal = await send('GET', `${objects}/deals/${body.id}?associations=companies,contacts`)
    expect(deal.body.associations).toEqual({
      companies: {
        results: [
          { id: fixtures.company, type: 'deal_to_company' },
          { id: fixtures.company, type: 'deal_to_company_unlabeled' },
        ],
      },
      contacts: { results: [{ id: fixtures.contact, type: 'deal_to_contact' }] },
    })
    const company = await send('GET', `${objects}/companies/${fixtures.company}/associations/deals`)
    expect(company.body.results[0]).toEqual({
      toObjectId: body.id,
      associationTypes: [
        { category: 'HUBSPOT_DEFINED', typeId: 6, label: 'Primary' },
        { category: 'HUBSPOT_DEFINED', typeId: 342, label: null },
      ],
    })
  })

  it('of a contact and its companies: one is the primary one', async () => {
    const { send } = account()
    const created = await send('POST', `${objects}/companies`, { json: { properties: { name: 'Difference Engines' } } })
    const contact = await send('POST', `${objects}/contacts`, {
      json: {
        properties: { firstname: 'Ada' },
        associations: [{ ...association('', 279), to: { id: Number(created.body.id) } }],
      },
    })
    const path = `${objects}/contacts/${contact.body.id}`
    const primary = async () =>
      (await send('GET', `${path}?properties=associatedcompanyid`)).body.properties.associatedcompanyid
    expect(await primary()).toBe(created.body.id)
    expect((await send('PUT', `${path}/associations/default/companies/${fixtures.company}`)).status).toBe(200)
    expect(await primary()).toBe(created.body.id)
    const json = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }]
    expect(await send('PUT', `${path}/associations/companies/${fixtures.company}`, { json })).toMatchObject({
      status: 201,
      body: { fromObjectTypeId: '0-1', toObjectTypeId: '0-2', labels: ['Primary'] },
    })
    expect(await primary()).toBe(fixtures.company)
    expect((await send('DELETE', `${path}/associations/companies/${fixtures.company}`)).status).toBe(204)
    expect(await primary()).toBeNull()
    await send('PATCH', path, { json: { properties: { associatedcompanyid: created.body.id } } })
    expect(await primary()).toBe(created.body.id)
  })

  it.each([
    [association('1', 202), 'crm.associations.INVALID_OBJECT_IDS'],
    [association(fixtures.contact, 3), 'crm.associations.INVALID_ASSOCIATION_TYPE'],
  ])('are refused as %j', async (wrong, subCategory) => {
    const json = { properties: { hs_timestamp: '2026-01-15T09:30:00Z', hs_note_body: 'Hello' }, associations: [wrong] }
    const { status, body } = await account().send('POST', `${objects}/notes`, { json })
    expect({ status, subCategory: body.subCategory }).toEqual({ status: 400, subCategory })
  })
})

describe('lists', () => {
  const newList = { name: 'Spring visitors', objectTypeId: '0-1', processingType: 'MANUAL' }

  it('are created, filled, counted, renamed, deleted and restored', async () => {
    const { send } = account()
    const { status, body } = await send('POST', lists, { json: newList })
    expect(status).toBe(200)
    expect(body.list).toMatchObject({ ...newList, processingStatus: 'COMPLETE', size: 0 })
    const path = `${lists}/${body.list.listId}`

    const ids = [fixtures.contact, fixtures.listedContact, '1']
    expect((await send('PUT', `${path}/memberships/add`, { json: ids })).body).toEqual({
      recordsIdsAdded: [fixtures.contact, fixtures.listedContact],
      recordIdsRemoved: [],
      recordIdsMissing: ['1'],
    })
    const page = await send('GET', `${path}/memberships?limit=1`)
    expect(page.body).toMatchObject({ total: 2, results: [{ recordId: fixtures.listedContact }] })
    const rest = await send('GET', `${path}/memberships?limit=1&after=${page.body.paging.next.after}`)
    expect(rest.body.results).toMatchObject([{ recordId: fixtures.contact }])
    const removed = await send('PUT', `${path}/memberships/remove`, { json: [fixtures.contact] })
    expect(removed.body.recordIdsRemoved).toEqual([fixtures.contact])

    const search = { listIds: [], offset: 0, processingTypes: [], additionalProperties: ['hs_list_size'], count: 1 }
    expect((await send('POST', `${lists}/search`, { json: search })).body).toMatchObject({
      lists: [{ name: 'Spring visitors', additionalProperties: { hs_list_size: '1' } }],
      hasMore: true,
      offset: 1,
      total: 3,
    })
    expect((await send('POST', `${lists}/search`, { json: { ...search, offset: 1, count: 2 } })).body).toMatchObject({
      lists: [{ listId: fixtures.list }, { listId: fixtures.segment }],
      hasMore: false,
      offset: 3,
    })
    const filled = { ...search, processingTypes: ['DYNAMIC'] }
    expect((await send('POST', `${lists}/search`, { json: filled })).body).toMatchObject({
      lists: [{ listId: fixtures.segment, additionalProperties: { hs_list_size: '1' } }],
      total: 1,
    })

    const renamed = await send('PUT', `${path}/update-list-name?listName=Summer`)
    expect(renamed.body.updatedList).toMatchObject({ name: 'Summer', listVersion: 2 })
    expect((await send('GET', `${lists}/object-type-id/0-1/name/Summer`)).status).toBe(200)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).status).toBe(404)
    expect((await send('PUT', `${path}/restore`)).status).toBe(204)
    expect((await send('DELETE', `${path}/memberships`)).status).toBe(204)
    expect((await send('GET', path)).body.list.size).toBe(0)
  })

  it('that were there from the start keep their members from the start', async () => {
    const { send } = account()
    const path = `${lists}/${fixtures.list}/memberships`
    for (let time = 0; time < 2; time += 1) {
      expect(
        (await send('PUT', `${path}/add`, { json: [fixtures.unlistedContact] })).body.recordsIdsAdded,
      ).toHaveLength(1)
      expect(
        (await send('PUT', `${path}/remove`, { json: [fixtures.listedContact] })).body.recordIdsRemoved,
      ).toHaveLength(1)
    }
    const { body } = await send('POST', `${objects}/contacts`, { json: { properties: { firstname: 'New' } } })
    const change = { recordIdsToAdd: [body.id], recordIdsToRemove: [] }
    await send('PUT', `${path}/add-and-remove`, { json: change })
    expect((await send('GET', path)).body.total).toBe(2)
  })

  it.each([
    [{}, 'Some required fields were not set: [name, objectTypeId, processingType]'],
    [{ ...newList, objectTypeId: '0-99' }, 'Invalid objectTypeId: 0-99'],
    [{ ...newList, processingType: 'AUTOMATIC' }, 'Cannot deserialize value'],
    [{ ...newList, processingType: 'DYNAMIC' }, 'A filterBranch is required'],
  ])('are refused as %j', async (json, message) => {
    const answer = await account().send('POST', lists, { json })
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } })
  })

  it('are refused where they are not there, named twice, or filled by filters', async () => {
    const { send } = account()
    expect(await send('PUT', `${lists}/999/memberships/add`, { json: ['1'] })).toMatchObject({
      status: 404,
      body: { message: 'List does not exist with ID 999.', category: 'OBJECT_NOT_FOUND' },
    })
    const twice = { ...newList, name: 'A duplicate' }
    expect((await send('POST', lists, { json: twice })).status).toBe(200)
    expect((await send('POST', lists, { json: twice })).status).toBe(400)
    const dynamic = { ...newList, processingType: 'DYNAMIC', filterBranch: { filterBranchType: 'OR' } }
    const { body } = await send('POST', lists, { json: dynamic })
    expect((await send('PUT', `${lists}/${body.list.listId}/memberships/add`, { json: ['1'] })).status).toBe(400)
    expect(
      (await send('PUT', `${lists}/${fixtures.list}/memberships/add`, { json: { ids: ['1'] } })).body.message,
    ).toContain('java.util.ArrayList')
  })
})

describe('marketing e-mails', () => {
  const draft = {
    name: 'Spring',
    subject: 'Spring is here',
    to: { contactIlsLists: { include: [fixtures.list] } },
    content: { templatePath: '@hubspot/email/dnd/welcome.html' },
  }

  it('are drafted, changed and published once', async () => {
    const { send } = account()
    const { status, body } = await send('POST', emails, { json: draft })
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...draft, state: 'DRAFT', type: 'BATCH_EMAIL', isPublished: false, isAb: false })
    const path = `${emails}/${body.id}`
    expect((await send('PATCH', path, { json: { subject: 'Spring!' } })).body).toMatchObject({
      subject: 'Spring!',
      to: draft.to,
    })
    expect((await send('POST', `${path}/unpublish`)).status).toBe(400)
    expect((await send('POST', `${path}/publish`)).status).toBe(204)
    expect((await send('POST', `${path}/publish`)).status).toBe(400)
    expect((await send('GET', path)).body).toMatchObject({
      state: 'PUBLISHED',
      publishedAt: '2026-11-24T12:00:00.000Z',
    })
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).status).toBe(404)
    expect((await send('GET', `${path}?archived=true`)).body.archived).toBe(true)
  })

  it('wait for their date', async () => {
    const { send } = account()
    const json = { ...draft, sendOnPublish: false, publishDate: '2026-12-24T09:00:00Z' }
    const { body } = await send('POST', emails, { json })
    await send('POST', `${emails}/${body.id}/publish`)
    expect((await send('GET', `${emails}/${body.id}`)).body.state).toBe('SCHEDULED')
    expect((await send('POST', `${emails}/${body.id}/unpublish`)).status).toBe(204)
    expect((await send('GET', `${emails}/${body.id}`)).body.state).toBe('DRAFT')
  })

  it('are published only when they are whole', async () => {
    const { send } = account()
    const { body } = await send('POST', emails, { json: { name: 'Empty' } })
    const { status, body: refusal } = await send('POST', `${emails}/${body.id}/publish`)
    expect({ status, missing: refusal.context.missing }).toEqual({ status: 400, missing: ['subject', 'content', 'to'] })
    expect((await send('POST', `${emails}/1/publish`)).status).toBe(404)
    expect((await send('POST', `${emails}/${fixtures.draftEmail}/publish`)).status).toBe(204)
    expect((await send('POST', `${emails}/${fixtures.draftEmail}/publish`)).status).toBe(204)
  })

  it('are listed by page, state, time and name', async () => {
    const { send } = account()
    const ids = async (query: string) =>
      (await send('GET', `${emails}?${query}`)).body.results.map(({ id }: { id: string }) => id)
    expect(await ids('limit=1')).toEqual([fixtures.draftEmail])
    expect(await ids(`limit=2&after=${fixtures.draftEmail}`)).toEqual([
      String(fixtures.transactionalEmail),
      fixtures.sentEmail,
    ])
    expect(await ids('isPublished=false')).toEqual([fixtures.draftEmail])
    expect(await ids('type=SINGLE_SEND_API')).toEqual([String(fixtures.transactionalEmail)])
    expect(await ids('createdAfter=2026-02-01T00:00:00Z')).toEqual([])
    expect((await ids('sort=-name'))[0]).toBe(fixtures.draftEmail)
    expect((await send('GET', `${emails}?includedProperties=name&limit=1`)).body.results).toEqual([
      { id: fixtures.draftEmail, name: 'Winter' },
    ])
    expect((await send('GET', `${emails}?sort=colour`)).status).toBe(400)
    expect((await send('POST', emails, { json: { to: { contactIds: ['1'] } } })).status).toBe(400)
  })
})

describe('single sends', () => {
  const path = '/marketing/transactional/2026-09/single-email/send'
  const message = { to: 'ada@example.com', sendId: 'order-1', replyTo: [], cc: [], bcc: [] }
  const json = { emailId: fixtures.transactionalEmail, message, contactProperties: {}, customProperties: {} }

  it('are made once for a sendId', async () => {
    const { send } = account()
    const first = await send('POST', path, { json })
    expect(first).toMatchObject({ status: 200, body: { status: 'PENDING', statusId: expect.any(String) } })
    expect(first.body).not.toHaveProperty('sendResult')
    expect((await send('POST', path, { json })).body).toMatchObject({
      status: 'COMPLETE',
      sendResult: 'IDEMPOTENT_IGNORE',
    })
  })

  it.each([
    ['nobody', 'INVALID_TO_ADDRESS'],
    ['bounced@example.com', 'PREVIOUSLY_BOUNCED'],
  ])('to %s end as %s', async (to, sendResult) => {
    const { body } = await account().send('POST', path, { json: { ...json, message: { ...message, to } } })
    expect(body.sendResult).toBe(sendResult)
  })

  it('need an e-mail that is set up for them', async () => {
    const { send } = account()
    expect((await send('POST', path, { json: { ...json, emailId: 1 } })).status).toBe(404)
    expect((await send('POST', path, { json: { ...json, emailId: Number(fixtures.draftEmail) } })).status).toBe(400)
    expect((await send('POST', path, { json: { ...json, emailId: '1' } })).status).toBe(400)
    expect((await send('POST', path, { json: { emailId: 1, message: {} } })).body.message).toMatch(/not set: \[to\]$/)
  })
})

describe('communication preferences', () => {
  it('stop all e-mail to an address', async () => {
    const { send } = account()
    const email = 'grace@navy.mil'
    const { body } = await send('POST', `${objects}/contacts`, { json: { properties: { email } } })
    const all = `${unsubscribed(email)}/unsubscribe-all?channel=EMAIL`
    expect((await send('GET', all)).body.results).toEqual([])
    expect((await send('POST', all)).body).toMatchObject({ status: 'COMPLETE', results: [] })
    expect((await send('GET', all)).body.results).toMatchObject([
      { status: 'UNSUBSCRIBED', wideStatusType: 'PORTAL_WIDE' },
    ])
    const again = await send('POST', `${all}&verbose=true`)
    expect(again.body.results[0]).toMatchObject({ status: 'UNSUBSCRIBED', setStatusSuccessReason: 'NO_STATUS_CHANGE' })
    const contact = await send('GET', `${objects}/contacts/${body.id}?properties=hs_email_optout`)
    expect(contact.body.properties.hs_email_optout).toBe('true')

    const one = { channel: 'EMAIL', statusState: 'SUBSCRIBED', subscriptionId: 1001 }
    expect((await send('POST', unsubscribed(email), { json: one })).body.results[0].status).toBe('SUBSCRIBED')
    expect((await send('GET', `${unsubscribed(email)}?channel=EMAIL`)).body.results).toMatchObject([
      { subscriptionId: 1001, status: 'SUBSCRIBED' },
      { subscriptionId: 1002, status: 'NOT_SPECIFIED' },
    ])
    expect((await send('POST', unsubscribed(email), { json: { ...one, subscriptionId: 9 } })).status).toBe(400)
  })

  it('of a fixture are not kept, and need a channel and an address', async () => {
    const { send } = account()
    const all = `${unsubscribed(fixtures.listedContactEmail)}/unsubscribe-all`
    expect((await send('POST', `${all}?channel=EMAIL`)).status).toBe(200)
    expect((await send('GET', `${all}?channel=EMAIL`)).body.results).toEqual([])
    expect((await send('POST', all)).status).toBe(400)
    expect((await send('POST', `${all}?channel=SMS`)).status).toBe(400)
    expect((await send('POST', `${unsubscribed('nobody')}/unsubscribe-all?channel=EMAIL`)).status).toBe(400)
  })
})

it('describes owners, pipelines and properties', async () => {
  const { send } = account()
  expect((await send('GET', '/crm/owners/2026-09?email=grace@example.com')).body.results).toMatchObject([
    { id: fixtures.owner },
  ])
  expect((await send('GET', `/crm/owners/2026-09/${fixtures.owner}`)).body.lastName).toBe('Hopper')
  expect((await send('GET', '/crm/owners/2026-09/1')).status).toBe(404)
  expect((await send('GET', '/crm/pipelines/2026-09/deals/default')).body.label).toBe('Sales Pipeline')
  expect((await send('GET', '/crm/pipelines/2026-09/deals/other')).status).toBe(404)
  expect((await send('GET', '/crm/properties/2026-09/contacts/email')).body).toMatchObject({
    type: 'string',
    hasUniqueValue: true,
  })
  expect((await send('GET', '/crm/properties/2026-09/contacts/engine')).status).toBe(404)
  expect(
    (await send('GET', '/crm/properties/2026-09/deals')).body.results.map(({ name }: { name: string }) => name),
  ).toContain('dealstage')
})

it.each([
  ['sandbox-rate-limited', 429, { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' }],
  ['sandbox-outage', 503, { status: 'error', category: 'INTERNAL_ERROR' }],
])('fails on demand: %s', async (word, status, body) => {
  const response = trigger(hubspot, exchangeOf('GET', `${origin}${objects}/contacts/${word}`, {}))
  expect(response?.status).toBe(status)
  expect(await response?.json()).toMatchObject(body)
})
