import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The text of a description, unpacked where it is kept as `.gz`; undefined where `directory` doesn't have it. */
export function loadText(directory: string, file: string): string | undefined {
  const path = join(directory, file)
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

export function loadJson(directory: string, file: string): unknown {
  const text = loadText(directory, file)
  return text === undefined ? undefined : JSON.parse(text)
}
