import * as z from 'zod'
import { type Address, type contents, countryCode, type Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { mailingAddress } from './addresses.ts'
import { measures, midnight, money, nativeMoney, sumOf } from './values.ts'

export const shipstationLabelFormat = () => z.enum(['pdf', 'png', 'zpl'])

type LabelFormat = z.output<ReturnType<typeof shipstationLabelFormat>>

/** What customs ask about the contents, beyond what they are and what they are worth. */
export const customs = () =>
  z.strictObject({
    contents: z.enum(['merchandise', 'documents', 'gift', 'returned_goods', 'sample']).default('merchandise'),
    nonDelivery: z.enum(['return_to_sender', 'treat_as_abandoned']).default('return_to_sender'),
    countryOfOrigin: countryCode(),
    harmonizedCode: z
      .string()
      .regex(/^[0-9.]{4,14}$/, 'is not a harmonized tariff code')
      .optional(),
  })

export interface Label {
  readonly from: Address
  readonly to: Address
  readonly parcels: readonly Parcel[]
  readonly service: string
  readonly shipDate: string
  readonly contents?: z.output<ReturnType<typeof contents>> | undefined
  readonly customs?: z.output<ReturnType<typeof customs>> | undefined
  readonly reference?: string | undefined
  readonly carrier?: string | undefined
  readonly packageCode: string
  readonly confirmation: string
  readonly testLabel: boolean
  readonly labelFormat: LabelFormat
}

/** Customs want to know what is in the parcels and what it is worth. */
export function undeclared({ customs, contents }: Pick<Label, 'customs' | 'contents'>): readonly InputIssue[] {
  if (customs === undefined || contents?.value !== undefined) return []
  return [{ path: 'contents.value', message: 'Customs need what the contents are worth' }]
}

/** `POST /v2/labels`, with the shipment in it. https://docs.shipstation.com/apis/openapi/labels/create_label */
export function labelRequest(input: Label) {
  const { from, to, parcels, reference, customs } = input
  return {
    shipment: {
      carrier_id: input.carrier,
      service_code: input.service,
      ship_date: midnight(input.shipDate),
      shipment_number: reference,
      ship_from: mailingAddress(from),
      ship_to: mailingAddress(to),
      return_to: mailingAddress(from),
      confirmation: input.confirmation,
      insurance_provider: 'none',
      advanced_options: {},
      tags: [],
      ...(customs === undefined ? {} : { customs: { contents: customs.contents, non_delivery: customs.nonDelivery } }),
      packages: parcels.map((parcel, index) => ({
        package_code: input.packageCode,
        ...measures(parcel),
        content_description: input.contents?.description.slice(0, 35),
        // The contents are declared once, in the first package.
        ...(customs === undefined || index > 0 ? {} : { products: [product(input, customs)] }),
      })),
    },
    label_format: input.labelFormat,
    label_layout: '4x6',
    label_download_type: 'url',
    test_label: input.testLabel,
  }
}

function product({ contents }: Label, customs: NonNullable<Label['customs']>) {
  return {
    description: contents?.description,
    quantity: 1,
    value: contents?.value === undefined ? undefined : nativeMoney(contents.value),
    country_of_origin: customs.countryOfOrigin,
    harmonized_tariff_code: customs.harmonizedCode,
  }
}

const download = () =>
  z
    .looseObject({
      href: z.string().nullish(),
      pdf: z.string().nullish(),
      png: z.string().nullish(),
      zpl: z.string().nullish(),
    })
    .nullish()

export const labelAnswer = once(() =>
  z.looseObject({
    label_id: z.string(),
    tracking_number: z.string().nullish(),
    label_format: shipstationLabelFormat().nullish().catch(undefined),
    label_download: download(),
    packages: z.array(z.looseObject({ tracking_number: z.string().nullish() })).nullish(),
    shipment_cost: money().nullish(),
    insurance_cost: money().nullish(),
  }),
)

/** One document has the labels of all packages; its address is good for ninety days. */
export function unifyLabel(native: z.output<ReturnType<typeof labelAnswer>>, input: Pick<Label, 'labelFormat'>) {
  const numbers = (native.packages ?? []).flatMap((parcel) => parcel.tracking_number || [])
  const trackingNumber = native.tracking_number || numbers[0] || ''
  const format = native.label_format ?? input.labelFormat
  const url = native.label_download?.[format] ?? native.label_download?.href ?? null
  const cost = sumOf([native.shipment_cost, native.insurance_cost])
  return {
    id: native.label_id,
    trackingNumber,
    trackingNumbers: numbers.length === 0 && trackingNumber !== '' ? [trackingNumber] : numbers,
    labels:
      url === null ? [] : [{ trackingNumber: numbers.length > 1 ? null : trackingNumber, format, data: null, url }],
    cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
  }
}

export const voidAnswer = once(() => z.looseObject({ approved: z.boolean(), message: z.string().nullish() }))

export function unifyVoid(
  { approved, message }: z.output<ReturnType<typeof voidAnswer>>,
  { id }: { readonly id: string },
) {
  return { id, canceled: approved, message: message || null }
}

export function exampleLabel({ parcels, service, labelFormat, carrier = 'se-100001', testLabel }: Label) {
  const file = `https://api.shipstation.com/v2/downloads/10/F91fByOB-0aJJadf7JLeww/label-1234567.${labelFormat}`
  return {
    label_id: 'se-1234567',
    status: 'completed',
    shipment_id: 'se-2774150',
    tracking_number: '9405511899223197428490',
    carrier_id: carrier,
    service_code: service,
    test_label: testLabel,
    voided: false,
    label_format: labelFormat,
    label_layout: '4x6',
    label_download: { href: file, [labelFormat]: file },
    shipment_cost: { currency: 'usd', amount: 9.35 },
    insurance_cost: { currency: 'usd', amount: 0 },
    packages: parcels.map((parcel, index) => ({
      ...measures(parcel),
      package_id: index + 1,
      tracking_number: `94055118992231974284${String(90 + index)}`,
      sequence: index + 1,
    })),
  }
}
