import { describe, expect, it } from 'vitest'
import { chooseAccount } from '../../../src/kit/account-choice.ts'
import { AccountRefused } from '../../../src/kit/connect.ts'

const accounts = [{ id: 'one', name: 'One Ltd' }, { id: 'two' }]

describe('the account of an integration', () => {
  it('is the configured one, where it is among those of the user', () => {
    expect(chooseAccount(accounts, 'two', 'Wave business')).toEqual({ id: 'two' })
  })

  it('is the first, where none is configured', () => {
    expect(chooseAccount(accounts, undefined, 'Wave business')).toEqual({ id: 'one', name: 'One Ltd' })
  })

  it('is never another than the configured one', () => {
    expect(() => chooseAccount(accounts, 'three', 'Wave business')).toThrow(
      new AccountRefused("The Wave business three isn't one of the user who has consented."),
    )
  })

  it('must be there', () => {
    expect(() => chooseAccount([], undefined, 'Wave business')).toThrow(
      new AccountRefused('The user who has consented has no Wave business.'),
    )
  })
})
