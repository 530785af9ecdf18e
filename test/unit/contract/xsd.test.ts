import { describe, expect, it } from 'vitest'
import { checkXmlSchema } from '../../../scripts/contract/xsd/check.ts'
import { readXmlSchema } from '../../../scripts/contract/xsd/schema.ts'
import { readXml } from '../../../scripts/contract/xsd/xml.ts'

const schema = readXmlSchema(`<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="t">
  <!-- a comment with <markup> -->
  <xs:simpleType name="kind">
    <xs:restriction base="xs:string"><xs:enumeration value="card"/><xs:enumeration value="bank"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="code">
    <xs:restriction base="xs:string"><xs:maxLength value="3"/><xs:pattern value="[A-Z]+"/></xs:restriction>
  </xs:simpleType>
  <xs:complexType name="base">
    <xs:sequence><xs:element name="key" type="xs:string"/></xs:sequence>
  </xs:complexType>
  <xs:complexType name="lines">
    <xs:sequence><xs:element name="line" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  </xs:complexType>
  <xs:element name="payRequest">
    <xs:complexType><xs:complexContent><xs:extension base="t:base"><xs:sequence>
      <xs:element name="amount" type="xs:decimal"/>
      <xs:element name="kind" type="t:kind" minOccurs="0"/>
      <xs:choice><xs:element name="card" type="t:code"/><xs:element name="account" type="xs:string"/></xs:choice>
      <xs:element name="lines" type="t:lines" minOccurs="0"/>
    </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  </xs:element>
  <xs:element name="payResponse">
    <xs:complexType><xs:sequence>
      <xs:element name="status" type="xs:int"/>
      <xs:element name="lines" type="t:lines"/>
    </xs:sequence></xs:complexType>
  </xs:element>
</xs:schema>`)

function problemsOf(body: unknown, answer?: unknown, method = 'POST'): readonly string[] {
  const text = JSON.stringify(body)
  const request = { method, path: '/', query: {}, headers: {}, body: { contentType: 'application/json', text } }
  return checkXmlSchema(schema, request, answer).problems.map(({ path, message }) => `${path}: ${message}`)
}

describe('checkXmlSchema', () => {
  it('accepts what is whole and in order', () => {
    expect(
      problemsOf({ payRequest: { key: 'k', amount: '1.00', kind: 'card', card: 'ABC', lines: { line: [1, 2] } } }),
    ).toEqual([])
    expect(problemsOf({ payRequest: { key: 'k', amount: 1, account: 'a' } })).toEqual([])
  })

  it.each([
    [{ refundRequest: {} }, 'body.refundRequest: is not described'],
    [{ payRequest: {}, more: 1 }, 'body: must be an object with one field'],
    [{ payRequest: { key: 'k' } }, 'body.payRequest.amount: is required'],
    [{ payRequest: { amount: 1, key: 'k' } }, 'body.payRequest.key: must stand before amount'],
    [{ payRequest: { key: 'k', amount: 1, card: 'A', kind: 'card' } }, 'body.payRequest.kind: must stand before card'],
    [{ payRequest: { key: 'k', amount: 1, tip: 2 } }, 'body.payRequest.tip: is not described'],
    [{ payRequest: { key: 'k', amount: 'one' } }, 'body.payRequest.amount: is "one", is not of type decimal'],
    [
      { payRequest: { key: 'k', amount: 1, kind: 'cash' } },
      'body.payRequest.kind: is "cash", must be one of card, bank',
    ],
    [{ payRequest: { key: 'k', amount: 1, card: 'ABCD' } }, 'body.payRequest.card: is "ABCD", breaks maxLength 3'],
    [{ payRequest: { key: 'k', amount: 1, card: 'abc' } }, 'body.payRequest.card: is "abc", breaks pattern [A-Z]+'],
    [{ payRequest: { key: 'k', amount: [1, 2] } }, 'body.payRequest.amount: must not be a list'],
    [{ payRequest: { key: 'k', amount: 1, lines: [1] } }, 'body.payRequest.lines: must not be a list'],
    [{ payRequest: { key: 'k', amount: { value: 1 } } }, 'body.payRequest.amount: must be text, a number or a boolean'],
    [{ payRequest: 'all' }, 'body.payRequest: must be an object'],
  ])('refuses %j', (body, problem) => {
    expect(problemsOf(body)).toEqual([problem])
  })

  it('refuses another method', () => {
    expect(problemsOf({}, undefined, 'GET')).toEqual(['method: is GET, must be POST'])
  })

  it('checks the answer as far as it goes, lists without their wrapper', () => {
    const request = { payRequest: { key: 'k', amount: 1 } }
    expect(problemsOf(request, { lines: [1, 2], status: 1 })).toEqual([])
    expect(problemsOf(request, { status: 'ok', state: 1 })).toEqual([
      'response.status: is "ok", is not of type int',
      'response.state: is not described',
    ])
    expect(problemsOf(request, { lines: ['x'] })).toEqual(['response.lines[0]: is "x", is not of type int'])
  })
})

describe('readXml', () => {
  it.each(['<a><b></a></b>', '<a/><b/>', '<a', '<a><?x?></b>', '<a>1 < 2</a>'])('refuses %s', (text) => {
    expect(() => readXml(text)).toThrow('XML')
  })

  it('reads attributes and entities', () => {
    expect(readXml(`<a b="1 &lt; 2" c='3'/>`).attributes).toEqual(
      new Map([
        ['b', '1 < 2'],
        ['c', '3'],
      ]),
    )
  })
})
