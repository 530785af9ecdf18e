import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fixtures, pipedrive } from '../../../sandbox/providers/pipedrive.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://api.pipedrive.com'
const token = { 'x-api-token': 'fake0upstream0example0api0token00000000' }

function company() {
  return accountAt(pipedrive, origin, token)
}

describe('the token', () => {
  it.each([[{}], [{ 'x-api-token': 'invalid-token-0000' }], [{ 'x-api-token': 'short' }]])(
    'is refused: %j',
    async (headers) => {
      const answer = await send(pipedrive, memoryState(), 'GET', `${origin}/v1/users/me`, { headers })
      expect(answer).toMatchObject({
        status: 401,
        body: { success: false, error: 'unauthorized access', errorCode: 401 },
      })
    },
  )

  it('may be a parameter or an access token, on the host of a company too', async () => {
    const state = memoryState()
    const asParameter = `https://acme.pipedrive.com/v1/users/me?api_token=${token['x-api-token']}`
    expect((await send(pipedrive, state, 'GET', asParameter)).status).toBe(200)
    const headers = { authorization: 'Bearer 1234567:abcdef0123456789' }
    const answer = await send(pipedrive, state, 'GET', 'https://acme.pipedrive.com/api/v2/persons', { headers })
    expect(answer.status).toBe(200)
  })
})

describe('persons', () => {
  it('are created, read, changed, found and deleted', async () => {
    const { send } = company()
    const created = await send('POST', '/api/v2/persons', {
      json: { name: 'Grace Brewster Hopper', emails: [{ value: 'grace@example.com', primary: true, label: 'work' }] },
    })
    expect(created).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: {
          id: 10_001,
          first_name: 'Grace',
          last_name: 'Brewster Hopper',
          owner_id: fixtures.user,
          add_time: '2026-11-24T12:00:00Z',
          is_deleted: false,
        },
      },
    })
    const path = `/api/v2/persons/${created.body.data.id}`
    await send('PATCH', path, { json: { org_id: fixtures.organization } })
    expect((await send('GET', path)).body.data).toMatchObject({
      org_id: fixtures.organization,
      last_name: 'Brewster Hopper',
    })

    const found = await send('GET', '/api/v2/persons/search?term=grace@&fields=email')
    expect(found.body.data.items).toMatchObject([
      {
        item: {
          id: 10_001,
          type: 'person',
          emails: ['grace@example.com'],
          organization: { id: fixtures.organization, name: 'Analytical Engines Ltd' },
        },
      },
    ])
    expect((await send('GET', '/api/v2/persons/search?term=grace&exact_match=true')).body.data.items).toEqual([])

    expect((await send('DELETE', path)).body).toEqual({ success: true, data: { id: 10_001 } })
    expect((await send('GET', path)).body.data.is_deleted).toBe(true)
    expect((await send('DELETE', path)).status).toBe(404)
    const { body } = await send('GET', '/api/v2/persons')
    expect(body.data.map(({ id }: { id: number }) => id)).toEqual([fixtures.person])
  })

  it('are listed by pages, with a cursor that survives additions', async () => {
    const { send } = company()
    for (const name of ['One', 'Two', 'Three']) await send('POST', '/api/v2/persons', { json: { name } })
    const first = await send('GET', '/api/v2/persons?limit=2&sort_direction=desc')
    expect(first.body.data).toMatchObject([{ name: 'Three' }, { name: 'Two' }])
    await send('POST', '/api/v2/persons', { json: { name: 'Four' } })
    const cursor = first.body.additional_data.next_cursor
    const second = await send('GET', `/api/v2/persons?limit=2&sort_direction=desc&cursor=${cursor}`)
    expect(second.body).toMatchObject({
      data: [{ name: 'One' }, { id: fixtures.person }],
      additional_data: { next_cursor: null },
    })
  })

  it.each([
    [{}, 'name: name is a required field'],
    [{ name: 'A', email: 'a@example.com' }, "email: Parameter 'email' is not allowed for this request"],
    [{ name: 'A', org_id: '4201' }, 'org_id: org_id must be a valid integer'],
    [{ name: 'A', org_id: 9 }, 'org_id: The org_id provided does not exist or is not accessible'],
  ])('are refused: %j', async (json, problem) => {
    expect(await company().send('POST', '/api/v2/persons', { json })).toMatchObject({
      status: 400,
      body: { success: false, error: `Validation failed: ${problem}`, code: 'ERR_SCHEMA_VALIDATION_FAILED' },
    })
  })

  it.each([
    ['GET', '/api/v2/persons/99', 404],
    ['GET', '/api/v2/persons/abc', 400],
    ['GET', '/api/v2/persons?limit=501', 400],
    ['GET', '/api/v2/persons?page=2', 400],
    ['GET', '/api/v2/persons?cursor=nonsense', 400],
    ['GET', '/api/v2/persons?filter_id=7', 404],
    ['GET', '/api/v2/persons/search?term=a', 400],
    ['GET', '/api/v2/persons/search', 400],
    ['PUT', '/api/v2/persons/4101', 405],
    ['GET', '/v1/persons', 404],
    ['GET', '/api/v2/nothing', 404],
  ])('answer %s %s with %i', async (method, path, status) => {
    const answer = await company().send(method, path)
    expect(answer).toMatchObject({ status, body: { success: false, error: expect.any(String) } })
  })
})

