import { describe, expect, it } from 'vitest'
import { convertSchema, type Direction } from '../../../scripts/contract/openapi/convert.ts'

function convert(schema: unknown, direction: Direction = 'request') {
  return convertSchema(schema, { direction, link: (reference) => `id:${reference}`, resolve: () => undefined })
}

describe('convertSchema', () => {
  it('says nullable in the words of JSON Schema', () => {
    expect(convert({ type: 'string', nullable: true, enum: ['a'] })).toEqual({
      if: { type: 'null' },
      else: { type: 'string', enum: ['a'] },
    })
    expect(convert({ $ref: '#/a', 'x-nullable': true })).toEqual({
      if: { type: 'null' },
      else: { allOf: [{ $ref: 'id:#/a' }] },
    })
  })

  it('keeps the types of version 3.1 and drops what is no type', () => {
    expect(convert({ type: ['string', 'null'] })).toEqual({ type: ['string', 'null'] })
    expect(convert({ type: 'file' })).toEqual({})
  })

  it('turns boolean bounds into numbers', () => {
    expect(convert({ type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 9 })).toEqual({
      type: 'number',
      exclusiveMinimum: 1,
      maximum: 9,
    })
    expect(convert({ exclusiveMaximum: 5 })).toEqual({ exclusiveMaximum: 5 })
  })

  it('does not ask a request for what is only answered, nor an answer for anything', () => {
    const schema = { required: ['a', 'b'], properties: { a: { readOnly: true }, b: { maxLength: 3 } } }
    expect(convert(schema)).toEqual({ required: ['b'], properties: { a: {}, b: { maxLength: 3 } } })
    expect(convert(schema, 'response')).toEqual({ properties: { a: {}, b: {} } })
  })

  it('fixes the field that tells alternatives apart', () => {
    const schema = {
      oneOf: [{ $ref: '#/Cat' }, { $ref: '#/Dog' }],
      discriminator: { propertyName: 'kind', mapping: { cat: '#/Cat', dog: '#/Dog', hound: '#/Dog' } },
    }
    const branch = (reference: string, values: readonly string[]) => ({
      allOf: [{ allOf: [{ $ref: reference }] }, { properties: { kind: { enum: values } }, required: ['kind'] }],
    })
    expect(convert(schema)).toEqual({
      allOf: [{ anyOf: [branch('id:#/Cat', ['cat']), branch('id:#/Dog', ['dog', 'hound'])] }],
    })
  })
})
