import * as z from 'zod'
import type { Address, Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { residentialIndicator } from './addresses.ts'
import { dayIn, measures, midnight, money, sumOf } from './values.ts'

interface Consignment {
  readonly from: Address
  readonly to: Address
  readonly parcels: readonly Parcel[]
  readonly shipDate: string
  readonly service?: string | undefined
  readonly carriers: readonly string[]
}

/** `POST /v2/rates/estimate`, which needs no names, and takes one package. https://docs.shipstation.com/apis/openapi/rates/estimate_rates */
export function estimateRequest({ from, to, parcels, shipDate, carriers }: Consignment) {
  const [only] = parcels
  return {
    carrier_ids: carriers,
    from_country_code: from.country,
    from_postal_code: from.postalCode,
    from_city_locality: from.city,
    from_state_province: from.state,
    to_country_code: to.country,
    to_postal_code: to.postalCode,
    to_city_locality: to.city,
    to_state_province: to.state,
    ...(only === undefined ? {} : measures(only)),
    address_residential_indicator: residentialIndicator(to.residential),
    ship_date: midnight(shipDate),
  }
}

export const estimateAnswer = once(() =>
  z.array(
    z.looseObject({
      service_code: z.string(),
      service_type: z.string().nullish(),
      package_type: z.string().nullish(),
      carrier_friendly_name: z.string().nullish(),
      shipping_amount: money(),
      insurance_amount: money().nullish(),
      confirmation_amount: money().nullish(),
      other_amount: money().nullish(),
      tax_amount: money().nullish(),
      delivery_days: z.number().nullish(),
      estimated_delivery_date: z.string().nullish(),
      validation_status: z.string().nullish(),
      error_messages: z.array(z.string()).nullish(),
    }),
  ),
)

type Rate = z.output<ReturnType<typeof estimateAnswer>>[number]

/**
 * ShipStation estimates every service of every carrier, and each of the carrier's own boxes. The unified view has those in
 * the sender's own box that could be bought.
 */
export function unifyEstimate(
  rates: z.output<ReturnType<typeof estimateAnswer>>,
  { service }: Pick<Consignment, 'service'>,
) {
  const isWanted = (rate: Rate) => service === undefined || rate.service_code === service
  const isOwnBox = ({ package_type: type }: Rate) => !type || type === 'package'
  return { rates: rates.filter((rate) => isWanted(rate) && isOwnBox(rate) && isBuyable(rate)).map(unifyRate) }
}

function isBuyable(rate: Rate): boolean {
  return rate.validation_status !== 'invalid' && (rate.error_messages ?? []).length === 0
}

function unifyRate(native: Rate) {
  const { shipping_amount: shipping, insurance_amount: insurance } = native
  const { confirmation_amount: confirmation, other_amount: other, tax_amount: tax } = native
  const price = sumOf([shipping, insurance, confirmation, other, tax]) ?? shipping
  return {
    service: native.service_code,
    serviceName: [native.carrier_friendly_name, native.service_type ?? native.service_code].filter(Boolean).join(' '),
    amount: price.amount,
    currency: price.currency,
    estimatedDelivery: dayIn(native.estimated_delivery_date),
    days: native.delivery_days ?? null,
  }
}

export function exampleEstimate({ carriers, service = 'usps_priority_mail', shipDate }: Consignment) {
  const nothing = { currency: 'usd', amount: 0 }
  return carriers.map((carrier) => ({
    rate_type: 'shipment',
    carrier_id: carrier,
    shipping_amount: { currency: 'usd', amount: 9.35 },
    insurance_amount: nothing,
    confirmation_amount: nothing,
    other_amount: nothing,
    zone: 4,
    package_type: 'package',
    delivery_days: 2,
    guaranteed_service: false,
    estimated_delivery_date: midnight(shipDate),
    carrier_delivery_days: '2',
    ship_date: midnight(shipDate),
    negotiated_rate: false,
    service_type: 'USPS Priority Mail',
    service_code: service,
    trackable: true,
    carrier_code: 'stamps_com',
    carrier_nickname: 'ShipStation account',
    carrier_friendly_name: 'Stamps.com',
    validation_status: 'valid',
    warning_messages: [],
    error_messages: [],
  }))
}
