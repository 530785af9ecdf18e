import type { Auth, SingleAuth } from './auth.ts'

/** Whether a config field is there. */
export type IsConfigured = (field: string) => boolean

/** How requests are signed with a config: where there are several ways, by the first whose fields are all there. */
export function chooseAuth(auth: Auth, isConfigured: IsConfigured): SingleAuth {
  if (auth.kind !== 'either') return auth
  const whole = auth.alternatives.find((alternative) => fieldsOfAuth(alternative).every(isConfigured))
  return whole ?? auth.alternatives[0]
}

/**
 * The fields that a config lacks to sign anything: none, where one way is whole; else those of the way of which most is
 * there, which is the one that somebody meant.
 */
export function lackingFields(auth: Auth, isConfigured: IsConfigured): readonly string[] {
  const ways = (auth.kind === 'either' ? auth.alternatives : [auth]).map(fieldsOfAuth)
  const measured = ways.map((fields) => {
    const lacking = fields.filter((field) => !isConfigured(field))
    return { lacking, present: fields.length - lacking.length }
  })
  if (measured.some(({ lacking }) => lacking.length === 0)) return []
  const [meant] = measured.toSorted(
    (one, other) => other.present - one.present || one.lacking.length - other.lacking.length,
  )
  return meant?.lacking ?? []
}

/** The config fields that a way to sign needs. */
export function fieldsOfAuth(auth: SingleAuth): readonly string[] {
  switch (auth.kind) {
    case 'header':
      return [auth.field]
    case 'basic':
      return [auth.username, auth.password].flatMap((side) => ('field' in side ? [side.field] : []))
    case 'body':
      return auth.fields
    case 'client-credentials':
      return [auth.clientId, auth.clientSecret]
    case 'jwt-bearer':
      return [auth.issuer, auth.subject, auth.privateKey]
    case 'oauth1':
      return [auth.consumerKey, auth.consumerSecret, auth.token, auth.tokenSecret]
    case 'all':
      return auth.headers.map(({ field }) => field)
  }
}
