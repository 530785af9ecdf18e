import type { Exchange, State } from './provider.ts'

/** Answers one operation; `parameter` is the segment of the path that the route leaves open, or empty. */
export type Play = (exchange: Exchange, state: State, parameter: string) => Response

/** A method and a path without its leading slash, `GET v2/labels/*`; `*` is one segment. */
export type Routes = readonly (readonly [route: string, play: Play])[]

/** The first route of a request, as what is left to call. */
export function findRoute(
  routes: Routes,
  { method }: Exchange,
  segments: readonly string[],
): ((exchange: Exchange, state: State) => Response) | undefined {
  for (const [route, play] of routes) {
    const [verb = '', path = ''] = route.split(' ')
    const pattern = path.split('/')
    const isMatch =
      verb === method &&
      pattern.length === segments.length &&
      pattern.every((part, index) => part === '*' || part === segments[index])
    const parameter = segments[pattern.indexOf('*')] ?? ''
    if (isMatch) return (exchange, state) => play(exchange, state, parameter)
  }
  return undefined
}
