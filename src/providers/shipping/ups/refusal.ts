import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** Invalid authentication information, and an invalid token or licence. https://developer.ups.com/api/reference/rating/error-codes */
const credentialCodes: ReadonlySet<string> = new Set(['250002', '250003'])

/**
 * UPS says no with `{response:{errors:[{code,message}]}}`; the descriptions of tracking and of transit times draw the same
 * without the outer `response`. Two kinds of "no" come with status 200: an unknown tracking number as a warning beside
 * no package, and addresses that transit times can't be worked out for as a list of invalid fields.
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  if (status < 400) return unknownParcel(body) ?? invalidFields(body)
  const [first] = messagesOf(isJsonObject(body.response) ? body.response.errors : body.errors)
  if (first === undefined) return undefined
  const kind = first.code !== undefined && credentialCodes.has(first.code) ? 'credentials' : kindOfStatus(status)
  return { kind, ...first }
}

function unknownParcel(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  const shipments = isJsonObject(body.trackResponse) ? body.trackResponse.shipment : undefined
  if (!Array.isArray(shipments)) return undefined
  const withoutPackage = shipments.filter(isJsonObject).filter((shipment) => shipment.package === undefined)
  if (withoutPackage.length < shipments.length) return undefined
  const [warning] = withoutPackage.flatMap((shipment) => messagesOf(shipment.warnings))
  return warning && { kind: 'rejected', ...warning }
}

function invalidFields(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (body.emsResponse !== undefined && body.emsResponse !== null) return undefined
  const fields = isJsonObject(body.validationList) ? body.validationList.invalidFieldList : undefined
  if (!Array.isArray(fields) || fields.length === 0) return undefined
  return { kind: 'rejected', message: `Invalid: ${fields.map(String).join(', ')}` }
}

function messagesOf(list: unknown): readonly { readonly code: string | undefined; readonly message: string }[] {
  if (!Array.isArray(list)) return []
  return list.filter(isJsonObject).flatMap(({ code, message }) => {
    if (typeof message !== 'string') return []
    return [{ code: typeof code === 'string' || typeof code === 'number' ? String(code) : undefined, message }]
  })
}
