import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { addressee, postalAddress } from './addresses.ts'
import { measures, plainIndicator } from './packages.ts'
import type { Consignment } from './rating.ts'

export const uspsLabelFormat = () => z.enum(['pdf', 'png', 'gif', 'jpg', 'svg', 'zpl', 'epl'])

type LabelFormat = z.output<ReturnType<typeof uspsLabelFormat>>

const imageTypes: Readonly<Record<LabelFormat, string>> = {
  pdf: 'PDF',
  png: 'PNG',
  gif: 'GIF',
  jpg: 'JPG',
  svg: 'SVG',
  zpl: 'ZPL203DPI',
  epl: 'EPL300DPI',
}

/**
 * The answer with the image as base64 inside the JSON. USPS answers in several parts where it isn't asked for this very
 * media type, `application/json` included. https://developers.usps.com/domesticlabelsv3
 */
export const embeddedImages = { Accept: 'application/vnd.usps.labels+json' } as const

/** A token that `create-payment-authorization` answered within the last eight hours. */
export const paymentAuthorizationToken = () =>
  z
    .string()
    .max(16_384)
    .regex(/^[A-Za-z0-9._~+/=-]+$/, 'is not a payment authorization token')

export function authorizedBy(token: string) {
  return { 'X-Payment-Authorization-Token': token }
}

/** USPS knows a repeated label by a UUID: a key of another form becomes one, the same key the same one. */
export function idempotentBy(key: string) {
  const [, ...groups] =
    /^([0-9a-f]{8})([0-9a-f]{4})[0-9a-f]([0-9a-f]{3})[0-9a-f]([0-9a-f]{3})([0-9a-f]{12})$/.exec(key) ?? []
  const [time = '', middle = '', version = '', variant = '', node = ''] = groups
  return { 'X-Idempotency-Key': groups.length === 0 ? key : `${time}-${middle}-4${version}-8${variant}-${node}` }
}

export interface Label extends Omit<Consignment, 'priceType'> {
  readonly service: string
  readonly processingCategory: string
  readonly reference?: string | undefined
  readonly labelFormat: LabelFormat
}

/** https://developers.usps.com/domesticlabelsv3 */
export function labelRequest(input: Label) {
  const { from, to, service, reference } = input
  return {
    imageInfo: imageInfo(input.labelFormat),
    fromAddress: { ...postalAddress(from), ...addressee(from) },
    toAddress: { ...postalAddress(to), ...addressee(to) },
    packageDescription: {
      mailClass: service,
      rateIndicator: input.rateIndicator ?? plainIndicator(service),
      processingCategory: input.processingCategory,
      destinationEntryFacilityType: 'NONE',
      weightUOM: 'lb',
      dimensionsUOM: 'in',
      ...measures(input.parcels),
      mailingDate: input.shipDate,
      ...(reference === undefined
        ? {}
        : { customerReference: [{ referenceNumber: reference, printReferenceNumber: true }] }),
    },
  }
}

/** A label of 4 by 6 inches, without the receipt that would share its page. */
function imageInfo(format: LabelFormat) {
  return { imageType: imageTypes[format], labelType: '4X6LABEL', receiptOption: 'NONE' }
}

/** A label printed again has no receipt to leave out. */
export function reprintRequest({ labelFormat }: Pick<Label, 'labelFormat'>) {
  return { imageInfo: { imageType: imageTypes[labelFormat], labelType: '4X6LABEL' } }
}

/** Mail between the country and the armed forces, and to some of the islands, needs a form that isn't made here. */
export function needsCustomsForm({ from, to }: Pick<Label, 'from' | 'to'>): readonly InputIssue[] {
  const isMilitary = (state: string | undefined) => state === 'AA' || state === 'AE' || state === 'AP'
  return [
    { path: 'from.state', state: from.state },
    { path: 'to.state', state: to.state },
  ].flatMap(({ path, state }) =>
    isMilitary(state) ? [{ path, message: 'USPS needs a customs form for mail of the armed forces' }] : [],
  )
}

const priced = () => z.array(z.looseObject({ price: z.number().nullish() })).nullish()

export const labelAnswer = once(() =>
  z.looseObject({
    trackingNumber: z.string(),
    postage: z.number().nullish(),
    extraServices: priced(),
    fees: priced(),
    labelImage: z.string().nullish(),
  }),
)

export function unifyLabel(
  native: z.output<ReturnType<typeof labelAnswer>>,
  { labelFormat }: Pick<Label, 'labelFormat'>,
) {
  const { trackingNumber, labelImage } = native
  const cost = costOf(native)
  return {
    id: trackingNumber,
    trackingNumber,
    trackingNumbers: [trackingNumber],
    labels: labelImage ? [{ trackingNumber, format: labelFormat, data: labelImage, url: null }] : [],
    cost: cost ?? null,
    currency: cost === undefined ? null : 'USD',
  }
}

/** Postage, extra services and fees, which USPS names apart; undefined where one of them is no amount. */
function costOf({ postage, extraServices, fees }: z.output<ReturnType<typeof labelAnswer>>): number | undefined {
  if (typeof postage !== 'number') return undefined
  const extras = [...(extraServices ?? []), ...(fees ?? [])].flatMap(({ price }) => price ?? [])
  return [postage, ...extras].reduce<number | undefined>((sum, price) => {
    const amount = toMinor(price, 'USD')
    return sum === undefined || amount === undefined ? undefined : sum + amount
  }, 0)
}

export const cancellationAnswer = once(() =>
  z.looseObject({ status: z.string(), trackingNumber: z.string().nullish(), disputeId: z.string().nullish() }),
)

/** A label whose data has reached the Post Office can't be canceled any more: its refund is asked for. */
export function unifyCancellation(
  { status, disputeId }: z.output<ReturnType<typeof cancellationAnswer>>,
  { id }: { readonly id: string },
) {
  const canceled = status === 'CANCELED'
  const dispute = disputeId ? `, dispute ${disputeId}` : ''
  return { id, canceled, message: canceled ? null : `${status}: a refund was requested${dispute}` }
}

export function exampleLabel(input: Label) {
  return {
    ...exampleReprint(input.labelFormat, '9205590006662202169556'),
    labelAddress: { ...postalAddress(input.to), ...addressee(input.to) },
    routingInformation: `420${input.to.postalCode?.replace('-', '') ?? ''}`,
    SKU: 'DUXP0XXXXC04050',
    postage: 9.35,
    extraServices: [{ name: 'USPS Tracking', SKU: 'DXTU0EXXXCX0000', price: 0 }],
    zone: '04',
    commitment: { name: '3 Days', scheduleDeliveryDate: input.shipDate },
    weightUOM: 'lb',
    weight: measures(input.parcels).weight,
    fees: [],
  }
}

export function exampleReprint(format: LabelFormat, trackingNumber: string) {
  return { trackingNumber, labelImage: format === 'zpl' ? 'XlhBXlha' : 'VVNQUw==' }
}
