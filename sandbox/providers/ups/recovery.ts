import { json } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fault, refusal, succeeded, wrapped } from './answers.ts'
import { htmlLabel, label } from './labels.ts'
import { account } from './parts.ts'
import { group, matching, missing, oneOf, optional, required, text, textAt } from './shape.ts'
import { findShipment, shipments } from './shipments.ts'

const recoveryRequest = group({
  Request: required(group({ TransactionReference: optional(group({ CustomerContext: optional(text(512)) })) })),
  LabelSpecification: optional(
    group({
      HTTPUserAgent: optional(text(64)),
      LabelImageFormat: optional(group({ Code: required(oneOf('GIF', 'PDF', 'ZPL', 'EPL', 'SPL')) })),
      LabelStockSize: optional(group({ Height: required(text(3)), Width: required(text(3)) })),
    }),
  ),
  Translate: optional(
    group({
      LanguageCode: required(text(3, 2)),
      DialectCode: required(oneOf('CA', 'GB', 'US', '97')),
      Code: required(oneOf('01')),
    }),
  ),
  TrackingNumber: optional(text(18)),
  ReferenceValues: optional(
    group({ ReferenceNumber: required(group({ Value: required(text(35)) })), ShipperNumber: required(account) }),
  ),
  Locale: optional(matching(/^[a-z]{2}_[A-Z]{2}$/)),
})

/** `POST /labels/v1/recovery`: by tracking number, or by a reference number with the account. */
export function recoverLabel(exchange: Exchange, state: State): Response {
  const request = wrapped(exchange, 'LabelRecoveryRequest', recoveryRequest)
  if (request instanceof Response) return request
  const number = textAt(request, 'TrackingNumber')
  const reference = textAt(request, 'ReferenceValues', 'ReferenceNumber', 'Value')
  if (number === '' && reference === '') return refusal(400, missing('LabelRecoveryRequest/TrackingNumber'))

  const record =
    number === ''
      ? shipments(state)
          .all()
          .find(({ references }) => references.includes(reference))
      : findShipment(state, number)
  if (record === undefined || record.isVoided) {
    return refusal(400, fault('300022', 'No shipment found for the given tracking number'))
  }
  const format = textAt(request, 'LabelSpecification', 'LabelImageFormat', 'Code') || 'GIF'
  const wanted = record.packages.filter((parcel) => number === '' || parcel.trackingNumber === number)
  return json({
    LabelRecoveryResponse: {
      Response: succeeded(request),
      ShipmentIdentificationNumber: record.id,
      LabelResults: wanted.map((parcel) => ({
        TrackingNumber: parcel.trackingNumber,
        LabelImage: {
          LabelImageFormat: { Code: format },
          GraphicImage: label(format, parcel.trackingNumber),
          ...(format === 'GIF' ? { HTMLImage: htmlLabel(parcel.trackingNumber) } : {}),
        },
      })),
    },
  })
}
