import { boolean, closed, list, number, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, badRequest, checkedBody, checkedQuery, headersOf, refused } from './answers.ts'
import {
  accounts,
  clock,
  isTimestamp,
  party,
  ratedPackages,
  specialInstructions,
  timestampFault,
  unitOfMeasurement,
  valueAddedServices,
} from './parts.ts'
import { newPickup, pickups } from './pickup-records.ts'

const customerDetails = closed(
  { shipperDetails: party },
  { receiverDetails: party, bookingRequestorDetails: party, pickupDetails: party },
)

const shipmentDetails = list(
  closed(
    { productCode: text(6, 1), isCustomsDeclarable: boolean, unitOfMeasurement, packages: ratedPackages },
    {
      localProductCode: text(3, 1),
      accounts,
      valueAddedServices,
      declaredValue: number(0),
      declaredValueCurrency: text(3, 3),
      shipmentTrackingNumber: text(),
    },
  ),
  1,
  999,
)

const optional = {
  closeTime: clock,
  location: text(80),
  locationType: oneOf('business', 'residence'),
  specialInstructions,
  remark: text(),
}

const bookRequest = closed(
  { plannedPickupDateAndTime: text(29, 1), accounts, customerDetails, shipmentDetails },
  optional,
)

const changeRequest = closed(
  {
    dispatchConfirmationNumber: text(20, 15),
    originalShipperAccountNumber: text(12, 1),
    plannedPickupDateAndTime: text(29, 1),
    accounts,
    customerDetails,
  },
  { ...optional, shipmentDetails },
)

const cancelQuery = closed({ requestorName: text(undefined, 1), reason: text(undefined, 1) })

/** `POST /pickups`: https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function bookPickup(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, bookRequest)
  if (request instanceof Response) return request
  const planned = textAt(request, 'plannedPickupDateAndTime')
  const fault = timeFault(exchange, planned, textAt(request, 'closeTime'))
  if (fault !== undefined) return fault
  const id = newPickup(exchange, state, textAt(request, 'accounts', 0, 'number'), planned.slice(0, 10))
  return answered(
    exchange,
    { dispatchConfirmationNumbers: [id], readyByTime: planned.slice(11, 16), nextPickupDate: planned.slice(0, 10) },
    201,
  )
}

/** `PATCH /pickups/{dispatchConfirmationNumber}` */
export function changePickup(exchange: Exchange, state: State, id: string): Response {
  const request = checkedBody(exchange, changeRequest)
  if (request instanceof Response) return request
  const planned = textAt(request, 'plannedPickupDateAndTime')
  const fault = timeFault(exchange, planned, textAt(request, 'closeTime'))
  if (fault !== undefined) return fault
  const record = pickups(state).find(id)
  if (record === undefined) return notFound(exchange, ' Requested Pickup was not found')
  if (textAt(request, 'dispatchConfirmationNumber') !== id) {
    return badRequest(exchange, 'The dispatch confirmation number of the path is not the one of the body.')
  }
  if (record.account !== '' && record.account !== textAt(request, 'originalShipperAccountNumber')) {
    return badRequest(
      exchange,
      '5556: The Original Shipper Account Number must match with the Shipper Account Number used previously to create/update successful pickup request. Please check the Original Shipper Account Number and retry.',
    )
  }
  pickups(state).save({ ...record, date: planned.slice(0, 10) })
  return answered(exchange, {
    dispatchConfirmationNumber: id,
    readyByTime: planned.slice(11, 16),
    nextPickupDate: planned.slice(0, 10),
  })
}

/** `DELETE /pickups/{dispatchConfirmationNumber}`, answered without a body. */
export function cancelPickup(exchange: Exchange, state: State, id: string): Response {
  const query = checkedQuery(exchange, cancelQuery)
  if (query instanceof Response) return query
  if (pickups(state).find(id) === undefined) {
    return notFound(exchange, 'Cancellation of booking was not successful. Requested Pickup was not found')
  }
  pickups(state).remove(id)
  return new Response(null, { status: 200, headers: headersOf(exchange) })
}

function notFound(exchange: Exchange, detail: string): Response {
  return refused(exchange, 404, 'Pickup not found', undefined, detail)
}

function timeFault(exchange: Exchange, planned: string, closeTime: string): Response | undefined {
  if (!isTimestamp(planned)) return badRequest(exchange, timestampFault)
  if (closeTime === '' || planned.slice(11, 16) < closeTime) return undefined
  return badRequest(exchange, 'The pickup must be ready before the location closes.')
}
