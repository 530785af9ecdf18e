import { UpstreamError } from '../errors/upstream-error.ts'

/** Cursors are opaque to callers: the place of the last row of a page, in base64url. */
export function cursorOf(at: number, id: string): string {
  return btoa(`${at} ${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A place: a time in milliseconds since 1970, and the id of the row. */
export function parseCursor(cursor: string): { at: number; id: string } {
  const match = /^(\d{1,15}) ([A-Za-z0-9_-]{1,64})$/.exec(decode(cursor))
  const [, time, id] = match ?? []
  if (time === undefined || id === undefined) throw invalidCursor()
  return { at: Number(time), id }
}

export function invalidCursor(): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: 'The cursor is none that a list has answered.',
    suggestion: 'Send `nextCursor` of the page before, as it is.',
    issues: [{ path: 'query.cursor', message: 'Not a cursor' }],
  })
}

function decode(cursor: string): string {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
