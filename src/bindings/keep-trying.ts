/** Pauses between tries, in milliseconds: within the thirty seconds that work after an answer may take. */
const pauses = [500, 2_000, 8_000]

/**
 * Does work that must be done in the end and that nobody has to wait for: once at once, then again and again after the
 * answer. It has to be the same when it is done twice.
 */
export async function keepTrying(
  work: () => Promise<void>,
  { later, sleep }: { later: (work: Promise<unknown>) => void; sleep: (milliseconds: number) => Promise<unknown> },
): Promise<void> {
  try {
    await work()
  } catch {
    later(again(work, sleep))
  }
}

async function again(work: () => Promise<void>, sleep: (milliseconds: number) => Promise<unknown>): Promise<void> {
  let failure: unknown
  for (const pause of pauses) {
    await sleep(pause)
    try {
      return await work()
    } catch (thrown) {
      failure = thrown
    }
  }
  throw failure
}
