import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** `application/problem+json`, with the fields that are wrong. https://mailchimp.com/developer/marketing/docs/errors/ */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { title, detail, errors } = body
  if (typeof title !== 'string' || typeof detail !== 'string') return undefined
  return { kind: kindOf(status, title), code: title, message: [detail, ...fieldErrors(errors)].join(' ') }
}

/**
 * Of the 403s only these say something of the key; the others are of one resource or of the plan. Written as in the
 * glossary, without the spaces.
 */
const credentialTitles = ['APIKeyMissing', 'APIKeyInvalid', 'Forbidden', 'UserDisabled', 'WrongDatacenter']

function kindOf(status: number, title: string): Refusal['kind'] {
  if (status === 403 && !credentialTitles.includes(title.replaceAll(' ', ''))) return 'rejected'
  return kindOfStatus(status)
}

function fieldErrors(errors: unknown): readonly string[] {
  if (!Array.isArray(errors)) return []
  return errors.filter(isJsonObject).flatMap(({ field, message }) => {
    if (typeof message !== 'string') return []
    return [typeof field === 'string' && field !== '' ? `${field}: ${message}` : message]
  })
}
