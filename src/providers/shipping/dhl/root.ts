import { type Path, path, under } from '../../../kit/path.ts'

/** Both environments listen on one host; the test environment has a root of its own. */
export function mydhl({ environment }: { readonly environment: 'test' | 'live' }, rest: Path): Path {
  return under(environment === 'live' ? path`/mydhlapi` : path`/mydhlapi/test`, rest)
}
