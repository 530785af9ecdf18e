import {
  anything,
  boolean,
  closed,
  currency,
  list,
  type Members,
  matching,
  type Shape,
  text,
} from '../../../json-shape.ts'

/** What requests may carry. Source: Finance.xsd and IntuitBaseTypes.xsd of the QuickBooks V3 SDK. */

export const id = matching(/^-?\d+$/)

/** A reference: `{"value": "58", "name": "…"}`. */
export const reference = closed({ value: text(100, 1) }, { name: text(), type: text() })

export const currencyReference = closed({ value: currency }, { name: text() })

export const email = closed(
  {},
  { Id: id, Address: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/), Default: boolean, Tag: text() },
)

export const phone = closed(
  {},
  {
    Id: id,
    DeviceType: text(),
    CountryCode: text(),
    AreaCode: text(),
    ExchangeCode: text(),
    Extension: text(),
    FreeFormNumber: text(30),
    Default: boolean,
    Tag: text(),
  },
)

export const website = closed({}, { Id: id, URI: text(1000), Default: boolean, Tag: text() })

export const address = closed(
  {},
  {
    Id: id,
    ...allText('Line1', 'Line2', 'Line3', 'Line4', 'Line5', 'City', 'Country', 'CountryCode', 'County'),
    ...allText('CountrySubDivisionCode', 'PostalCode', 'PostalCodeSuffix', 'Lat', 'Long', 'Tag', 'Note'),
  },
)

export const common: Members = {
  Id: id,
  SyncToken: matching(/^\d+$/),
  MetaData: anything,
  CustomField: list(anything),
  AttachableRef: list(anything),
  sparse: boolean,
  domain: text(),
}

/** What changes one entity without describing it: void, delete. */
export const handle = closed({ Id: id, SyncToken: matching(/^\d+$/) }, { sparse: boolean, domain: text() })

/** The shape with nothing required but what tells which entity is meant: a sparse update. */
export function sparse(shape: Shape): Shape {
  if (shape.kind !== 'group') return shape
  const { Id = id, SyncToken = anything, ...others } = { ...shape.optional, ...shape.required }
  return closed({ Id, SyncToken }, others)
}

export function all(shape: Shape, ...names: readonly string[]): Members {
  return Object.fromEntries(names.map((member) => [member, shape]))
}

export function allText(...names: readonly string[]): Members {
  return all(text(), ...names)
}
