import type { Seals } from './services.ts'

/** What the state parameter says once it is opened. */
export interface StateOf {
  readonly org: string
  readonly integration: string
  /** The id of the attempt. */
  readonly attempt: string
}

/**
 * The `state` of an attempt: for whom it is in clear, so that it can be looked up, and the attempt's id sealed with the
 * key of that org and bound to both. Whoever changes a character of it, or moves it to another integration, has none.
 */
export async function writeState({ org, integration, attempt }: StateOf, seals: Seals): Promise<string> {
  const sealed = await seals.seal(org, associated(org, integration), attempt)
  return `${encode(`${org}|${integration}`)}.${encode(sealed)}`
}

/** Undefined where it is no state of this deployment. */
export async function readState(state: string, seals: Seals): Promise<StateOf | undefined> {
  const match = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{1,400})$/.exec(state)
  const [org, integration, ...more] = decode(match?.[1] ?? '').split('|')
  const sealed = decode(match?.[2] ?? '')
  if (org === undefined || org === '' || integration === undefined || more.length > 0 || sealed === '') return undefined
  try {
    return { org, integration, attempt: await seals.open(org, associated(org, integration), sealed) }
  } catch {
    return undefined
  }
}

function associated(org: string, integration: string): string {
  return `connect-state|${org}|${integration}`
}

function encode(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function decode(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
