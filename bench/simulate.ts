import { report } from './simulate/report.ts'
import { type Scenario, simulate } from './simulate/simulation.ts'

/** `npm run simulate`: the meter past one machine. `docs/scale.md` says how to read it. */
async function main(seed: number): Promise<void> {
  const everywhere = [1, 10, 100, 300].flatMap((locations) =>
    [1, 10, 100, 1_000, 10_000].map((callsPerSecond) => ({ locations, callsPerSecond })),
  )
  await show(
    'A limit of twice the demand',
    everywhere.map((place) => scenarioOf(place, 2, seed)),
  )
  await show(
    'A demand of twice the limit',
    everywhere.map((place) => scenarioOf(place, 0.5, seed)),
  )
  await show(
    'More isolates, 10,000 calls/s, a limit of twice the demand',
    [1, 1.5, 2, 3, 4].map((times) => scenarioOf({ locations: 300 * times, callsPerSecond: 10_000 }, 2, seed)),
  )
}

/** What an isolate takes before a location starts another, in calls a second: a tenth of what would keep it busy. */
const callsOfIsolate = 100

function scenarioOf(
  { locations, callsPerSecond }: Pick<Scenario, 'locations' | 'callsPerSecond'>,
  limitToDemand: number,
  seed: number,
): Scenario {
  return {
    locations,
    callsPerSecond,
    isolatesPerLocation: Math.ceil(callsPerSecond / locations / callsOfIsolate),
    // One second is the hardest window: it is shorter than the life of permits.
    limit: { limit: Math.max(1, callsPerSecond * limitToDemand), window: 1 },
    warmUp: 20,
    // Long enough for some thousand calls, or for ten minutes.
    seconds: Math.min(600, Math.max(20, 2_000 / callsPerSecond)),
    seed,
  }
}

async function show(title: string, scenarios: readonly Scenario[]): Promise<void> {
  const results = []
  for (const scenario of scenarios) results.push({ scenario, outcome: await simulate(scenario) })
  const failed = results.reduce((sum, { outcome }) => sum + outcome.failed, 0)
  const lost = results.reduce((sum, { outcome }) => sum + outcome.recorded - outcome.counted, 0)
  console.log(`${title}\n\n${report(results)}\n\n${failed} calls failed, ${lost} were not counted\n`)
}

const [seed = '1'] = process.argv.slice(2)
await main(Number(seed))
