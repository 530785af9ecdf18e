import { describe, expect, it } from 'vitest'
import { all, basic, bearer, clientCredentials, either, headerKey, jwtBearer } from '../../../src/kit/auth.ts'
import { chooseAuth, fieldsOfAuth, lackingFields } from '../../../src/kit/auth-choice.ts'
import { path } from '../../../src/kit/path.ts'

const secret = clientCredentials({
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  tokenPath: path`/token`,
  clientAuthentication: 'form',
  defaultLife: 900,
})
const assertion = jwtBearer({
  issuer: 'clientId',
  subject: 'username',
  privateKey: 'privateKey',
  audience: () => 'https://login.example.com',
  assertionLife: 120,
  tokenPath: path`/token`,
  defaultLife: 900,
})
const both = either(secret, assertion)
const having =
  (...fields: readonly string[]) =>
  (field: string) =>
    fields.includes(field)

describe('of several ways to sign', () => {
  it('the one is taken whose fields are all there, the first of them', () => {
    expect(chooseAuth(both, having('clientId', 'username', 'privateKey'))).toBe(assertion)
    expect(chooseAuth(both, having('clientId', 'clientSecret'))).toBe(secret)
    expect(chooseAuth(both, having('clientId', 'clientSecret', 'username', 'privateKey'))).toBe(secret)
  })

  it('nothing is lacking where one is whole', () => {
    expect(lackingFields(both, having('clientId', 'clientSecret'))).toEqual([])
    expect(lackingFields(both, having('clientId', 'username', 'privateKey', 'other'))).toEqual([])
  })

  it('the one is meant of which most is there', () => {
    expect(lackingFields(both, having('clientId'))).toEqual(['clientSecret'])
    expect(lackingFields(both, having('clientId', 'privateKey'))).toEqual(['username'])
    expect(lackingFields(both, having('username'))).toEqual(['clientId', 'privateKey'])
    expect(lackingFields(both, having())).toEqual(['clientId', 'clientSecret'])
  })
})

describe('the only way to sign', () => {
  it('is taken, whatever is there', () => {
    expect(chooseAuth(secret, having())).toBe(secret)
  })

  it('lacks what is not there', () => {
    expect(lackingFields(bearer('apiKey'), having())).toEqual(['apiKey'])
    expect(lackingFields(all(headerKey('x-api-key', 'key'), bearer('token')), having('key'))).toEqual(['token'])
  })

  it('needs no field for what is sent as it stands', () => {
    expect(fieldsOfAuth(basic({ field: 'apiKey' }, { literal: '' }))).toEqual(['apiKey'])
  })
})
