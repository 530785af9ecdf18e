import { type Collection, collection } from '../../collection.ts'
import { json } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fault, refusal, succeeded, wrapped } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { amount } from './services.ts'
import { at, group, invalid, list, matching, missing, oneOf, optional, required, text, textAt } from './shape.ts'

interface PickupRecord {
  prn: string
  account: string
  /** `YYYYMMDD` */
  date: string
  contact: string
  reference: string
  isCancelled: boolean
}

const fixturePickup: PickupRecord = {
  prn: fixtures.pickup,
  account: fixtures.accountNumber,
  date: '20260115',
  contact: 'SANDBOX CONTACT',
  reference: '',
  isCancelled: false,
}

function pickups(state: State): Collection<PickupRecord> {
  return collection(state, 'pickup', ({ prn }) => prn, [fixturePickup])
}

const yesOrNo = oneOf('Y', 'N')
const country = matching(/^[A-Z]{2}$/)
const time = matching(/^([01]\d|2[0-3])[0-5]\d$/)

const creationRequest = group({
  Request: required(group({ TransactionReference: optional(group({ CustomerContext: optional(text(512)) })) })),
  RatePickupIndicator: required(yesOrNo),
  RateChartType: optional(text(1)),
  Shipper: optional(
    group({
      Account: optional(
        group({ AccountNumber: required(matching(/^[0-9A-Za-z]{6,10}$/)), AccountCountryCode: required(country) }),
      ),
    }),
  ),
  PickupDateInfo: required(
    group({ CloseTime: required(time), ReadyTime: required(time), PickupDate: required(matching(/^\d{8}$/)) }),
  ),
  PickupAddress: required(
    group({
      CompanyName: required(text(27)),
      ContactName: required(text(22)),
      AddressLine: required(list(text(73))),
      City: required(text(50)),
      StateProvince: optional(text(50)),
      PostalCode: optional(text(8)),
      CountryCode: required(country),
      ResidentialIndicator: required(yesOrNo),
      PickupPoint: optional(text(11)),
      Phone: required(group({ Number: required(text(25)), Extension: optional(text(10)) })),
    }),
  ),
  AlternateAddressIndicator: required(yesOrNo),
  PickupPiece: required(
    list(
      group({
        ServiceCode: required(matching(/^\d{3}$/)),
        Quantity: required(matching(/^\d{1,3}$/)),
        DestinationCountryCode: required(country),
        ContainerCode: required(oneOf('01', '02', '03')),
      }),
    ),
  ),
  TotalWeight: optional(
    group({ Weight: required(matching(/^\d{1,5}(\.\d)?$/)), UnitOfMeasurement: required(oneOf('LBS', 'KGS')) }),
  ),
  OverweightIndicator: optional(yesOrNo),
  PaymentMethod: required(oneOf('00', '01', '03', '04', '05', '06', '07')),
  SpecialInstruction: optional(text(57)),
  ReferenceNumber: optional(text(35)),
})

/** `POST /pickupcreation/v2409/pickup`, see https://developer.ups.com/api/reference/pickup */
export function createPickup(exchange: Exchange, state: State): Response {
  const request = wrapped(exchange, 'PickupCreationRequest', creationRequest)
  if (request instanceof Response) return request
  const root = 'PickupCreationRequest'
  const faults = []
  const payment = textAt(request, 'PaymentMethod')
  const account = textAt(request, 'Shipper', 'Account', 'AccountNumber')
  if (payment === '01' && account === '') faults.push(missing(`${root}/Shipper/Account/AccountNumber`))
  const address = at(request, 'PickupAddress')
  const isStated = ['US', 'CA'].includes(textAt(address, 'CountryCode'))
  if (isStated && textAt(address, 'StateProvince') === '') faults.push(missing(`${root}/PickupAddress/StateProvince`))
  const { date, ready, close } = window(request)
  if (ready >= close) faults.push(invalid(`${root}/PickupDateInfo/CloseTime`, close))
  if (faults.length > 0) return refusal(400, ...faults)

  const record: PickupRecord = {
    prn: `29${Array.from(exchange.randomId(6), (char) => char.charCodeAt(0) % 10).join('')}9CP`,
    account,
    date,
    contact: textAt(address, 'ContactName'),
    reference: textAt(request, 'ReferenceNumber'),
    isCancelled: false,
  }
  pickups(state).save(record)
  const isRated = textAt(request, 'RatePickupIndicator') === 'Y'
  return json({
    PickupCreationResponse: {
      Response: succeeded(request),
      PRN: record.prn,
      RateStatus: isRated
        ? { Code: '01', Description: 'Rate available' }
        : { Code: '04', Description: 'Rate not requested' },
      ...(isRated ? { RateResult: rateResult } : {}),
    },
  })
}

const rateResult = {
  RateType: 'FD',
  CurrencyCode: 'USD',
  ChargeDetail: [{ ChargeCode: 'B', ChargeDescription: 'BASE CHARGE', ChargeAmount: amount(725), TaxAmount: '0.00' }],
  GrandTotalOfAllCharge: amount(725),
}

function window(request: unknown): { date: string; ready: string; close: string } {
  const given = at(request, 'PickupDateInfo')
  return { date: textAt(given, 'PickupDate'), ready: textAt(given, 'ReadyTime'), close: textAt(given, 'CloseTime') }
}

/** `DELETE /shipments/v2409/pickup/{CancelBy}`: `01` by the account's last pickup, `02` by the header `Prn`. */
export function cancelPickup({ headers }: Exchange, state: State, cancelBy: string): Response {
  if (cancelBy !== '01' && cancelBy !== '02') return refusal(400, invalid('CancelBy', cancelBy))
  const prn = headers.get('prn') ?? ''
  if (cancelBy === '02' && prn === '') return refusal(400, missing('Prn'))
  const record =
    cancelBy === '02'
      ? pickups(state).find(prn)
      : pickups(state)
          .all()
          .find(({ isCancelled }) => !isCancelled)
  if (record === undefined) return refusal(400, fault('9510113', 'No on-call pickup was found for the given PRN.'))
  if (record.isCancelled) return refusal(400, fault('9510117', 'The on-call pickup was already cancelled.'))
  pickups(state).save({ ...record, isCancelled: true })
  return json({
    PickupCancelResponse: {
      Response: succeeded({}),
      PickupType: '01',
      GWNStatus: { Code: '001', Description: 'Success' },
    },
  })
}

/** `GET /shipments/v2409/pickup/{pickuptype}`: the pending pickups of the account in the header `AccountNumber`. */
export function pendingPickups({ headers }: Exchange, state: State, type: string): Response {
  if (!['oncall', 'smart', 'both'].includes(type)) return refusal(400, invalid('pickuptype', type))
  const account = headers.get('accountnumber') ?? ''
  if (account === '') return refusal(400, missing('AccountNumber'))
  const pending = pickups(state)
    .all()
    .filter((record) => !record.isCancelled && (record.account === account || record.prn === fixtures.pickup))
  return json({
    PickupPendingStatusResponse: {
      Response: succeeded({}),
      PendingStatus: pending.map(({ prn, date, contact, reference }) => ({
        PickupType: '01',
        ServiceDate: date,
        PRN: prn,
        OnCallStatusCode: '002',
        PickupStatusMessage: 'Dispatched to driver',
        BillingCode: '01',
        ContactName: contact,
        ReferenceNumber: reference,
      })),
    },
  })
}
