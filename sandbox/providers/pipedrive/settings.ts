import { matching, oneOf, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { notFound, success } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { page, parametersOf, sortParameters } from './requests.ts'

const since = '2026-01-01T00:00:00Z'

const pipelines = [
  {
    id: fixtures.pipeline,
    name: 'Pipeline',
    order_nr: 1,
    is_deleted: false,
    is_deal_probability_enabled: true,
    add_time: since,
    update_time: since,
  },
]

/** The stages that Pipedrive gives a new company. */
export const stages = ['Qualified', 'Contact Made', 'Demo Scheduled', 'Proposal Made', 'Negotiations Started'].map(
  (name, index) => ({
    id: index + 1,
    order_nr: index,
    name,
    is_deleted: false,
    deal_probability: 100,
    pipeline_id: fixtures.pipeline,
    is_deal_rot_enabled: false,
    days_to_rotten: null,
    add_time: since,
    update_time: since,
  }),
)

export function stageOf(id: number) {
  return stages.find((stage) => stage.id === id)
}

/** `GET /api/v2/pipelines` */
export function listPipelines(exchange: Exchange): Response {
  return page(pipelines, parametersOf(exchange, sortParameters))
}

export function readPipeline(_exchange: Exchange, id: string): Response {
  return success(found(pipelines, id))
}

/** `GET /api/v2/stages` */
export function listStages(exchange: Exchange): Response {
  const parameters = parametersOf(exchange, {
    ...sortParameters,
    pipeline_id: matching(/^[1-9]\d*$/),
    sort_by: oneOf('id', 'update_time', 'add_time', 'order_nr'),
  })
  const pipeline = textAt(parameters, 'pipeline_id')
  return page(
    stages.filter(({ pipeline_id }) => pipeline === '' || String(pipeline_id) === pipeline),
    parameters,
  )
}

export function readStage(_exchange: Exchange, id: string): Response {
  return success(found(stages, id))
}

function found<T extends { readonly id: number }>(all: readonly T[], id: string): T {
  const one = all.find((candidate) => String(candidate.id) === id)
  if (one === undefined) throw notFound()
  return one
}

const user = {
  id: fixtures.user,
  name: 'Integration User',
  default_currency: 'USD',
  locale: 'en_US',
  lang: 1,
  email: 'integration@example.com',
  phone: '+1 202 555 0100',
  activated: true,
  last_login: '2026-11-20 08:45:56',
  created: '2026-01-01 00:00:00',
  modified: '2026-11-20 08:45:56',
  has_created_company: true,
  access: [
    { app: 'sales', admin: true, permission_set_id: '62cc4d7f-4038-4352-abf3-a8c1c822b631' },
    { app: 'global', admin: true, permission_set_id: '233b7976-39bd-43a9-b305-ef3a2b0998e5' },
  ],
  active_flag: true,
  timezone_name: 'Europe/London',
  timezone_offset: '+00:00',
  role_id: 1,
  icon_url: null,
  is_you: true,
  is_deleted: false,
}

export const company = {
  company_id: 54_235_233,
  company_name: 'Analytical Engines Sandbox',
  company_domain: 'analytical-sandbox',
  company_country: 'GB',
  company_industry: 'IT Services',
}

/** `GET /v1/users/me`: the user of the token, and the company. */
export function currentUser(): Response {
  return success({ ...user, ...company, language: { language_code: 'en', country_code: 'US' } })
}

/** `GET /v1/users` */
export function listUsers(): Response {
  return success([user])
}

export function readUser(_exchange: Exchange, id: string): Response {
  return success(found([user], id))
}

/** The user as a note shows it. */
export const author = { email: user.email, icon_url: user.icon_url, is_you: true, name: user.name }
