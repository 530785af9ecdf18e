import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UnreadableAnswer } from '../../../src/kit/operation.ts'
import { operationKit } from '../../../src/kit/operation-kit.ts'
import { path } from '../../../src/kit/path.ts'
import { get } from '../../../src/kit/request.ts'
import { pagesOf, wholeListInput } from '../../../src/kit/whole-list.ts'

const { read } = operationKit(() => undefined)

function listing(options?: Parameters<typeof pagesOf>[1]) {
  return read({
    name: 'List Things',
    description: 'List the things',
    docs: 'https://api.example.com/docs',
    input: wholeListInput,
    request: () => get(path`/things`),
    example: { input: {}, response: () => ({ things: [] }) },
    ...pagesOf('things', options),
  })
}

const strict = listing()
const lenient = listing({ absentWhenEmpty: true })

function page(answer: unknown, input: object = {}, operation = strict) {
  const preparation = operation.prepare(input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  const reader = preparation.prepared.readAnswer(answer, {})
  return { native: reader.native(), next: reader.nextCursor() }
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('a list that its provider answers whole', () => {
  it('is handed on as it came where one page holds it', () => {
    for (const answer of [{ things: [] }, { things: [1, 2, 3], count: 3 }]) {
      const { native, next } = page(answer, { limit: 3 })
      expect(native).toBe(answer)
      expect(next).toBeUndefined()
    }
  })

  it('comes in pages of 20 where nothing is said', () => {
    expect(page({ things: numbers(21) })).toEqual({ native: { things: numbers(20) }, next: '20' })
  })

  it('is cut, and all beside it is as it was', () => {
    const answer = { count: 4, things: ['a', 'b', 'c', 'd'], errors: [] }
    expect(page(answer, { limit: 2 })).toEqual({ native: { count: 4, things: ['a', 'b'], errors: [] }, next: '2' })
    expect(page(answer, { limit: 2, cursor: '2' })).toEqual({
      native: { count: 4, things: ['c', 'd'], errors: [] },
      next: undefined,
    })
    expect(answer.things).toEqual(['a', 'b', 'c', 'd'])
  })

  it('has an empty last page for a cursor past its end', () => {
    expect(page({ things: [1] }, { cursor: '5' })).toEqual({ native: { things: [] }, next: undefined })
  })

  it('loses nothing and repeats nothing, however long its pages are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 100 }), (things, limit) => {
        const walked: unknown[] = []
        let cursor: string | undefined
        do {
          const { native, next } = page({ things }, cursor === undefined ? { limit } : { limit, cursor })
          walked.push(...(native as { things: unknown[] }).things)
          cursor = next
        } while (cursor !== undefined)
        expect(walked).toEqual(things)
      }),
    )
  })

  it.each(['0', '-1', '1.5', '01', ' 1', '1e3', 'next', '1234567890'])('takes no cursor %j', (cursor) => {
    expect(strict.prepare({ cursor })).toEqual({
      ok: false,
      issues: [{ path: 'cursor', message: 'is not a cursor that an answer gave' }],
    })
  })

  it.each([null, 'text', [], {}, { things: null }, { things: {} }, { things: 'a' }, { items: [] }])(
    'is not to be read out of %j',
    (answer) => {
      expect(() => page(answer)).toThrow(new UnreadableAnswer('things: not the list that is documented'))
    },
  )

  describe('whose provider leaves an empty one out', () => {
    it.each([null, {}, { messages: [] }, { things: null }])('is empty in %j, which is handed on', (answer) => {
      const { native, next } = page(answer, {}, lenient)
      expect(native).toBe(answer)
      expect(next).toBeUndefined()
    })

    it.each(['text', [], { things: {} }, { things: 'a' }])('is not to be read out of %j', (answer) => {
      expect(() => page(answer, {}, lenient)).toThrow(UnreadableAnswer)
    })
  })
})
