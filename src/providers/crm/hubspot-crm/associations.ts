import type { HubSpotRecord } from './objects.ts'

/**
 * Types that HubSpot defines, each from one object to another and without a label:
 * https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide
 */
const associationTypes = {
  contactToCompany: 279,
  dealToCompany: 341,
  dealToContact: 3,
  noteToContact: 202,
  noteToCompany: 190,
  noteToDeal: 214,
} as const

export function association(type: keyof typeof associationTypes, id: string) {
  return {
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: associationTypes[type] }],
  }
}

/** The first associated record; the primary one comes twice, and only as such with a type that isn't `…_unlabeled`. */
export function associatedId({ associations }: HubSpotRecord, object: 'companies' | 'contacts'): string | null {
  const results = associations?.[object]?.results ?? []
  const chosen = results.find(({ type }) => type?.endsWith('_unlabeled') === false) ?? results[0]
  return chosen?.id ?? null
}
