import { listAt, type Shape, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, checked, type FedexError, missingOrInvalid, refused } from './answers.ts'
import { accountMismatch, invalidCombination, parcelsOf } from './rates.ts'
import { type Service, servicesFor } from './services.ts'
import { transactionShipment } from './ship-answer.ts'
import { cancelRequest, shipRequest, validateRequest } from './ship-requests.ts'
import { findShipment, type Place, type ShipmentRecord, shipments, trackingNumber } from './shipments.ts'

/** `POST /ship/v1/shipments`: https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html */
export function ship(exchange: Exchange, state: State): Response {
  const accepted = acceptShipment(exchange, shipRequest)
  if (accepted instanceof Response) return accepted
  const { request, service } = accepted
  const shipment = valueAt(request, 'requestedShipment')
  const parcels = parcelsOf(shipment)
  const numbers = parcels.map(() => trackingNumber(exchange.randomId(8)))
  const record: ShipmentRecord = {
    id: numbers[0] ?? '',
    account: textAt(request, 'accountNumber', 'value'),
    trackingNumbers: numbers,
    serviceType: service.type,
    packagingType: textAt(shipment, 'packagingType'),
    pounds: parcels.reduce((all, pounds) => all + pounds, 0),
    origin: placeOf(valueAt(shipment, 'shipper', 'address')),
    destination: placeOf(valueAt(shipment, 'recipients', 0, 'address')),
    references: listAt(shipment, 'requestedPackageLineItems').flatMap((item) =>
      listAt(item, 'customerReferences').map((reference) => ({
        type: textAt(reference, 'customerReferenceType'),
        value: textAt(reference, 'value'),
      })),
    ),
    isCancelled: false,
    createdAt: exchange.now.toISOString(),
  }
  shipments(state).save(record)
  return answered(exchange, { transactionShipments: [transactionShipment(exchange, request, service, record)] })
}

/** `POST /ship/v1/shipments/packages/validate` */
export function validateShipment(exchange: Exchange): Response {
  const accepted = acceptShipment(exchange, validateRequest)
  if (accepted instanceof Response) return accepted
  return answered(exchange, {
    alerts: [
      {
        code: 'SHIPMENT.VALIDATION.SUCCESS',
        alertType: 'NOTE',
        message: 'Shipment validated successfully. No errors found.',
      },
    ],
  })
}

/** `PUT /ship/v1/shipments/cancel` */
export function cancelShipment(exchange: Exchange, state: State): Response {
  const request = checked(exchange, cancelRequest)
  if (request instanceof Response) return request
  const record = findShipment(state, textAt(request, 'trackingNumber'))
  if (record === undefined) {
    return refused(exchange, 400, {
      code: 'TRACKINGNUMBER.ENTERED.INVALID',
      message: 'Error with entered Tracking Number. Please verify the entered Tracking Number.',
    })
  }
  if (record.account !== '' && record.account !== textAt(request, 'accountNumber', 'value')) {
    return refused(exchange, 400, {
      code: 'SHIPMENT.USER.UNAUTHORIZED',
      message: 'Requested user is not authorized to perform the operation.',
    })
  }
  shipments(state).save({ ...record, isCancelled: true })
  return answered(exchange, {
    cancelledShipment: !record.isCancelled,
    cancelledHistory: true,
    message: record.isCancelled ? 'Shipment was already cancelled' : 'Shipment is successfully cancelled',
  })
}

/** The request with the service that it asks for; or the refusal. */
function acceptShipment(exchange: Exchange, shape: Shape): Response | { request: unknown; service: Service } {
  const request = checked(exchange, shape)
  if (request instanceof Response) return request
  const faults = conditionalFaults(request)
  if (faults.length > 0) return refused(exchange, 400, ...faults)
  const shipment = valueAt(request, 'requestedShipment')
  const [from, to] = countriesOf(shipment)
  const [service] = servicesFor(from, to, textAt(shipment, 'serviceType') || 'NONE')
  return service === undefined ? refused(exchange, 400, invalidCombination) : { request, service }
}

/** What the description asks for in words. */
function conditionalFaults(request: unknown): FedexError[] {
  const errors: FedexError[] = []
  const number = textAt(request, 'accountNumber', 'value')
  if (valueAt(request, 'accountNumber') !== undefined && !/^\d{9}$/.test(number)) {
    errors.push({
      code: 'ACCOUNTNUMBER.REGISTRATION.REQUIRED',
      message: 'Please enter a valid 9-digit FedEx account number or register for a new FedEx account number.',
    })
  }
  const shipment = valueAt(request, 'requestedShipment')
  const parties = [
    ['shipper', valueAt(shipment, 'shipper')],
    ['recipients[0]', valueAt(shipment, 'recipients', 0)],
  ] as const
  for (const [name, who] of parties) {
    const key = `requestedShipment.${name}`
    if (textAt(who, 'contact', 'personName') === '' && textAt(who, 'contact', 'companyName') === '') {
      errors.push(missingOrInvalid(`${key}.contact.personName`))
    }
    const phone = textAt(who, 'contact', 'phoneNumber')
    if (phone === '') errors.push(missingOrInvalid(`${key}.contact.phoneNumber`))
    const isNorthAmerican = ['US', 'CA', 'PR'].includes(textAt(who, 'address', 'countryCode'))
    for (const part of isNorthAmerican ? ['stateOrProvinceCode', 'postalCode'] : []) {
      if (textAt(who, 'address', part) === '') errors.push(missingOrInvalid(`${key}.address.${part}`))
    }
  }
  const payer = textAt(shipment, 'shippingChargesPayment', 'payor', 'responsibleParty', 'accountNumber', 'value')
  const paymentType = textAt(shipment, 'shippingChargesPayment', 'paymentType')
  if (paymentType === 'SENDER' && payer !== '' && number !== '' && payer !== number) errors.push(accountMismatch)
  if (paymentType === 'THIRD_PARTY' && payer === '') {
    errors.push(missingOrInvalid('requestedShipment.shippingChargesPayment.payor'))
  }
  const [from, to] = countriesOf(shipment)
  if (from !== to && valueAt(shipment, 'customsClearanceDetail') === undefined) {
    errors.push(missingOrInvalid('requestedShipment.customsClearanceDetail'))
  }
  return errors
}

function countriesOf(shipment: unknown): [string, string] {
  return [
    textAt(shipment, 'shipper', 'address', 'countryCode'),
    textAt(shipment, 'recipients', 0, 'address', 'countryCode'),
  ]
}

function placeOf(address: unknown): Place {
  return {
    city: textAt(address, 'city').toUpperCase(),
    stateOrProvinceCode: textAt(address, 'stateOrProvinceCode'),
    postalCode: textAt(address, 'postalCode'),
    countryCode: textAt(address, 'countryCode'),
    residential: valueAt(address, 'residential') === true,
  }
}
