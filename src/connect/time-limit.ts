/**
 * Gives work a signal that ends it after so many milliseconds. Unlike `AbortSignal.timeout`, nothing is left running once
 * the work is done: a pending timer keeps a Durable Object in memory, which is paid by the second.
 */
export async function withTimeLimit<Value>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), milliseconds)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
