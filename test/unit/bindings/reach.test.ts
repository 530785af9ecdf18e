import { describe, expect, it, vi } from 'vitest'
import { reach } from '../../../src/bindings/reach.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'

const part = { name: 'its clock', patience: 1_000 }
const lost = new Error('the connection was lost')

async function refusalOf(work: Promise<unknown>): Promise<UpstreamError> {
  const thrown: unknown = await work.catch((reason: unknown) => reason)
  if (!(thrown instanceof UpstreamError)) throw new Error('nothing was refused')
  return thrown
}

describe('a part of the platform', () => {
  it('that fails once is asked again', async () => {
    const ask = vi.fn<() => Promise<string>>().mockRejectedValueOnce(lost).mockResolvedValue('noon')
    expect(await reach(part, ask)).toBe('noon')
  })

  it('that fails twice is away, and says of itself only what the log may know', async () => {
    const error = await refusalOf(reach(part, () => Promise.reject(lost)))
    expect(error).toMatchObject({ code: 'internal_error', status: 503, headers: { 'Retry-After': '1' }, cause: lost })
    expect(error.details).toMatchObject({
      reason: "The gateway couldn't reach its clock.",
      fault: 'gateway',
      retriable: true,
      outcome: 'not_sent',
    })
  })

  it('that has too much to do is not given more', async () => {
    const ask = vi.fn(() => Promise.reject(Object.assign(new Error('overloaded'), { overloaded: true })))
    await refusalOf(reach(part, ask))
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('is asked once for what must not be done twice', async () => {
    const ask = vi.fn(() => Promise.reject(lost))
    const error = await refusalOf(reach(part, ask, { again: false, outcome: 'uncertain' }))
    expect(error.details.outcome).toBe('uncertain')
    expect(ask).toHaveBeenCalledTimes(1)
  })
})
