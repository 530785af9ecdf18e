import { type Path, path, under } from '../../../kit/path.ts'
import type { Config } from './config.ts'

/** https://developer.adobe.com/commerce/webapi/get-started/gs-web-api-request/ */
export function v1({ storeCode }: Config, rest: Path): Path {
  return under(path`/rest/${storeCode}/V1`, rest)
}
