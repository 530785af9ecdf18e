import * as z from 'zod'
import { numberCursor, once, pageInput } from './contract.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'

/**
 * What a list takes that its provider only answers whole: each page is cut out of an answer asked for anew. A cursor is the
 * number of items before the page.
 */
export const wholeListInput = once(() => ({
  ...pageInput(),
  cursor: numberCursor(),
}))

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Options {
  /** True where the provider leaves an empty list out, or then answers nothing at all. */
  readonly absentWhenEmpty?: boolean
}

/**
 * How such an operation reads its answer, whose list is the field `list`. A page has its part of that list, and all else as
 * it was; a page that is the whole list is the very answer, so that its text can be handed on unparsed.
 */
export function pagesOf(list: string, { absentWhenEmpty = false }: Options = {}) {
  const itemsOf = (answer: JsonObject | null) => listOrNone(answer?.[list] ?? (absentWhenEmpty ? [] : undefined))
  const isAnswer = (answer: unknown) => isParsed(answer) && itemsOf(answer) !== undefined
  return {
    answer: () => z.custom<JsonObject | null>(isAnswer, { path: [list], message: 'not the list that is documented' }),
    result: (answer: JsonObject | null, page: Page): JsonObject | null => {
      const items = itemsOf(answer) ?? []
      const { start, end } = bounds(page)
      if (start === 0 && items.length <= end) return answer
      return { ...answer, [list]: items.slice(start, end) }
    },
    next: (answer: JsonObject | null, page: Page): string | undefined => {
      const { end } = bounds(page)
      return end < (itemsOf(answer) ?? []).length ? String(end) : undefined
    },
  }
}

function bounds({ limit, cursor }: Page) {
  const start = cursor === undefined ? 0 : Number(cursor)
  return { start, end: start + limit }
}

/** An answer was parsed from JSON, so that an object in it is one of JSON. */
function isParsed(answer: unknown): answer is JsonObject | null {
  return answer === null || isJsonObject(answer)
}

function listOrNone(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return isList(value) ? value : undefined
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
