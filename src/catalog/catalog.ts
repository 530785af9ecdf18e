import type { Provider } from '../kit/provider.ts'
import type { IntegrationType } from '../providers/types.ts'

/** The type catalog as it is kept: without the host that a request came by. */
export interface Catalog {
  readonly types: readonly CatalogType[]
}

export interface CatalogType {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly providers: readonly CatalogProvider[]
}

export interface CatalogProvider {
  readonly id: string
  readonly name: string
  readonly description: string
  /** A path on the gateway's own host. */
  readonly icon: string
}

export function buildCatalog(types: readonly IntegrationType[], providers: readonly Provider[]): Catalog {
  return {
    types: types.map((type) => ({
      ...type,
      providers: providers
        .filter((provider) => provider.type === type.id)
        .map(({ id, name, description }) => ({ id, name, description, icon: `/upstream/icons/${id}.svg` })),
    })),
  }
}

/** The catalog as an answer: icons become URLs of the host that the request came by. */
export function catalogAnswer(catalog: Catalog, type: string | undefined, origin: string): Catalog {
  return {
    types: catalog.types
      .filter((candidate) => type === undefined || candidate.id === type)
      .map((entry) => ({
        ...entry,
        providers: entry.providers.map((provider) => ({ ...provider, icon: origin + provider.icon })),
      })),
  }
}
