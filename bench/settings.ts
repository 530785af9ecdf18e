/** What the environment decides. */
export interface Settings {
  /** `BENCH_ROUNDS`: how often every pair is measured. */
  readonly rounds: number
  /** `BENCH_MILLISECONDS`: how long one measurement takes. */
  readonly milliseconds: number
  /** `BENCH_CONNECTIONS`: how many requests are on their way at a time, such as `1,16`. */
  readonly connections: readonly number[]
}

export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  return {
    rounds: positive('BENCH_ROUNDS', environment.BENCH_ROUNDS, 7),
    milliseconds: positive('BENCH_MILLISECONDS', environment.BENCH_MILLISECONDS, 1_000),
    connections: (environment.BENCH_CONNECTIONS || '1,16')
      .split(',')
      .map((text) => positive('BENCH_CONNECTIONS', text, 1)),
  }
}

/** What the environment decides of a long run. */
export interface SoakSettings {
  /** `SOAK_REQUESTS` */
  readonly requests: number
  /** `SOAK_TENANTS`: among whom the requests go round. */
  readonly tenants: number
  /** `SOAK_INTEGRATIONS`: the most that one org has. */
  readonly integrations: number
}

export function soakSettingsOf(environment: Readonly<Record<string, string | undefined>>): SoakSettings {
  return {
    requests: positive('SOAK_REQUESTS', environment.SOAK_REQUESTS, 1_000_000),
    tenants: positive('SOAK_TENANTS', environment.SOAK_TENANTS, 10_000),
    integrations: positive('SOAK_INTEGRATIONS', environment.SOAK_INTEGRATIONS, 100_000),
  }
}

function positive(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} is "${text}", which is no positive integer`)
  return number
}
