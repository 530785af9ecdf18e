import { type Path, path, under } from '../../../kit/path.ts'
import type { Config } from './config.ts'

/** The current API: catalog, customers, inventory. */
export function v3({ storeHash }: Config, rest: Path): Path {
  return under(path`/stores/${storeHash}/v3`, rest)
}

/** What has no successor yet: orders and the store itself. */
export function v2({ storeHash }: Config, rest: Path): Path {
  return under(path`/stores/${storeHash}/v2`, rest)
}
