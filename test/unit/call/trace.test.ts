import { expect, it } from 'vitest'
import { Trace } from '../../../src/call/trace.ts'

function traced() {
  let now = 1_000
  const trace = new Trace(() => now)
  return { trace, pass: (milliseconds: number) => (now += milliseconds) }
}

it('tells the phases that were reached, and the whole', () => {
  const { trace, pass } = traced()
  pass(2)
  trace.lap('resolve')
  trace.lap('admit')
  pass(5)
  expect(trace.serverTiming()).toBe('resolve;dur=2, admit;dur=0, total;dur=7')
})

it('adds up what a phase took each time, and tells the attempts where there were more than one', () => {
  const { trace, pass } = traced()
  for (const milliseconds of [100, 50]) {
    trace.attempts += 1
    pass(milliseconds)
    trace.lap('provider')
    pass(7)
    trace.lap('wait')
  }
  expect(trace.serverTiming()).toBe('provider;dur=150, wait;dur=14, attempts;desc="2", total;dur=164')
})

it('answers the time at each lap, and how long it has been', () => {
  const { trace, pass } = traced()
  pass(30)
  expect(trace.lap('admit')).toBe(1_030)
  pass(5)
  expect(trace.elapsed()).toBe(35)
})
