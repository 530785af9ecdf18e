import { describe, expect, it } from 'vitest'
import { AnswerTooLong, isText, longestText, readText } from '../../../src/call/body.ts'

const stream = (...lengths: number[]) =>
  new ReadableStream({
    type: 'bytes',
    start(controller) {
      for (const length of lengths) controller.enqueue(new Uint8Array(length).fill(0x61))
      controller.close()
    },
  })

describe('an answer', () => {
  it.each([
    [null, true],
    ['application/json', true],
    ['application/problem+json; charset=utf-8', true],
    ['text/html', true],
    ['application/xml', true],
    ['Application/JSON', true],
    ['application/pdf', false],
    ['image/png', false],
    ['application/octet-stream', false],
    ['application/zip', false],
    ['', false],
  ])('of type %j is text: %s', (contentType, expected) => {
    expect(isText(contentType)).toBe(expected)
  })

  it('is read whole', async () => {
    expect(await readText(new Response('grüße'))).toBe('grüße')
    expect(await readText(new Response(null))).toBe('')
    expect(await readText(new Response(stream(3, 4)))).toBe('aaaaaaa')
    for (const lengths of [[16_384], [16_384, 1], [10_000, 50_000, 200_000]]) {
      const whole = 'a'.repeat(lengths.reduce((sum, length) => sum + length))
      expect(await readText(new Response(stream(...lengths)))).toBe(whole)
    }
    expect(await readText(new Response('abc', { headers: { 'Content-Length': '3' } }))).toBe('abc')
  })

  it('is given up as soon as it is known to be too long', async () => {
    const announced = new Response('', { headers: { 'Content-Length': String(longestText + 1) } })
    await expect(readText(announced)).rejects.toThrow(AnswerTooLong)
    await expect(readText(new Response(stream(longestText, 1)))).rejects.toThrow(AnswerTooLong)
    const lying = new Response(stream(longestText, 1), {
      headers: { 'Content-Length': '3', 'Content-Encoding': 'gzip' },
    })
    await expect(readText(lying)).rejects.toThrow(AnswerTooLong)
  })
})
