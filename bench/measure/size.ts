import { gzipSync } from 'node:zlib'
import { table, whole } from '../table.ts'
import type { Modules } from './startup.ts'

/** Bytes of the modules, without the source maps, which a deployment uploads beside them. */
export function measureSize({ bare, upstream }: Modules): string {
  const row = (name: string, script: string) => {
    const code = withoutSourceMap(script)
    return [name, whole(Buffer.byteLength(code)), whole(gzipSync(code).length)]
  }
  return table(['bundle', 'bytes', 'gzip'], [row('bare', bare), row('Upstream', upstream)])
}

export function withoutSourceMap(script: string): string {
  return script.replace(/\/\/# sourceMappingURL=\S+\s*$/, '')
}
