import { describe, expect, it } from 'vitest'
import { pathsOf } from '../../../src/routes/route.ts'

describe('the paths of a route', () => {
  it.each([
    ['/shutdown/:id', ['/shutdown/:id']],
    ['/active/:type?', ['/active/:type', '/active']],
    ['/get-config/:type?/:configId?', ['/get-config/:type/:configId', '/get-config/:type', '/get-config']],
    ['/', ['/']],
    ['/:id?', ['/:id', '/']],
  ])('%s are %j, the longest first', (path, paths) => {
    expect(pathsOf(path)).toEqual(paths)
  })
})
