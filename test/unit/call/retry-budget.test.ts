import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RetryBudget } from '../../../src/call/retry-budget.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'

const snapshot = exampleSnapshot(stripe)
const other = { ...snapshot, id: 'int_other' }

/** Spends until nothing is left. */
function drain(budget: RetryBudget, of = snapshot): number {
  let spent = 0
  while (budget.spend(of)) spent += 1
  return spent
}

describe('the retries of an integration', () => {
  it('are five to begin with', () => {
    expect(drain(new RetryBudget())).toBe(5)
  })

  it('are earned by answers: one by ten', () => {
    const budget = new RetryBudget()
    drain(budget)
    for (let answers = 0; answers < 9; answers += 1) budget.earn(snapshot)
    expect(budget.spend(snapshot)).toBe(false)
    budget.earn(snapshot)
    expect(budget.spend(snapshot)).toBe(true)
    expect(budget.spend(snapshot)).toBe(false)
  })

  it('are never more than five', () => {
    const budget = new RetryBudget()
    budget.spend(snapshot)
    for (let answers = 0; answers < 1_000; answers += 1) budget.earn(snapshot)
    expect(drain(budget)).toBe(5)
  })

  it('are its own', () => {
    const budget = new RetryBudget()
    drain(budget)
    for (let answers = 0; answers < 10; answers += 1) budget.earn(other)
    expect(budget.spend(snapshot)).toBe(false)
    expect(drain(budget, other)).toBe(5)
  })

  it('outlive a new version of it', () => {
    const budget = new RetryBudget()
    drain(budget)
    expect(budget.spend({ ...snapshot, version: 2 })).toBe(false)
  })

  it('are remembered of so many integrations and no more', () => {
    const budget = new RetryBudget({ capacity: 2 })
    drain(budget)
    budget.spend(other)
    budget.spend({ ...snapshot, id: 'int_third' })
    expect(drain(budget)).toBe(5)
  })

  it('are never more than a tenth of the answers, and the first five', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (steps) => {
        const budget = new RetryBudget()
        let answers = 0
        let spent = 0
        for (const answered of steps) {
          if (answered) {
            answers += 1
            budget.earn(snapshot)
          } else if (budget.spend(snapshot)) spent += 1
          expect(spent).toBeLessThanOrEqual(5 + answers / 10)
        }
      }),
    )
  })
})
