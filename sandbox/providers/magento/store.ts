import { encodeBase64Url, json, parseForm } from '../../http.ts'
import { group, listAt, text, textAt } from '../../json-shape.ts'
import { WebapiError } from './answers.ts'
import { bodyOf, type Call } from './call.ts'

/** `GET /V1/store/storeConfigs`, of the one store view or of those that `storeCodes[]` names. */
export function getStoreConfigs({ exchange }: Call): Response {
  const base = `${exchange.url.origin}/`
  const codes = listAt(parseForm(exchange.url.search.slice(1)), 'storeCodes')
  if (codes.some((code) => code !== 'default')) {
    const message = "The store that was requested wasn't found. Verify the store and try again."
    throw new WebapiError(404, message)
  }
  return json([
    {
      id: 1,
      code: 'default',
      website_id: 1,
      locale: 'en_US',
      base_currency_code: 'USD',
      default_display_currency_code: 'USD',
      timezone: 'America/Chicago',
      weight_unit: 'kgs',
      base_url: base,
      base_link_url: base,
      base_static_url: `${base}static/`,
      base_media_url: `${base}media/`,
      secure_base_url: base,
      secure_base_link_url: base,
      secure_base_static_url: `${base}static/`,
      secure_base_media_url: `${base}media/`,
    },
  ])
}

/** `GET /V1/store/storeViews` */
export function getStoreViews(): Response {
  const common = { website_id: 1, store_group_id: 1, is_active: 1 }
  return json([
    { id: 0, code: 'admin', name: 'Admin', website_id: 0, store_group_id: 0, is_active: 1 },
    { id: 1, code: 'default', name: 'Default Store View', ...common },
  ])
}

/** `POST /V1/integration/admin/token`: a token for four hours. */
export function createAdminToken(call: Call): Response {
  const body = bodyOf(call, group({ username: text(), password: text() }))
  const username = textAt(body, 'username')
  const password = textAt(body, 'password')
  const isKnown = username !== '' && password !== '' && !/invalid/i.test(`${username} ${password}`)
  if (isKnown) return json(`admin.${encodeBase64Url(username)}`)
  const message =
    'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.'
  throw new WebapiError(401, message)
}
