import * as z from 'zod'
import * as shipping from '../../../contracts/shipping.ts'
import { clientCredentials } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { pageInput } from '../../../kit/contract.ts'
import { perHour } from '../../../kit/limit.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { del, get, json, post } from '../../../kit/request.ts'
import { choice } from '../../../kit/server.ts'
import * as validation from './address-validation.ts'
import { stateCode, uspsAddress, uspsParty, uspsPickupPlace, zipCode } from './addresses.ts'
import * as examples from './examples.ts'
import * as labels from './labels.ts'
import { domesticClass, mailClass, onePackage, rateIndicator } from './packages.ts'
import * as payments from './payments.ts'
import * as pickups from './pickups.ts'
import * as offices from './post-offices.ts'
import * as rating from './rating.ts'
import { refusal } from './refusal.ts'
import * as tracking from './tracking.ts'

/**
 * USPS. Every API has a path and a version of its own. A label is bought with two tokens: the access token, and a payment
 * authorization token that `create-payment-authorization` answers, good for eight hours of labels.
 *
 * A scheduled pickup can only be canceled with the ETag in the headers of an answer, which callers don't get to see; it
 * is canceled at usps.com.
 */
export const usps = defineProvider({
  id: 'usps',
  type: 'shipping',
  name: 'USPS',
  description: 'United States Postal Service',
  docs: 'https://developers.usps.com/apis',
  apiVersion: 'v3',
  config: () => ({
    clientId: field(z.string().regex(/^[\x21-\x7e]{1,128}$/), {
      label: 'Consumer key',
      help: 'USPS Developer Portal, Apps, your app, Credentials.',
      example: 'fakeUpstreamExampleConsumerKey00',
    }),
    clientSecret: secret({
      label: 'Consumer secret',
      help: 'USPS Developer Portal, Apps, your app, Credentials.',
      example: 'fakeUpstreamExampleConsumerSecret000000000000000000000000000000',
    }),
    crid: field(z.string().regex(/^\d{2,18}$/, 'is not a customer registration id'), {
      label: 'Customer Registration ID (CRID)',
      help: 'USPS Business Customer Gateway, Manage Account: the number of the business at its location.',
      example: '12345678',
    }),
    mid: mailerId('Mailer ID (MID)', 'the mailer whose labels are made.', '123456789'),
    manifestMid: mailerId('Manifest MID', 'the mailer whose manifests the labels are on.', '987654321'),
    accountNumber: field(z.string().regex(/^\d{1,20}$/, 'is not an Enterprise Payment account number'), {
      label: 'Enterprise Payment account number',
      help: 'USPS Business Customer Gateway, Enterprise Payment System: the account that pays for labels.',
      example: '1000000000',
    }),
    environment: environment('test', 'live'),
  }),
  server: choice('environment', { test: 'https://apis-tem.usps.com', live: 'https://apis.usps.com' }),
  auth: clientCredentials({
    clientId: 'clientId',
    clientSecret: 'clientSecret',
    tokenPath: path`/oauth2/v3/token`,
    clientAuthentication: 'json',
    // USPS always answers `expires_in`, as text; this is for the day it doesn't.
    defaultLife: 3_600,
  }),
  // Of each API; they are counted together here. Apps get more on request.
  limits: [perHour(60, 'https://developers.usps.com/getting-started')],
  refusal,
  check: 'get-city-state',
  operations: ({ read, write }) => ({
    'validate-address': read(shipping.validateAddress, {
      docs: 'https://developers.usps.com/addressesv3',
      extra: () => ({ address: uspsAddress() }),
      request: ({ address }) => get(path`/addresses/v3/address`, { query: validation.addressQuery(address) }),
      example: { input: { address: examples.washington }, response: validation.exampleAddress },
      answer: validation.addressAnswer,
      unify: validation.unifyAddress,
    }),
    'get-rates': read(shipping.getRates, {
      docs: 'https://developers.usps.com/shippingoptionsv3',
      extra: () => ({
        from: uspsAddress(),
        parcels: onePackage(),
        service: mailClass().optional(),
        rateIndicator: rateIndicator().optional(),
        priceType: z.enum(['COMMERCIAL', 'RETAIL']).default('COMMERCIAL'),
      }),
      rules: (input) => [...rating.withoutZipCode(input), ...rating.wrongClass(input)],
      request: (input) => post(path`/shipments/v3/options/search`, json(rating.optionsRequest(input))),
      example: {
        input: {
          from: examples.saintLouis,
          to: examples.newYork,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
        },
        response: rating.exampleOptions,
      },
      answer: rating.optionsAnswer,
      unify: rating.unifyOptions,
    }),
    'create-shipment': write(shipping.createShipment, {
      docs: 'https://developers.usps.com/domesticlabelsv3',
      keyed: true,
      extra: () => ({
        from: uspsParty(),
        to: uspsParty(),
        parcels: onePackage(),
        service: domesticClass(),
        rateIndicator: rateIndicator().optional(),
        processingCategory: z.enum(['MACHINABLE', 'NONSTANDARD', 'FLATS', 'LETTERS']).default('MACHINABLE'),
        labelFormat: labels.uspsLabelFormat().default('pdf'),
        paymentAuthorizationToken: labels.paymentAuthorizationToken(),
      }),
      rules: labels.needsCustomsForm,
      request: (input, _, { idempotencyKey }) =>
        post(path`/labels/v3/label`, json(labels.labelRequest(input)), {
          headers: {
            ...labels.embeddedImages,
            ...labels.authorizedBy(input.paymentAuthorizationToken),
            ...labels.idempotentBy(idempotencyKey),
          },
        }),
      example: {
        input: {
          from: examples.saintLouis,
          to: examples.newYork,
          parcels: [examples.smallBox],
          service: 'USPS_GROUND_ADVANTAGE',
          shipDate: '2026-11-24',
          paymentAuthorizationToken: examples.paymentToken,
        },
        response: labels.exampleLabel,
      },
      answer: labels.labelAnswer,
      unify: labels.unifyLabel,
    }),
    'track-shipment': read(shipping.trackShipment, {
      docs: 'https://developers.usps.com/trackingv3',
      extra: () => ({ trackingNumber: uspsNumber() }),
      request: ({ trackingNumber }) =>
        get(path`/tracking/v3/tracking/${trackingNumber}`, { query: { expand: 'DETAIL' } }),
      example: { input: { trackingNumber: examples.trackingNumber }, response: tracking.exampleTracking },
      answer: tracking.trackingAnswer,
      unify: tracking.unifyTracking,
    }),
    'cancel-shipment': write(shipping.cancelShipment, {
      docs: 'https://developers.usps.com/domesticlabelsv3',
      extra: () => ({ id: uspsNumber(), paymentAuthorizationToken: labels.paymentAuthorizationToken() }),
      request: ({ id, paymentAuthorizationToken: token }) =>
        del(path`/labels/v3/label/${id}`, { headers: labels.authorizedBy(token) }),
      example: {
        input: { id: examples.cancelableLabel, paymentAuthorizationToken: examples.paymentToken },
        response: ({ id }) => ({ trackingNumber: id, status: 'CANCELED' }),
      },
      answer: labels.cancellationAnswer,
      unify: labels.unifyCancellation,
    }),
    'schedule-pickup': write(shipping.schedulePickup, {
      docs: 'https://developers.usps.com/carrierpickupv3',
      extra: () => ({
        address: uspsPickupPlace(),
        packageLocation: pickups.packageLocation(),
        dogPresent: z.boolean().optional(),
        /** Comes on the next day that has a pickup, where the day has none. */
        nextAvailablePickup: z.boolean().optional(),
      }),
      rules: (input) => [...pickups.unreachable(input), ...pickups.unexplained(input)],
      request: (input) => post(path`/pickup/v3/carrier-pickup`, json(pickups.pickupRequest(input))),
      example: {
        input: {
          address: examples.saintLouis,
          date: '2026-11-24',
          readyTime: '10:00',
          closeTime: '17:00',
          parcels: [examples.smallBox],
          service: 'USPS_GROUND_ADVANTAGE',
        },
        response: (input) => ({
          confirmationNumber: examples.pickup,
          pickupDate: input.date,
          carrierPickupRequest: pickups.pickupRequest(input),
        }),
      },
      answer: pickups.pickupAnswer,
      unify: pickups.unifyPickup,
    }),
    'create-payment-authorization': write({
      name: 'Create Payment Authorization',
      description: 'Get the token that labels are bought and canceled with, for eight hours',
      docs: 'https://developers.usps.com/paymentsv3',
      input: payments.authorizationInput,
      request: ({ permit }, mailer) =>
        post(path`/payments/v3/payment-authorization`, json(payments.authorizationRequest(permit, mailer))),
      example: {
        input: {},
        response: () => ({
          paymentAuthorizationToken: examples.paymentToken,
          roles: [{ roleName: 'PAYER', CRID: '12345678', accountType: 'EPS', accountNumber: '1000000000' }],
        }),
      },
      answer: anything,
    }),
    'reprint-label': write({
      name: 'Reprint Label',
      description: 'Get a label again until the day it is mailed, three times at most',
      docs: 'https://developers.usps.com/domesticlabelsv3',
      input: () => ({
        trackingNumber: uspsNumber(),
        labelFormat: labels.uspsLabelFormat().default('pdf'),
        paymentAuthorizationToken: labels.paymentAuthorizationToken(),
      }),
      request: ({ trackingNumber, labelFormat, paymentAuthorizationToken: token }) =>
        post(path`/labels/v3/label-reprint/${trackingNumber}`, json(labels.reprintRequest({ labelFormat })), {
          headers: { ...labels.embeddedImages, ...labels.authorizedBy(token) },
        }),
      example: {
        input: { trackingNumber: examples.cancelableLabel, paymentAuthorizationToken: examples.paymentToken },
        response: ({ trackingNumber, labelFormat }) => labels.exampleReprint(labelFormat, trackingNumber),
      },
      answer: anything,
    }),
    'get-city-state': read({
      name: 'Get City and State',
      description: 'Get the city and the state of a ZIP Code',
      docs: 'https://developers.usps.com/addressesv3',
      input: () => ({ zipCode: zipCode() }),
      request: ({ zipCode: ZIPCode }) => get(path`/addresses/v3/city-state`, { query: { ZIPCode } }),
      example: {
        input: { zipCode: '10018' },
        response: ({ zipCode: ZIPCode }) => ({ city: 'NEW YORK', state: 'NY', ZIPCode }),
      },
      answer: anything,
    }),
    'check-pickup-eligibility': read({
      name: 'Check Pickup Eligibility',
      description: 'Check that the carrier picks up at an address',
      docs: 'https://developers.usps.com/carrierpickupv3',
      input: () => ({ address: uspsAddress() }),
      request: ({ address }) =>
        get(path`/pickup/v3/carrier-pickup/eligibility`, { query: offices.streetQuery(address) }),
      example: {
        input: { address: examples.saintLouis },
        response: ({ address }) => ({ address: offices.streetQuery(address) }),
      },
      answer: anything,
    }),
    'find-post-offices': read({
      name: 'Find Post Offices',
      description: 'Find the post offices nearby, nearest first',
      docs: 'https://developers.usps.com/locationsv3',
      input: () => ({
        zipCode: zipCode().optional(),
        city: z.string().trim().min(1).max(28).optional(),
        state: stateCode().optional(),
        /** Miles. */
        radius: z.int().min(1).max(100).default(20),
        type: z.enum(['POST_OFFICE', 'CONTRACT_POSTAL_UNIT', 'SELF_SERVICE_KIOSK', 'VILLAGE_POST_OFFICE']).optional(),
        ...pageInput(),
        cursor: offices.offsetCursor().optional(),
      }),
      rules: validation.nowhere,
      request: (input) => get(path`/locations/v3/post-office-locations`, { query: offices.officesQuery(input) }),
      example: { input: { zipCode: '10463', radius: 1 }, response: offices.exampleOffices },
      answer: offices.officesAnswer,
      next: offices.nextOffset,
    }),
  }),
})

function mailerId(label: string, whose: string, example: string) {
  return field(z.string().regex(/^(\d{6}|\d{9})$/, 'is not a mailer id of six or nine digits'), {
    label,
    help: `USPS Business Customer Gateway, Mailer ID: ${whose}`,
    example,
  })
}

function uspsNumber() {
  return z.string().regex(/^[0-9A-Za-z]{8,34}$/, 'is not a USPS tracking number: digits and letters without spaces')
}
