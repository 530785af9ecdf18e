import { json } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { notFound, uuid } from './answers.ts'
import { fixtures } from './fixtures.ts'

export interface Service {
  readonly code: string
  readonly name: string
  readonly isDomestic: boolean
  /** In cents. */
  readonly base: number
  /** In cents a pound. */
  readonly perPound: number
  readonly businessDays: number
}

export interface Carrier {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly account: string
  readonly balance: number
  readonly packages: readonly { readonly code: string; readonly name: string }[]
  readonly services: readonly Service[]
}

/** The carriers that every account has connected, with the price model of the sandbox. */
export const carriers: readonly Carrier[] = [
  {
    id: fixtures.carriers.usps,
    code: 'stamps_com',
    name: 'Stamps.com',
    account: 'sandbox_stamps',
    balance: 3799.52,
    packages: [
      { code: 'package', name: 'Package' },
      { code: 'small_flat_rate_box', name: 'Small Flat Rate Box' },
    ],
    services: [
      service('usps_ground_advantage', 'USPS Ground Advantage', true, 540, 95, 4),
      service('usps_priority_mail', 'USPS Priority Mail', true, 860, 120, 3),
      service('usps_priority_mail_express', 'USPS Priority Mail Express', true, 2680, 300, 1),
      service('usps_priority_mail_international', 'USPS Priority Mail Intl', false, 4450, 410, 7),
    ],
  },
  {
    id: fixtures.carriers.ups,
    code: 'ups',
    name: 'UPS',
    account: '12345E',
    balance: 0,
    packages: [
      { code: 'package', name: 'Package' },
      { code: 'ups_letter', name: 'UPS Letter' },
    ],
    services: [
      service('ups_ground', 'UPS® Ground', true, 1195, 35, 4),
      service('ups_2nd_day_air', 'UPS 2nd Day Air®', true, 2650, 120, 2),
      service('ups_next_day_air', 'UPS Next Day Air®', true, 4890, 210, 1),
      service('ups_worldwide_saver', 'UPS Worldwide Saver®', false, 8480, 400, 3),
    ],
  },
  {
    id: fixtures.carriers.fedex,
    code: 'fedex',
    name: 'FedEx',
    account: '740561073',
    balance: 0,
    packages: [
      { code: 'package', name: 'Package' },
      { code: 'fedex_pak', name: 'FedEx Pak' },
    ],
    services: [
      service('fedex_ground', 'FedEx Ground®', true, 1245, 38, 4),
      service('fedex_2day', 'FedEx 2Day®', true, 2840, 125, 2),
      service('fedex_standard_overnight', 'FedEx Standard Overnight®', true, 4730, 200, 1),
      service('fedex_international_priority', 'FedEx International Priority®', false, 9680, 425, 3),
    ],
  },
]

function service(
  code: string,
  name: string,
  isDomestic: boolean,
  base: number,
  perPound: number,
  businessDays: number,
): Service {
  return { code, name, isDomestic, base, perPound, businessDays }
}

export function carrierOf(id: string): Carrier | undefined {
  return carriers.find((carrier) => carrier.id === id)
}

export function serviceOf(carrier: Carrier, code: string): Service | undefined {
  return carrier.services.find((candidate) => candidate.code === code)
}

/** Dollars for a weight in pounds. */
export function priceOf({ base, perPound }: Service, pounds: number): number {
  return Math.round(base + perPound * Math.max(1, pounds)) / 100
}

/** `GET /v2/carriers` */
export function listCarriers(exchange: Exchange): Response {
  return json({ carriers: carriers.map(view), request_id: uuid(exchange), errors: [] })
}

/** `GET /v2/carriers/{carrier_id}` */
export function getCarrier(exchange: Exchange, _state: State, id: string): Response {
  const carrier = carrierOf(id)
  return carrier === undefined ? notFound(exchange, 'carrier', id) : json(view(carrier))
}

/** `GET /v2/carriers/{carrier_id}/services` */
export function listServices(exchange: Exchange, _state: State, id: string): Response {
  const carrier = carrierOf(id)
  return carrier === undefined ? notFound(exchange, 'carrier', id) : json({ services: servicesOf(carrier) })
}

/** `GET /v2/carriers/{carrier_id}/packages` */
export function listPackages(exchange: Exchange, _state: State, id: string): Response {
  const carrier = carrierOf(id)
  return carrier === undefined ? notFound(exchange, 'carrier', id) : json({ packages: packagesOf(carrier) })
}

/** `GET /v2/carriers/{carrier_id}/options` */
export function listOptions(exchange: Exchange, _state: State, id: string): Response {
  return carrierOf(id) === undefined ? notFound(exchange, 'carrier', id) : json({ options })
}

const options = [
  { name: 'contains_alcohol', default_value: 'false', description: 'The shipment contains alcohol.' },
  { name: 'saturday_delivery', default_value: 'false', description: 'Deliver on a Saturday.' },
]

function servicesOf(carrier: Carrier): object[] {
  return carrier.services.map(({ code, name, isDomestic }) => ({
    carrier_id: carrier.id,
    carrier_code: carrier.code,
    service_code: code,
    name,
    domestic: isDomestic,
    international: !isDomestic,
    is_multi_package_supported: carrier.code !== 'stamps_com',
  }))
}

function packagesOf({ packages }: Carrier): object[] {
  return packages.map(({ code, name }) => ({ package_code: code, name, description: name }))
}

function view(carrier: Carrier): object {
  const isPrepaid = carrier.code === 'stamps_com'
  return {
    carrier_id: carrier.id,
    carrier_code: carrier.code,
    account_number: carrier.account,
    requires_funded_amount: isPrepaid,
    balance: carrier.balance,
    nickname: `ShipStation Account - ${carrier.name}`,
    friendly_name: carrier.name,
    primary: isPrepaid,
    has_multi_package_supporting_services: !isPrepaid,
    supports_label_messages: true,
    disabled_by_billing_plan: false,
    services: servicesOf(carrier),
    packages: packagesOf(carrier),
    options,
  }
}
