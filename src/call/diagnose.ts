import type { UpstreamError } from '../errors/upstream-error.ts'
import type { Snapshot } from './ports.ts'

/** What is wrong with an integration, for whoever configured it. */
export interface Diagnosis {
  readonly problem: Problem
  /** In words, with what to do. */
  readonly message: string
}

export type Problem =
  | 'credentials_refused'
  | 'environment_mismatch'
  | 'scope_missing'
  | 'account_not_found'
  | 'consent_lost'
  | 'rate_limited'
  | 'unreachable'
  | 'unexpected_answer'

/** Reads out of the failed check of an integration what a person has to mend. Pure. */
export function diagnose(error: UpstreamError, snapshot: Snapshot): Diagnosis {
  const { provider } = snapshot
  const { providerStatus, providerMessage, reason } = error.details
  const words = providerMessage === undefined ? '' : ` It says: ${providerMessage}`
  switch (error.code) {
    case 'integration_inactive':
      return { problem: 'consent_lost', message: reason }
    case 'rate_limited':
      return { problem: 'rate_limited', message: `${provider.name} can't be asked at the moment: ${reason}` }
    case 'integration_unavailable':
      return unreachable(snapshot, reason)
    case 'integration_error':
      if (reason !== 'Authentication failed') return { problem: 'unexpected_answer', message: reason }
      return providerStatus === 403 ? scope(snapshot, words) : credentials(snapshot, words)
    case 'provider_rejected':
      return providerStatus === 404
        ? account(snapshot, ` It says: ${reason}`)
        : { problem: 'unexpected_answer', message: `${provider.name} refuses the check. It says: ${reason}` }
    default:
      return { problem: 'unexpected_answer', message: reason }
  }
}

function credentials(snapshot: Snapshot, words: string): Diagnosis {
  const { provider, config, access } = snapshot
  const environment = typeof config.environment === 'string' ? config.environment : undefined
  const other = environment === undefined ? undefined : otherEnvironment(snapshot, environment)
  if (other !== undefined) {
    return {
      problem: 'environment_mismatch',
      message: `The credentials look like ones of ${provider.name}'s ${other} environment, and the integration is set to "${environment}". Change one of the two.${words}`,
    }
  }
  if (access?.kind === 'consent') {
    return {
      problem: 'consent_lost',
      message: `${provider.name} refuses the account's access. Connect it again.${words}`,
    }
  }
  const also = environment === undefined ? '' : `, or belong to another environment than "${environment}"`
  return {
    problem: 'credentials_refused',
    message: `${provider.name} refuses the credentials: they were revoked, have expired, are mistyped${also}.${words}`,
  }
}

/** Many providers write into a key which of their worlds it is of. */
const marks = [
  { mark: /(?:^|[_-])(?:live|prod|production)(?:[_-]|$)/i, world: 'live', names: ['live', 'production'] },
  { mark: /(?:^|[_-])(?:test|sandbox)(?:[_-]|$)/i, world: 'test', names: ['test', 'sandbox'] },
]

function otherEnvironment({ secrets }: Snapshot, environment: string): string | undefined {
  const labels = [...secrets.values()].map((secret) => secret.reveal().slice(0, 16))
  return marks.find(({ mark, names }) => !names.includes(environment) && labels.some((label) => mark.test(label)))
    ?.world
}

function scope({ provider, access }: Snapshot, words: string): Diagnosis {
  const where =
    access?.kind === 'consent'
      ? 'Connect the account again, and grant all that is asked'
      : `Give them the permissions that ${provider.name}'s page about its keys names`
  return {
    problem: 'scope_missing',
    message: `${provider.name} knows the credentials, and they may not do what the check does. ${where}.${words}`,
  }
}

function account({ provider, config }: Snapshot, words: string): Diagnosis {
  const { server } = provider
  const named = server.kind === 'pattern' ? ` "${String(config[server.field])}" (\`config.${server.field}\`)` : ''
  return {
    problem: 'account_not_found',
    message: `${provider.name} has no such account${named}. Check the ids in the config.${words}`,
  }
}

function unreachable(snapshot: Snapshot, reason: string): Diagnosis {
  const { provider, config } = snapshot
  const { server } = provider
  if (server.kind !== 'pattern') return { problem: 'unreachable', message: `Nothing is proven: ${reason}` }
  return {
    problem: 'unreachable',
    message: `Nothing is proven: ${reason} Check that \`config.${server.field}\`, "${String(config[server.field])}", is right.`,
  }
}
