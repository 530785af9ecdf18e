import { isFields } from '../../http.ts'
import { listAt, textAt, valueAt } from '../../json-shape.ts'
import { type LabelFormat, labelImage } from '../../label-image.ts'
import type { Exchange } from '../../provider.ts'
import { carrierOf, priceOf, serviceOf } from './carriers.ts'
import { totalPounds } from './parts.ts'
import type { LabelRecord } from './records.ts'
import { indicated } from './shipment-view.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  zpl: 'application/zpl',
}

/** A label as ShipStation answers it. */
export function labelView({ url }: Exchange, label: LabelRecord): object {
  const carrier = carrierOf(label.carrierId)
  const service = carrier === undefined ? undefined : serviceOf(carrier, label.serviceCode)
  const cost = { currency: 'usd', amount: service === undefined ? 0 : priceOf(service, totalPounds(label.shipment)) }
  const isVoided = label.voided_at !== ''
  const downloads = downloadsOf(url.origin, label)
  const to = textAt(label.shipment, 'ship_to', 'country_code')
  return {
    label_id: label.id,
    status: isVoided ? 'voided' : 'completed',
    shipment_id: label.shipmentId,
    external_shipment_id: textAt(label.shipment, 'external_shipment_id') || null,
    external_order_id: textAt(label.shipment, 'external_order_id') || null,
    ship_date: textAt(label.shipment, 'ship_date') || label.created_at,
    created_at: label.created_at,
    shipment_cost: cost,
    insurance_cost: { currency: 'usd', amount: 0 },
    tracking_number: label.trackingNumber,
    is_return_label: label.isReturn,
    rma_number: null,
    is_international: (textAt(label.shipment, 'ship_from', 'country_code') || 'US') !== to,
    batch_id: '',
    carrier_id: label.carrierId,
    charge_event: label.chargeEvent,
    ...(label.returnOf === '' ? {} : { outbound_label_id: label.returnOf }),
    service_code: label.serviceCode,
    test_label: label.isTest,
    package_code: textAt(label.shipment, 'packages', 0, 'package_code') || 'package',
    voided: isVoided,
    voided_at: isVoided ? label.voided_at : null,
    label_download_type: label.download,
    label_format: label.format,
    display_scheme: 'label',
    label_layout: label.layout,
    trackable: true,
    label_image_id: null,
    carrier_code: carrier?.code,
    confirmation: textAt(label.shipment, 'confirmation') || 'none',
    tracking_status: isVoided ? 'unknown' : label.isDelivered ? 'delivered' : 'in_transit',
    label_download: downloads,
    form_download: null,
    qr_code_download: null,
    paperless_download: null,
    insurance_claim: null,
    packages: listAt(label.shipment, 'packages').map((parcel, index) => ({
      package_id: index + 1,
      package_code: 'package',
      ...(isFields(parcel) ? parcel : {}),
      tracking_number: label.trackingNumber,
      label_download: downloads,
      sequence: index + 1,
      has_label_documents: true,
      has_form_documents: false,
      has_qr_code_documents: false,
      has_paperless_label_documents: false,
    })),
    alternative_identifiers: null,
    rate_details: [
      {
        rate_detail_type: 'shipping',
        carrier_description: 'Shipping',
        carrier_billing_code: 'shipping',
        carrier_memo: '',
        amount: cost,
        billing_source: 'carrier',
      },
    ],
    tracking_url: `https://tools.usps.com/go/TrackConfirmAction.action?tLabels=${label.trackingNumber}`,
    ship_to: indicated(valueAt(label.shipment, 'ship_to')),
  }
}

function downloadsOf(origin: string, { id, format, download, trackingNumber }: LabelRecord): object {
  if (download === 'inline') {
    const content = labelImage(formatOf(format), 'SHIPSTATION', trackingNumber)
    return { href: `data:${mediaTypes[format] ?? 'application/pdf'};base64,${content}` }
  }
  const link = (extension: string) => `${origin}/v2/downloads/10/sandbox/label-${id}.${extension}`
  return { pdf: link('pdf'), png: link('png'), zpl: link('zpl'), href: link(format) }
}

function formatOf(format: string): LabelFormat {
  return format === 'png' || format === 'zpl' ? format : 'pdf'
}

/** `GET /v2/downloads/{dir}/{subdir}/{filename}`: the file of a label, or `undefined` where the name is of none. */
export function downloadOf(label: LabelRecord | undefined, extension: string): Response | undefined {
  const mediaType = mediaTypes[extension]
  if (label === undefined || mediaType === undefined) return undefined
  const content = atob(labelImage(formatOf(extension), 'SHIPSTATION', label.trackingNumber))
  const bytes = Uint8Array.from(content, (char) => char.charCodeAt(0))
  return new Response(bytes, { headers: { 'Content-Type': mediaType } })
}
