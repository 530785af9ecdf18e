import { dateOf, isoDay, weekday } from '../../calendar.ts'
import {
  anything,
  boolean,
  currency,
  group,
  list,
  listAt,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, checked, refused } from './answers.ts'
import { account, address, commodity, packageMembers, packagingType, payment, pickupType, weight } from './parts.ts'
import { amount, arrivalOf, daysInWords, priceOf, type Service, servicesFor } from './services.ts'

const place = group({ address })

const quoteRequest = group(
  {
    accountNumber: account,
    requestedShipment: group(
      {
        shipper: place,
        recipient: place,
        pickupType,
        requestedPackageLineItems: list(group({ weight }, packageMembers), 1),
      },
      {
        serviceType: text(),
        packagingType,
        preferredCurrency: currency,
        rateRequestType: list(oneOf('LIST', 'INCENTIVE', 'ACCOUNT', 'PREFERRED')),
        shipDateStamp: text(),
        documentShipment: boolean,
        totalPackageCount: whole(1),
        totalWeight: number(0),
        shippingChargesPayment: payment,
        shipmentSpecialServices: anything,
        customsClearanceDetail: group({ commodities: list(commodity) }),
      },
    ),
  },
  {
    rateRequestControlParameters: group(
      {},
      {
        returnTransitTimes: boolean,
        servicesNeededOnRateFailure: boolean,
        variableOptions: text(),
        rateSortOrder: oneOf('COMMITASCENDING', 'SERVICENAMETRADITIONAL', 'COMMITDESCENDING'),
      },
    ),
    carrierCodes: list(oneOf('FDXE', 'FDXG', 'FXSP', 'FXFR', 'FDXC', 'FXCC')),
  },
)

/** `POST /rate/v1/rates/quotes`: https://developer.fedex.com/api/en-us/catalog/rate/v1/docs.html */
export function quoteRates(exchange: Exchange): Response {
  const request = checked(exchange, quoteRequest)
  if (request instanceof Response) return request
  const shipment = valueAt(request, 'requestedShipment')
  const payer = textAt(shipment, 'shippingChargesPayment', 'payor', 'responsibleParty', 'accountNumber', 'value')
  const isSender = textAt(shipment, 'shippingChargesPayment', 'paymentType') === 'SENDER'
  if (isSender && payer !== '' && payer !== textAt(request, 'accountNumber', 'value')) {
    return refused(exchange, 400, accountMismatch)
  }
  const from = textAt(shipment, 'shipper', 'address', 'countryCode')
  const to = textAt(shipment, 'recipient', 'address', 'countryCode')
  const carriers = listAt(request, 'carrierCodes').map(String)
  const offered = servicesFor(from, to, textAt(shipment, 'serviceType'), carriers)
  if (offered.length === 0) return refused(exchange, 400, invalidCombination)

  const isTimed = valueAt(request, 'rateRequestControlParameters', 'returnTransitTimes') === true
  const order = textAt(request, 'rateRequestControlParameters', 'rateSortOrder')
  const sorted = order.startsWith('COMMIT')
    ? offered.toSorted((a, b) => (a.businessDays - b.businessDays) * (order === 'COMMITDESCENDING' ? -1 : 1))
    : offered
  return answered(exchange, {
    rateReplyDetails: sorted.map((service) => replyDetail(service, shipment, isTimed, exchange.now)),
    quoteDate: isoDay(dateOf(textAt(shipment, 'shipDateStamp'), exchange.now)),
    isEncoded: false,
    alerts: [
      {
        code: 'VIRTUAL.RESPONSE',
        message: 'This is a Virtual Response.',
        alertType: 'NOTE',
      },
    ],
  })
}

export const accountMismatch = {
  code: 'ACCOUNT.NUMBER.MISMATCH',
  message:
    'When payment Type is SENDER, ShippingChargesPayment Payor AccountNumber should match the shipper account number.',
}

export const invalidCombination = {
  code: 'SERVICE.PACKAGECOMBINATION.INVALID',
  message: 'Invalid service and packaging combination.',
}

/** The weight of every package in pounds; identical packages are listed one by one. */
export function parcelsOf(shipment: unknown): number[] {
  return listAt(shipment, 'requestedPackageLineItems').flatMap((item) => {
    const value = numberAt(item, 'weight', 'value')
    const pounds = textAt(item, 'weight', 'units') === 'KG' ? value * 2.20462 : value
    return Array.from({ length: numberAt(item, 'groupPackageCount') || 1 }, () => pounds)
  })
}