describe('deals', () => {
  it('move through the stages and end', async () => {
    const { send } = company()
    const { body } = await send('POST', '/api/v2/deals', {
      json: { title: 'Engine', value: 12_500, currency: 'USD', org_id: fixtures.organization },
    })
    expect(body.data).toMatchObject({ status: 'open', stage_id: 1, pipeline_id: 1, creator_user_id: fixtures.user })
    const path = `/api/v2/deals/${body.data.id}`
    const later = new Date('2026-11-25T08:00:00Z')
    const moved = await send('PATCH', path, { json: { stage_id: 3 }, now: later })
    expect(moved.body.data).toMatchObject({ stage_id: 3, stage_change_time: '2026-11-25T08:00:00Z' })
    const lost = await send('PATCH', path, { json: { status: 'lost', lost_reason: 'Too heavy' }, now: later })
    expect(lost.body.data).toMatchObject({
      status: 'lost',
      lost_reason: 'Too heavy',
      lost_time: '2026-11-25T08:00:00Z',
      local_lost_date: '2026-11-25',
      won_time: null,
    })
    expect((await send('GET', '/api/v2/deals?status=lost')).body.data).toHaveLength(1)
    expect((await send('GET', '/api/v2/deals?status=open')).body.data).toMatchObject([{ id: fixtures.deal }])
    const reopened = await send('PATCH', path, { json: { status: 'open' } })
    expect(reopened.body.data).toMatchObject({ lost_reason: null, lost_time: null, close_time: null })
  })

  it.each([
    [{ title: 'A', stage_id: 77 }],
    [{ title: 'A', status: 'pending' }],
    [{ title: 'A', lost_reason: 'Why' }],
    [{ title: 'A', currency: 'dollars' }],
    [{ title: 'A', expected_close_date: '31.3.2027' }],
    [{ value: 1 }],
  ])('are refused: %j', async (json) => {
    const answer = await company().send('POST', '/api/v2/deals', { json })
    expect(answer).toMatchObject({ status: 400, body: { code: 'ERR_SCHEMA_VALIDATION_FAILED' } })
  })

  it('that are fixtures change in the answer only', async () => {
    const { send } = company()
    const path = `/api/v2/deals/${fixtures.deal}`
    expect((await send('PATCH', path, { json: { stage_id: 2 } })).body.data.stage_id).toBe(2)
    expect((await send('GET', path)).body.data.stage_id).toBe(1)
  })
})

describe('notes', () => {
  it('are attached, listed by offset, changed and deleted', async () => {
    const { send } = company()
    const { body } = await send('POST', '/v1/notes', {
      json: { content: 'First call', person_id: fixtures.person, pinned_to_person_flag: 1 },
    })
    expect(body.data).toMatchObject({
      content: 'First call',
      person: { name: 'Ada Lovelace' },
      pinned_to_person_flag: true,
      add_time: '2026-11-24 12:00:00',
      active_flag: true,
    })
    const path = `/v1/notes/${body.data.id}`
    expect((await send('PUT', path, { json: { content: 'Second' } })).body.data.content).toBe('Second')
    const first = await send('GET', `/v1/notes?person_id=${fixtures.person}&limit=1`)
    expect(first.body.additional_data.pagination).toEqual({
      start: 0,
      limit: 1,
      more_items_in_collection: true,
      next_start: 1,
    })
    expect((await send('GET', '/v1/notes?limit=1&start=1')).body.data).toMatchObject([{ id: fixtures.note }])
    expect((await send('DELETE', path)).body).toEqual({ success: true, data: true })
    expect((await send('GET', path)).status).toBe(404)
  })

  it.each([
    [{ person_id: fixtures.person }, 400],
    [{ content: 'To nobody' }, 400],
    [{ content: 'To a stranger', person_id: 99 }, 404],
    [{ content: 'To a word', person_id: 'ada' }, 400],
  ])('are refused: %j', async (json, status) => {
    const answer = await company().send('POST', '/v1/notes', { json })
    expect(answer).toMatchObject({ status, body: { success: false, data: null, error_info: expect.any(String) } })
  })
})

it('has stages, pipelines and users', async () => {
  const { send } = company()
  expect((await send('GET', '/api/v2/stages?pipeline_id=1')).body.data).toHaveLength(fixtures.stages.length)
  expect((await send('GET', '/api/v2/stages?pipeline_id=2')).body.data).toEqual([])
  expect((await send('GET', '/api/v2/stages/2')).body.data.name).toBe('Contact Made')
  expect((await send('GET', '/api/v2/pipelines')).body.data).toMatchObject([{ id: fixtures.pipeline }])
  expect((await send('GET', '/v1/users')).body.data).toMatchObject([{ id: fixtures.user }])
  expect((await send('GET', '/v1/users/99')).status).toBe(404)
})

it('says when there was too much, and when it is down', async () => {
  const sent = exchangeOf('GET', `${origin}/v1/users/me`, {})
  const limited = pipedrive.rateLimited(sent)
  expect(limited.status).toBe(429)
  expect(limited.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(await pipedrive.outage(sent).json()).toMatchObject({ success: false, error: 'Service unavailable' })
})
