import * as z from 'zod'
import * as shipping from '../../../contracts/shipping.ts'
import { headerKey } from '../../../kit/auth.ts'
import { secret } from '../../../kit/config.ts'
import { perMinute } from '../../../kit/limit.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { del, get, json, post, put } from '../../../kit/request.ts'
import { fixed } from '../../../kit/server.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import { pickupPlace, placeOfRate, shipstationParty } from './addresses.ts'
import * as examples from './examples.ts'
import * as labels from './labels.ts'
import * as lists from './lists.ts'
import * as pickups from './pickups.ts'
import * as rating from './rating.ts'
import { refusal } from './refusal.ts'
import * as tracking from './tracking.ts'
import { pickupId, seId, serviceCode } from './values.ts'

/**
 * ShipStation, API version 2: many carriers behind one, each of them an account with an id of its own that `list-carriers`
 * answers. What is bought, tracked, voided and fetched is a label, by its id. There is no test environment; labels are made
 * for nothing with `testLabel`.
 */
export const shipstation = defineProvider({
  id: 'shipstation',
  type: 'shipping',
  name: 'ShipStation',
  description: 'ShipStation multi-carrier shipping',
  docs: 'https://docs.shipstation.com/apis/openapi',
  apiVersion: 'v2',
  config: () => ({
    apiKey: secret({
      label: 'API key',
      help: 'ShipStation, Settings, Account, API Settings: a production API key of API V2.',
      example: 'TEST_fakeUpstreamExampleApiKey00000000000000',
    }),
  }),
  server: fixed('https://api.shipstation.com'),
  auth: headerKey('api-key', 'apiKey'),
  limits: [perMinute(200, 'https://docs.shipstation.com/rate-limits')],
  refusal,
  // The page names the headers, the algorithm, the raw body and the five minutes. The dot, base64 and the address of the keys
  // are alike in the receivers of four others that follow it, two of which read base64url as well.
  webhook: {
    kind: 'key-set',
    docs: 'https://docs.shipstation.com/apis/docs/guides/webhooks-validation',
    header: 'x-shipengine-rsa-sha256-signature',
    keyIdHeader: 'x-shipengine-rsa-sha256-key-id',
    keySet: 'https://api.shipengine.com/jwks',
    algorithm: 'RSASSA-PKCS1-v1_5-SHA256',
    encoding: 'base64',
    content: ['timestamp', { literal: '.' }, 'body'],
    timestamp: { header: 'x-shipengine-timestamp', unit: 'date' },
    tolerance: 300,
  },
  check: 'list-carriers',
  operations: ({ read, write }) => ({
    'get-rates': read(shipping.getRates, {
      docs: 'https://docs.shipstation.com/apis/openapi/rates/estimate_rates',
      extra: () => ({
        from: placeOfRate(),
        to: placeOfRate(),
        parcels: z.array(shipping.parcel()).length(1),
        service: serviceCode().optional(),
        /** The ids of the carriers to ask, as `list-carriers` answers them. */
        carriers: z.array(seId()).min(1).max(20),
      }),
      request: (input) => post(path`/v2/rates/estimate`, json(rating.estimateRequest(input))),
      example: {
        input: {
          from: examples.austin,
          to: examples.houston,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
          carriers: [examples.carrier],
        },
        response: rating.exampleEstimate,
      },
      answer: rating.estimateAnswer,
      unify: rating.unifyEstimate,
    }),
    'create-shipment': write(shipping.createShipment, {
      docs: 'https://docs.shipstation.com/apis/openapi/labels/create_label',
      extra: () => ({
        from: shipstationParty(),
        to: shipstationParty(),
        service: serviceCode(),
        /** The id of the carrier that has the service; the account's primary carrier where it isn't said. */
        carrier: seId().optional(),
        /** One of the carrier's own boxes, as `list-carriers` answers them. */
        packageCode: z
          .string()
          .regex(/^[a-z0-9_]{1,50}$/, 'is not a package code')
          .default('package'),
        confirmation: z.enum(['none', 'delivery', 'signature', 'adult_signature', 'direct_signature']).default('none'),
        /** Needed where a customs border is crossed. */
        customs: labels.customs().optional(),
        /** Makes a label that costs nothing and that no carrier takes. */
        testLabel: z.boolean().default(false),
        labelFormat: labels.shipstationLabelFormat().default('pdf'),
      }),
      rules: labels.undeclared,
      request: (input) => post(path`/v2/labels`, json(labels.labelRequest(input))),
      example: {
        input: {
          from: examples.austin,
          to: examples.houston,
          parcels: [examples.smallBox],
          service: 'usps_priority_mail',
          carrier: examples.carrier,
          shipDate: '2026-11-24',
          testLabel: true,
        },
        response: labels.exampleLabel,
      },
      answer: labels.labelAnswer,
      unify: labels.unifyLabel,
    }),
    'track-shipment': read(shipping.trackShipment, {
      docs: 'https://docs.shipstation.com/apis/openapi/labels/get_tracking_log_from_label',
      // By the label's id: there is no way from a tracking number alone.
      extra: () => ({ id: seId() }),
      request: ({ id }) => get(path`/v2/labels/${id}/track`),
      example: {
        input: { trackingNumber: examples.labelTrackingNumber, id: examples.label },
        response: tracking.exampleTracking,
      },
      answer: tracking.trackingAnswer,
      unify: tracking.unifyTracking,
    }),
    'cancel-shipment': write(shipping.cancelShipment, {
      docs: 'https://docs.shipstation.com/apis/openapi/labels/void_label',
      extra: () => ({ id: seId() }),
      request: ({ id }) => put(path`/v2/labels/${id}/void`),
      example: {
        input: { id: examples.label },
        response: () => ({ approved: true, message: 'This label has been voided.' }),
      },
      answer: labels.voidAnswer,
      unify: labels.unifyVoid,
    }),
    'schedule-pickup': write(shipping.schedulePickup, {
      docs: 'https://docs.shipstation.com/apis/openapi/package_pickups/schedule_pickup',
      extra: () => ({
        address: pickupPlace(),
        shipments: z.array(seId()).min(1).max(50),
      }),
      request: (input) => post(path`/v2/pickups`, json(pickups.pickupRequest(input))),
      example: {
        input: {
          address: examples.austin,
          date: '2026-11-24',
          readyTime: '10:00',
          closeTime: '17:00',
          parcels: [examples.smallBox],
          service: 'usps_priority_mail',
          shipments: [examples.label],
        },
        response: pickups.examplePickup,
      },
      answer: pickups.pickupAnswer,
      unify: pickups.unifyPickup,
    }),
    'cancel-pickup': write({
      name: 'Cancel Pickup',
      description: 'Cancel a scheduled pickup',
      docs: 'https://docs.shipstation.com/apis/openapi/package_pickups/delete_scheduled_pickup',
      input: () => ({ id: pickupId() }),
      request: ({ id }) => del(path`/v2/pickups/${id}`),
      example: {
        input: { id: examples.pickup },
        response: ({ id }) => ({ request_id: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11', errors: [], pickup_id: id }),
      },
      answer: anything,
    }),
    'list-carriers': read({
      name: 'List Carriers',
      description: "List the account's carriers, with their services and their boxes",
      docs: 'https://docs.shipstation.com/apis/openapi/carriers/list_carriers',
      input: wholeListInput,
      request: () => get(path`/v2/carriers`),
      example: {
        input: {},
        response: () => ({
          carriers: [
            { carrier_id: examples.carrier, carrier_code: 'stamps_com', friendly_name: 'Stamps.com', primary: true },
          ],
          request_id: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11',
          errors: [],
        }),
      },
      ...pagesOf('carriers'),
    }),
    'list-carrier-services': read({
      name: 'List Carrier Services',
      description: 'List the services of one carrier',
      docs: 'https://docs.shipstation.com/apis/openapi/carriers/list_carrier_services',
      input: () => ({ ...wholeListInput(), carrier: seId() }),
      request: ({ carrier }) => get(path`/v2/carriers/${carrier}/services`),
      example: {
        input: { carrier: examples.carrier },
        response: ({ carrier }) => ({
          services: [{ carrier_id: carrier, service_code: 'usps_priority_mail', name: 'USPS Priority Mail' }],
        }),
      },
      ...pagesOf('services'),
    }),
    'list-labels': read({
      name: 'List Labels',
      description: 'List labels, newest first; by tracking number too',
      docs: 'https://docs.shipstation.com/apis/openapi/labels/list_labels',
      input: () => ({
        ...lists.pagedInput(),
        status: z.enum(['processing', 'completed', 'error', 'voided']).optional(),
        trackingNumber: z.string().min(1).max(50).optional(),
      }),
      request: ({ status, trackingNumber, ...page }) =>
        get(path`/v2/labels`, {
          query: { ...lists.pageQuery(page), label_status: status, tracking_number: trackingNumber },
        }),
      example: {
        input: { limit: 5 },
        response: (input) => ({ labels: [{ label_id: examples.label }], ...lists.examplePage(input) }),
      },
      answer: lists.pageAnswer,
      next: lists.nextPage,
    }),
    'list-shipments': read({
      name: 'List Shipments',
      description: 'List shipments, newest first: what is to be shipped, and what was',
      docs: 'https://docs.shipstation.com/apis/openapi/shipments/list_shipments',
      input: () => ({
        ...lists.pagedInput(),
        status: z.enum(['pending', 'processing', 'label_purchased', 'cancelled']).optional(),
        shipmentNumber: z.string().min(1).max(50).optional(),
      }),
      request: ({ status, shipmentNumber, ...page }) =>
        get(path`/v2/shipments`, {
          query: { ...lists.pageQuery(page), shipment_status: status, shipment_number: shipmentNumber },
        }),
      example: {
        input: { limit: 5 },
        response: (input) => ({ shipments: [{ shipment_id: examples.shipment }], ...lists.examplePage(input) }),
      },
      answer: lists.pageAnswer,
      next: lists.nextPage,
    }),
    'get-shipment': read({
      name: 'Get Shipment',
      description: 'Get a shipment by its id',
      docs: 'https://docs.shipstation.com/apis/openapi/shipments/get_shipment_by_id',
      input: () => ({ id: seId() }),
      request: ({ id }) => get(path`/v2/shipments/${id}`),
      example: {
        input: { id: examples.shipment },
        response: ({ id }) => ({ shipment_id: id, shipment_status: 'pending' }),
      },
      answer: anything,
    }),
  }),
})
