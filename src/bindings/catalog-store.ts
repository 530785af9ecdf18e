import type { CatalogStore } from '../catalog/cached-catalog.ts'
import { parts, reach } from './reach.ts'

/** The cache of the catalog; whoever reads it does without where it is away. */
export function catalogStore(store: KVNamespace): CatalogStore {
  return {
    get: (key, type) => reach(parts.catalog, () => store.get(key, type)),
    put: (key, value, options) => reach(parts.catalog, () => store.put(key, value, options)),
  }
}
