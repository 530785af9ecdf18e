import { describe, expect, it } from 'vitest'
import { Flights } from '../../../src/bindings/flights.ts'
import { settle } from '../support/controlled-port.ts'

/** Questions that are answered when the test says so, and a time that passes when it says so. */
function world() {
  const asked: PromiseWithResolvers<string>[] = []
  const sleeping: (() => void)[] = []
  const flights = new Flights<string>({
    sleep: () => new Promise<void>((wake) => sleeping.push(wake)),
  })
  const ask = () => {
    const question = Promise.withResolvers<string>()
    asked.push(question)
    return question.promise
  }
  return {
    asked,
    join: (key: string) => flights.join(key, ask),
    async pass() {
      for (const wake of sleeping.splice(0)) wake()
      await settle()
    },
  }
}

describe('a question', () => {
  it('is asked once for all who need its answer at the same time', async () => {
    const { asked, join } = world()
    const answers = [join('a'), join('a'), join('a')]
    expect(asked).toHaveLength(1)
    asked[0]?.resolve('yes')
    expect(await Promise.all(answers)).toEqual(['yes', 'yes', 'yes'])
  })

  it('is asked again by whoever comes after its answer', async () => {
    const { asked, join } = world()
    const first = join('a')
    asked[0]?.resolve('old')
    await first
    const second = join('a')
    asked[1]?.resolve('new')
    expect(await second).toBe('new')
  })

  it('of one key is none of another', () => {
    const { asked, join } = world()
    void join('a')
    void join('b')
    expect(asked).toHaveLength(2)
  })

  it('that fails fails for all who have waited, and for nobody else', async () => {
    const { asked, join } = world()
    const answers = [join('a'), join('a')]
    asked[0]?.reject(new Error('away'))
    for (const answer of answers) await expect(answer).rejects.toThrow('away')
    const later = join('a')
    asked[1]?.resolve('back')
    expect(await later).toBe('back')
  })

  it('that ends with the request that asked it is asked again, once, by those who have waited', async () => {
    const { asked, join, pass } = world()
    void join('a')
    const waiting = [join('a'), join('a'), join('a')]
    await pass()
    expect(asked).toHaveLength(2)
    asked[1]?.resolve('after all')
    expect(await Promise.all(waiting)).toEqual(['after all', 'after all', 'after all'])
  })
})
