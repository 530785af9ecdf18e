import * as z from 'zod'
import * as shipping from '../../../contracts/shipping.ts'
import { clientCredentials } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { del, get, json, post } from '../../../kit/request.ts'
import { choice } from '../../../kit/server.ts'
import * as validation from './address-validation.ts'
import { upsAddress, upsParty, upsPickupPlace } from './addresses.ts'
import * as examples from './examples.ts'
import { packageNumber, packaging, upsNumber, upsService } from './inputs.ts'
import * as pickups from './pickups.ts'
import * as rating from './rating.ts'
import { refusal } from './refusal.ts'
import * as shipments from './shipments.ts'
import * as tracking from './tracking.ts'
import { requestHeader, traced } from './transaction.ts'
import * as transit from './transit-times.ts'

/**
 * UPS. Every API has its own version in the path: v2409 for rating, shipping and pickup, v2 for address validation, v1 for
 * tracking, labels and transit times. Numbers travel as text nearly everywhere. The account number in the config is the
 * shipper that every shipment is billed to.
 */
export const ups = defineProvider({
  id: 'ups',
  type: 'shipping',
  name: 'UPS',
  description: 'UPS shipping services',
  docs: 'https://developer.ups.com/api/reference',
  apiVersion: 'v2409',
  config: () => ({
    clientId: field(z.string().regex(/^[\x21-\x7e]{1,128}$/), {
      label: 'Client ID',
      help: 'UPS Developer Portal, My Apps, your app, Credentials.',
      example: 'fakeUpstreamExampleClientId000000000000000000000',
    }),
    clientSecret: secret({
      label: 'Client secret',
      help: 'UPS Developer Portal, My Apps, your app, Credentials.',
      example: 'fakeUpstreamExampleClientSecret00000000000000000000000000000000',
    }),
    accountNumber: field(z.string().regex(/^[A-Za-z0-9]{6}$/, 'is not a six-character UPS account number'), {
      label: 'Account number',
      help: 'The six characters of the UPS account that pays, the shipper number; it must belong to the app.',
      example: '12345E',
    }),
    environment: environment('test', 'live'),
  }),
  server: choice('environment', { test: 'https://wwwcie.ups.com', live: 'https://onlinetools.ups.com' }),
  auth: clientCredentials({
    clientId: 'clientId',
    clientSecret: 'clientSecret',
    tokenPath: path`/security/v1/oauth/token`,
    clientAuthentication: 'basic',
    // UPS always answers `expires_in`, as text; this is for the day it doesn't.
    defaultLife: 3_600,
  }),
  limits: [],
  refusal,
  check: 'validate-address',
  operations: ({ read, write }) => ({
    'validate-address': read(shipping.validateAddress, {
      docs: 'https://developer.ups.com/tag/Address-Validation?loc=en_US#operation/AddressValidation',
      // UPS knows the streets of the United States and Puerto Rico only.
      extra: () => ({ address: upsAddress().extend({ country: z.enum(['US', 'PR']) }) }),
      // Option 3 is validation and classification, which tells homes from businesses.
      request: ({ address }) =>
        post(
          path`/api/addressvalidation/v2/3`,
          json({ XAVRequest: { AddressKeyFormat: validation.addressKey(address) } }),
        ),
      example: {
        input: { address: examples.alisoViejo },
        response: ({ address }) => validation.exampleValidation(address),
      },
      answer: validation.validationAnswer,
      unify: validation.unifyValidation,
    }),
    'get-rates': read(shipping.getRates, {
      docs: 'https://developer.ups.com/tag/Rating?loc=en_US#operation/Rate',
      extra: () => ({
        from: upsAddress(),
        to: upsAddress(),
        service: upsService().optional(),
        packaging: packaging(),
      }),
      request: (input, { accountNumber }) =>
        traced(
          post(
            path`/api/rating/v2409/${rating.rateOption(input)}`,
            json(rating.rateRequest(input, accountNumber)),
            rating.asksForArrival(input) ? { query: { additionalinfo: 'timeintransit' } } : {},
          ),
        ),
      example: {
        input: {
          from: examples.timonium,
          to: examples.alpharetta,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
        },
        response: rating.exampleRates,
      },
      answer: rating.ratesAnswer,
      unify: rating.unifyRates,
    }),
    'create-shipment': write(shipping.createShipment, {
      docs: 'https://developer.ups.com/tag/Shipping?loc=en_US#operation/Shipment',
      extra: () => ({
        from: upsParty(),
        to: upsParty(),
        service: upsService(),
        packaging: packaging(),
        labelFormat: shipments.upsLabelFormat().default('gif'),
      }),
      request: (input, { accountNumber }) =>
        traced(post(path`/api/shipments/v2409/ship`, json(shipments.shipmentRequest(input, accountNumber)))),
      example: {
        input: {
          from: examples.timonium,
          to: examples.alpharetta,
          parcels: [examples.smallBox],
          service: '03',
          shipDate: '2026-11-24',
        },
        response: shipments.exampleShipment,
      },
      answer: shipments.shipmentAnswer,
      unify: shipments.unifyShipment,
    }),
    'track-shipment': read(shipping.trackShipment, {
      docs: 'https://developer.ups.com/tag/Tracking?loc=en_US#operation/getSingleTrackResponseUsingGET',
      extra: () => ({ trackingNumber: z.string().min(7).max(34) }),
      request: ({ trackingNumber }) => traced(get(path`/api/track/v1/details/${trackingNumber}`)),
      example: {
        input: { trackingNumber: examples.trackingNumber },
        response: ({ trackingNumber }) => tracking.exampleTracking(trackingNumber),
      },
      answer: tracking.trackingAnswer,
      unify: tracking.unifyTracking,
    }),
    'cancel-shipment': write(shipping.cancelShipment, {
      docs: 'https://developer.ups.com/tag/Shipping?loc=en_US#operation/VoidShipment',
      extra: () => ({ id: upsNumber() }),
      request: ({ id }) => traced(del(path`/api/shipments/v2409/void/cancel/${id}`)),
      example: {
        input: { id: examples.voidableShipment },
        response: () => ({
          VoidShipmentResponse: {
            Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
            SummaryResult: { Status: { Code: '1', Description: 'Voided' } },
          },
        }),
      },
      answer: shipments.voidAnswer,
      unify: shipments.unifyVoid,
    }),
    'schedule-pickup': write(shipping.schedulePickup, {
      docs: 'https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Creation',
      extra: () => ({
        address: upsPickupPlace(),
        service: z.string().regex(/^[A-Z0-9]{2,3}$/, 'is not a UPS service code'),
        /** UPS takes thirty at most; the id of a shipment is the number of its first package. */
        shipments: z.array(packageNumber()).min(1).max(30).optional(),
        /** Where the parcels go, where that is another country than the pickup's. */
        destinationCountry: shipping.countryCode().optional(),
        /** The country of the UPS account, where that is another country than the pickup's. */
        accountCountry: shipping.countryCode().optional(),
        /** 00 no payment needed, 01 the account, 04 a tracking number, 05 check or money order, 06 cash, 07 PayPal. */
        paymentMethod: z.enum(['00', '01', '04', '05', '06', '07']).default('01'),
      }),
      request: (input, { accountNumber }) =>
        traced(post(path`/api/pickupcreation/v2409/pickup`, json(pickups.pickupRequest(input, accountNumber)))),
      example: {
        input: {
          address: examples.timonium,
          date: '2026-11-24',
          readyTime: '10:00',
          closeTime: '17:00',
          parcels: [examples.smallBox],
          service: '03',
        },
        response: () => pickups.examplePickup,
      },
      answer: pickups.pickupAnswer,
      unify: pickups.unifyPickup,
    }),
    'get-label': read({
      name: 'Get Label',
      description: 'Get the label of a shipment again, or in another format',
      docs: 'https://developer.ups.com/tag/Shipping?loc=en_US#operation/LabelRecovery',
      input: () => ({
        trackingNumber: upsNumber(),
        labelFormat: z.enum(['gif', 'pdf', 'zpl', 'epl', 'spl']).default('pdf'),
      }),
      request: ({ trackingNumber, labelFormat }) =>
        traced(
          post(
            path`/api/labels/v1/recovery`,
            json({
              LabelRecoveryRequest: {
                Request: requestHeader,
                LabelSpecification: shipments.labelSpecification(labelFormat),
                TrackingNumber: trackingNumber,
              },
            }),
          ),
        ),
      example: {
        input: { trackingNumber: examples.voidableShipment },
        response: ({ trackingNumber, labelFormat }) => ({
          LabelRecoveryResponse: {
            Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
            ShipmentIdentificationNumber: trackingNumber,
            LabelResults: [
              {
                TrackingNumber: trackingNumber,
                LabelImage: { LabelImageFormat: { Code: labelFormat.toUpperCase() }, GraphicImage: 'VVBT' },
              },
            ],
          },
        }),
      },
      answer: anything,
    }),
    'get-transit-times': read({
      name: 'Get Transit Times',
      description: 'Get when each service would deliver',
      docs: 'https://developer.ups.com/tag/Time-in-Transit?loc=en_US#operation/TimeInTransit',
      input: transit.transitInput,
      request: (input) => traced(post(path`/api/shipments/v1/transittimes`, json(transit.transitRequest(input)))),
      example: {
        input: {
          from: { city: 'Timonium', state: 'MD', postalCode: '21093', country: 'US' },
          to: { city: 'Alpharetta', state: 'GA', postalCode: '30005', country: 'US' },
          shipDate: '2026-11-24',
          parcels: [examples.smallBox],
        },
        response: transit.exampleTransit,
      },
      answer: anything,
    }),
    'get-pickup-status': read({
      name: 'Get Pickup Status',
      description: "List the account's pending pickups",
      docs: 'https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Pending-Status',
      input: () => ({ type: z.enum(['oncall', 'smart', 'both']).default('oncall') }),
      request: ({ type }, { accountNumber }) =>
        traced(get(path`/api/shipments/v2409/pickup/${type}`, { headers: { AccountNumber: accountNumber } })),
      example: {
        input: {},
        response: () => ({
          PickupPendingStatusResponse: {
            Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
            PendingStatus: [
              {
                PickupType: '01',
                ServiceDate: '20261124',
                PRN: examples.pickup,
                OnCallStatusCode: '002',
                PickupStatusMessage: 'Dispatched to driver',
              },
            ],
          },
        }),
      },
      answer: anything,
    }),
    'cancel-pickup': write({
      name: 'Cancel Pickup',
      description: 'Cancel a scheduled pickup',
      docs: 'https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Cancel',
      input: () => ({
        /** The pickup request number that `schedule-pickup` answered. */
        id: z.string().regex(/^[0-9A-Za-z]{1,26}$/, 'is not a UPS pickup request number'),
      }),
      // 02 cancels by pickup request number; 01 would cancel all of the account's.
      request: ({ id }) => traced(del(path`/api/shipments/v2409/pickup/02`, { headers: { Prn: id } })),
      example: {
        input: { id: examples.pickup },
        response: () => ({
          PickupCancelResponse: {
            Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
            PickupType: '01',
          },
        }),
      },
      answer: anything,
    }),
  }),
})