function replyDetail(service: Service, shipment: unknown, isTimed: boolean, now: Date): object {
  const wanted = listAt(shipment, 'rateRequestType').map(String)
  const start = dateOf(textAt(shipment, 'shipDateStamp'), now)
  const arrival = arrivalOf(service, start)
  const abbreviated = weekday(arrival).slice(0, 3).toUpperCase()
  return {
    serviceType: service.type,
    serviceName: service.name,
    packagingType: textAt(shipment, 'packagingType') || 'YOUR_PACKAGING',
    customerMessages: service.isDomestic
      ? []
      : [
          {
            code: 'SERVICE.TYPE.INTERNATIONAL.MESSAGE',
            message: 'Rate does not include duties & taxes, clearance entry fees or other import fees.',
          },
        ],
    ratedShipmentDetails: ['ACCOUNT', ...(wanted.includes('LIST') ? ['LIST'] : [])].map((rateType) =>
      ratedShipment(service, shipment, rateType),
    ),
    operationalDetail: {
      ineligibleForMoneyBackGuarantee: false,
      astraDescription: service.type,
      airportId: 'MEM',
      serviceCode: service.carrier === 'FDXG' ? '92' : '03',
      ...(isTimed
        ? {
            deliveryDay: abbreviated,
            deliveryDate: `${isoDay(arrival)}T${service.arrival}`,
            commitDate: `${isoDay(arrival)}T${service.arrival}`,
            transitTime: daysInWords(service.businessDays),
          }
        : {}),
    },
    signatureOptionType: 'SERVICE_DEFAULT',
    serviceDescription: {
      serviceType: service.type,
      code: service.carrier === 'FDXG' ? '92' : '03',
      names: [{ type: 'long', encoding: 'utf-8', value: service.name }],
      description: service.name,
      astraDescription: service.type,
      serviceCategory: 'parcel',
    },
    ...(isTimed
      ? {
          commit: {
            dateDetail: { dayOfWeek: abbreviated, dayFormat: `${isoDay(arrival)}T${service.arrival}` },
            daysInTransit: daysInWords(service.businessDays),
            saturdayDelivery: false,
          },
        }
      : {}),
  }
}

/** An account pays a tenth less than the list says; fuel is a tenth of what is left. */
function ratedShipment(service: Service, shipment: unknown, rateType: string): object {
  const parcels = parcelsOf(shipment)
  const currencyCode = textAt(shipment, 'preferredCurrency') || 'USD'
  const rated = parcels.map((pounds) => chargesOf(priceOf(service, pounds), rateType))
  const sum = (of: (charges: Charges) => number) => amount(rated.reduce((all, charges) => all + of(charges), 0))
  return {
    rateType,
    ratedWeightMethod: 'ACTUAL',
    totalDiscounts: sum(({ discount }) => discount),
    totalBaseCharge: sum(({ base }) => base),
    totalNetCharge: sum(({ net }) => net),
    totalVatCharge: 0,
    totalNetFedExCharge: sum(({ net }) => net),
    totalDutiesAndTaxes: 0,
    totalNetChargeWithDutiesAndTaxes: sum(({ net }) => net),
    totalDutiesTaxesAndFees: 0,
    totalAncillaryFeesAndTaxes: 0,
    shipmentRateDetail: {
      rateZone: service.isDomestic ? '05' : 'US001O',
      dimDivisor: 139,
      fuelSurchargePercent: 10,
      totalSurcharges: sum(({ fuel }) => fuel),
      totalFreightDiscount: sum(({ discount }) => discount),
      surCharges: [{ type: 'FUEL', description: 'Fuel Surcharge', level: 'PACKAGE', amount: sum(({ fuel }) => fuel) }],
      pricingCode: 'PACKAGE',
      totalBillingWeight: { units: 'LB', value: Math.ceil(parcels.reduce((all, pounds) => all + pounds, 0)) },
      currency: currencyCode,
    },
    ratedPackages: rated.map(({ base, discount, fuel, net }, index) => ({
      groupNumber: 0,
      effectiveNetDiscount: amount(discount),
      packageRateDetail: {
        rateType: `PAYOR_${rateType}_PACKAGE`,
        ratedWeightMethod: 'ACTUAL',
        baseCharge: amount(base),
        netFreight: amount(base - discount),
        totalSurcharges: amount(fuel),
        netFedExCharge: amount(net),
        totalTaxes: 0,
        netCharge: amount(net),
        totalRebates: 0,
        billingWeight: { units: 'LB', value: Math.ceil(parcels[index] ?? 0) },
        totalFreightDiscounts: amount(discount),
        surcharges: [{ type: 'FUEL', description: 'Fuel Surcharge', level: 'PACKAGE', amount: amount(fuel) }],
        currency: currencyCode,
      },
    })),
    currency: currencyCode,
  }
}

interface Charges {
  /** All in cents. */
  readonly base: number
  readonly discount: number
  readonly fuel: number
  readonly net: number
}

export function chargesOf(base: number, rateType: string): Charges {
  const discount = rateType === 'LIST' ? 0 : Math.round(base / 10)
  const fuel = Math.round((base - discount) / 10)
  return { base, discount, fuel, net: base - discount + fuel }
}
