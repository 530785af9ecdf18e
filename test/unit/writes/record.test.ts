import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begin, mayRelease, memory, patience, type WriteRecord } from '../../../src/writes/record.ts'

const start = 1_795_000_000_000

/** Another attempt than the one that began what is known. */
const request = { fingerprint: 'request', attempt: 'second' }

function known(record: Partial<WriteRecord> = {}): WriteRecord {
  return { fingerprint: 'request', attempt: 'first', startedAt: start, answer: undefined, ...record }
}

describe('the first call with a key', () => {
  it('may be sent, and is remembered from then on', () => {
    const { begun, record } = begin(undefined, request, start, false)
    expect(begun).toEqual({ kind: 'begun' })
    expect(record).toEqual(known({ attempt: 'second' }))
  })
})

describe('a call with a key that is known', () => {
  it('waits while the first is on its way', () => {
    expect(begin(known(), request, start + patience, true).begun).toEqual({ kind: 'in-flight' })
  })

  it('gets the answer of the first, for a day', () => {
    const record = known({ answer: 'sealed' })
    expect(begin(record, request, start + memory, false).begun).toEqual({ kind: 'answered', answer: 'sealed' })
    expect(begin(record, request, start + memory + 1, false).begun).toEqual({ kind: 'begun' })
  })

  it('is refused where it is another request, answered or not', () => {
    for (const answer of [undefined, 'sealed']) {
      expect(
        begin(known({ answer }), { ...request, fingerprint: 'another' }, start + patience * 2, true).begun,
      ).toEqual({ kind: 'other-request' })
    }
  })

  it('is sent again after a loss only where the provider recognises it', () => {
    const late = start + patience + 1
    expect(begin(known(), request, late, true)).toEqual({
      begun: { kind: 'begun' },
      record: known({ attempt: 'second', startedAt: late }),
    })
    expect(begin(known(), request, late, false)).toEqual({ begun: { kind: 'lost' }, record: known() })
  })
})

describe('an attempt whose answer was lost on its way', () => {
  const first = { fingerprint: 'request', attempt: 'first' }

  it('is told again that it may send, and begins nothing anew', () => {
    expect(begin(known(), first, start + 1_000, false)).toEqual({ begun: { kind: 'begun' }, record: known() })
  })

  it('gives the key free again, unless it is another’s or has its answer', () => {
    expect(mayRelease(known(), 'first')).toBe(true)
    expect(mayRelease(known(), 'second')).toBe(false)
    expect(mayRelease(known({ answer: 'sealed' }), 'first')).toBe(false)
    expect(mayRelease(undefined, 'first')).toBe(false)
  })
})

/** Callers at random times; each who may send either answers at once, or is lost. */
const callers = fc.array(
  fc.record({
    wait: fc.integer({ min: 1, max: 400_000 }),
    answers: fc.boolean(),
    fingerprint: fc.constantFrom('a', 'b'),
  }),
  { maxLength: 40 },
)

describe('whatever the order of callers', () => {
  it('sends a write that the provider does not recognise once in a day', () => {
    fc.assert(
      fc.property(callers, (steps) => {
        let record: WriteRecord | undefined
        let now = start
        const sent: number[] = []
        for (const { wait, answers, fingerprint } of steps) {
          now += wait
          const result = begin(record, { fingerprint, attempt: String(now) }, now, false)
          record = result.record
          if (result.begun.kind !== 'begun') continue
          sent.push(now)
          if (answers) record = { ...record, answer: 'sealed' }
        }
        for (const [index, time] of sent.entries()) {
          const before = sent[index - 1]
          if (before !== undefined) expect(time - before).toBeGreaterThan(memory)
        }
      }),
    )
  })
})
