import * as z from 'zod'
import * as shipping from '../../../contracts/shipping.ts'
import { clientCredentials } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { json, post, put } from '../../../kit/request.ts'
import { choice } from '../../../kit/server.ts'
import * as validation from './address-validation.ts'
import { fedexAddress, fedexParty, fedexPickupPlace } from './addresses.ts'
import { customs, undeclared, withoutOrigin } from './customs.ts'
import * as examples from './examples.ts'
import * as locations from './locations.ts'
import { missingDimensions, packaging, pickupType } from './packages.ts'
import * as pickups from './pickups.ts'
import * as postalCodes from './postal-codes.ts'
import * as rating from './rating.ts'
import { refusal } from './refusal.ts'
import * as shipments from './shipments.ts'
import * as tracking from './tracking.ts'

const shipDocs = 'https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html'
const pickupDocs = 'https://developer.fedex.com/api/en-us/catalog/pickup/v1/docs.html'

/**
 * FedEx. Every request is a JSON body, of lookups too. The account number in the config pays for everything. FedEx gives
 * tracking a project of its own: keys of a project that ships can't track, and the other way round.
 */
export const fedex = defineProvider({
  id: 'fedex',
  type: 'shipping',
  name: 'FedEx',
  description: 'FedEx shipping services',
  docs: 'https://developer.fedex.com/api/en-us/catalog.html',
  apiVersion: 'v1',
  config: () => ({
    clientId: field(z.string().regex(/^[\x21-\x7e]{1,128}$/), {
      label: 'API key',
      help: 'FedEx Developer Portal, My Projects, your project, Test Key or Production Key: the API key.',
      example: 'l7fakeUpstreamExampleApiKey0000000',
    }),
    clientSecret: secret({
      label: 'Secret key',
      help: 'FedEx Developer Portal, My Projects, your project: the secret key that belongs to the API key.',
      example: 'fakeUpstreamExampleSecretKey0000',
    }),
    accountNumber: field(z.string().regex(/^[0-9]{9}$/, 'is not a FedEx account number of nine digits'), {
      label: 'Account number',
      help: 'The nine digits of the FedEx account that pays; it must belong to the project.',
      example: '740561073',
    }),
    environment: environment('test', 'live'),
  }),
  // https://developer.fedex.com/api/en-lk/guides/best-practices.html
  server: choice('environment', { test: 'https://apis-sandbox.fedex.com', live: 'https://apis.fedex.com' }),
  auth: clientCredentials({
    clientId: 'clientId',
    clientSecret: 'clientSecret',
    tokenPath: path`/oauth/token`,
    clientAuthentication: 'form',
    defaultLife: 3_600,
  }),
  limits: [{ limit: 1_400, window: 10, docs: 'https://developer.fedex.com/api/en-us/guides/ratelimits.html' }],
  refusal,
  check: 'validate-address',
  operations: ({ read, write }) => ({
    'validate-address': read(shipping.validateAddress, {
      docs: 'https://developer.fedex.com/api/en-us/catalog/address-validation/v1/docs.html',
      extra: () => ({ address: fedexAddress().required({ postalCode: true }) }),
      request: (input) => post(path`/address/v1/addresses/resolve`, json(validation.validationRequest(input))),
      example: { input: { address: examples.irving }, response: validation.exampleValidation },
      answer: validation.validationAnswer,
      unify: validation.unifyValidation,
    }),
    'get-rates': read(shipping.getRates, {
      docs: 'https://developer.fedex.com/api/en-us/catalog/rate/v1/docs.html',
      extra: () => ({
        from: fedexAddress(),
        to: fedexAddress(),
        service: serviceType().optional(),
        packaging: packaging(),
        pickupType: pickupType(),
        customs: customs().optional(),
      }),
      rules: (input) => [...missingDimensions(input), ...undeclared(input)],
      request: (input, { accountNumber }) =>
        post(path`/rate/v1/rates/quotes`, json(rating.rateRequest(input, accountNumber))),
      example: {
        input: {
          from: examples.memphis,
          to: examples.beverlyHills,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
        },
        response: rating.exampleRates,
      },
      answer: rating.ratesAnswer,
      unify: rating.unifyRates,
    }),
    'create-shipment': write(shipping.createShipment, {
      docs: shipDocs,
      // More than forty packages are made into a shipment later, and answered with the number of a job.
      extra: () => ({ ...shipmentFields(), parcels: z.array(shipping.parcel()).min(1).max(40) }),
      rules: (input) => [...missingDimensions(input), ...undeclared(input), ...withoutOrigin(input)],
      request: (input, { accountNumber }) =>
        post(path`/ship/v1/shipments`, json(shipments.shipmentRequest(input, accountNumber))),
      example: { input: exampleShipment, response: shipments.exampleShipment },
      answer: shipments.shipmentAnswer,
      unify: shipments.unifyShipment,
    }),
    'track-shipment': read(shipping.trackShipment, {
      docs: 'https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html',
      extra: () => ({ trackingNumber: fedexNumber() }),
      request: ({ trackingNumber }) =>
        post(
          path`/track/v1/trackingnumbers`,
          json({ includeDetailedScans: true, trackingInfo: [{ trackingNumberInfo: { trackingNumber } }] }),
        ),
      example: { input: { trackingNumber: examples.trackingNumber }, response: tracking.exampleTracking },
      answer: tracking.trackingAnswer,
      unify: tracking.unifyTracking,
    }),
    'cancel-shipment': write(shipping.cancelShipment, {
      docs: shipDocs,
      extra: () => ({ id: fedexNumber(), senderCountry: shipping.countryCode().optional() }),
      request: (input, { accountNumber }) =>
        put(path`/ship/v1/shipments/cancel`, json(shipments.cancellationRequest(input, accountNumber))),
      example: {
        input: { id: examples.cancelableShipment },
        response: () => ({
          transactionId: examples.transactionId,
          output: { cancelledShipment: true, cancelledHistory: true, message: 'Shipment is successfully cancelled' },
        }),
      },
      answer: shipments.cancellationAnswer,
      unify: shipments.unifyCancellation,
    }),
    'schedule-pickup': write(shipping.schedulePickup, {
      docs: pickupDocs,
      extra: () => ({
        address: fedexPickupPlace(),
        service: serviceType(),
        /** Where at the address the parcels are. */
        packageLocation: z.enum(['FRONT', 'NONE', 'REAR', 'SIDE']).default('FRONT'),
        /** The address that FedEx has on record for the account, where it asks for it. */
        accountAddress: fedexAddress().optional(),
      }),
      request: (input, { accountNumber }) =>
        post(path`/pickup/v1/pickups`, json(pickups.pickupRequest(input, accountNumber))),
      example: {
        input: {
          address: examples.memphis,
          date: '2026-11-24',
          readyTime: '10:00',
          closeTime: '17:00',
          parcels: [examples.smallBox],
          service: 'FEDEX_2_DAY',
        },
        response: pickups.examplePickup,
      },
      answer: pickups.pickupAnswer,
      unify: pickups.unifyPickup,
    }),
    'validate-shipment': read({
      name: 'Validate Shipment',
      description: 'Check that FedEx would take a shipment of one package, without creating it',
      docs: shipDocs,
      input: () => ({
        ...shipping.createShipment.input(),
        ...shipmentFields(),
        parcels: z.array(shipping.parcel()).length(1),
      }),
      rules: (input) => [...missingDimensions(input), ...undeclared(input), ...withoutOrigin(input)],
      request: (input, { accountNumber }) =>
        post(path`/ship/v1/shipments/packages/validate`, json(shipments.validationRequest(input, accountNumber))),
      example: {
        input: exampleShipment,
        response: () => ({
          transactionId: examples.transactionId,
          output: {
            alerts: [
              {
                code: 'SHIPMENT.VALIDATION.SUCCESS',
                alertType: 'NOTE',
                message: 'Shipment validated successfully. No errors found.',
              },
            ],
          },
        }),
      },
      answer: anything,
    }),
    'check-pickup-availability': read({
      name: 'Check Pickup Availability',
      description: 'Get when FedEx would come to an address',
      docs: pickupDocs,
      input: pickups.availabilityInput,
      request: (input, { accountNumber }) =>
        post(path`/pickup/v1/pickups/availabilities`, json(pickups.availabilityRequest(input, accountNumber))),
      example: {
        input: { address: examples.memphis, date: '2026-11-24', service: 'FEDEX_GROUND' },
        response: pickups.exampleAvailability,
      },
      answer: anything,
    }),
    'cancel-pickup': write({
      name: 'Cancel Pickup',
      description: 'Cancel a scheduled pickup',
      docs: pickupDocs,
      input: pickups.cancellationInput,
      rules: pickups.withoutLocation,
      request: (input, { accountNumber }) =>
        put(path`/pickup/v1/pickups/cancel`, json(pickups.cancellationRequest(input, accountNumber))),
      example: {
        input: { id: examples.pickup, date: examples.pickupDate, location: examples.pickupLocation },
        response: pickups.exampleCancellation,
      },
      answer: anything,
    }),
    'validate-postal-code': read({
      name: 'Validate Postal Code',
      description: 'Check that FedEx serves a postal code',
      docs: 'https://developer.fedex.com/api/en-us/catalog/postal-code/v1/docs.html',
      input: postalCodes.postalCodeInput,
      request: (input) => post(path`/country/v1/postal/validate`, json(postalCodes.postalCodeRequest(input))),
      example: {
        input: { country: 'US', state: 'CA', postalCode: '94267', shipDate: '2026-11-25' },
        response: postalCodes.examplePostalCode,
      },
      answer: anything,
    }),
    'find-locations': read({
      name: 'Find Locations',
      description: 'Find the places nearby where parcels can be left or fetched',
      docs: 'https://developer.fedex.com/api/en-us/catalog/locations/v1/docs.html',
      input: locations.locationsInput,
      rules: locations.nowhere,
      request: (input) => post(path`/location/v1/locations`, json(locations.locationsRequest(input))),
      example: {
        input: { address: { city: 'Memphis', state: 'TN', postalCode: '38017', country: 'US' }, limit: 5 },
        response: locations.exampleLocations,
      },
      answer: anything,
    }),
  }),
})

const exampleShipment = {
  from: examples.memphis,
  to: examples.beverlyHills,
  parcels: [examples.smallBox],
  service: 'FEDEX_GROUND',
  shipDate: '2026-11-24',
}

/** What a shipment at FedEx needs beyond the contract, or has less room for. */
function shipmentFields() {
  return {
    from: fedexParty(),
    to: fedexParty(),
    service: serviceType(),
    packaging: packaging(),
    pickupType: pickupType(),
    /** Needed where a border is crossed. */
    customs: customs().optional(),
    labelFormat: shipments.fedexLabelFormat().default('pdf'),
  }
}

/** https://developer.fedex.com/api/en-us/guides/api-reference.html#servicetypes */
function serviceType() {
  return z.string().regex(/^[A-Z0-9_]{1,100}$/, 'is not a FedEx service type')
}

function fedexNumber() {
  return z.string().regex(/^[0-9A-Za-z]{4,34}$/, 'is not a FedEx tracking number')
}
