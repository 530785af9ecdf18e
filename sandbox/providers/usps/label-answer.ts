import { json } from '../../http.ts'
import { type LabelFormat, labelImage } from '../../label-image.ts'
import type { Exchange } from '../../provider.ts'
import type { LabelRecord } from './label-records.ts'

const formats: Readonly<Record<string, { format: LabelFormat; extension: string; mediaType: string }>> = {
  PDF: { format: 'pdf', extension: 'pdf', mediaType: 'application/pdf' },
  LABEL_BROKER: { format: 'pdf', extension: 'pdf', mediaType: 'application/pdf' },
  TIFF: { format: 'tiff', extension: 'tiff', mediaType: 'image/tiff' },
  PNG: { format: 'png', extension: 'png', mediaType: 'image/png' },
  GIF: { format: 'gif', extension: 'gif', mediaType: 'image/gif' },
  JPG: { format: 'png', extension: 'jpg', mediaType: 'image/jpg' },
  SVG: { format: 'png', extension: 'svg', mediaType: 'image/svg+xml' },
  ZPL203DPI: { format: 'zpl', extension: 'zpl', mediaType: 'application/octet-stream' },
  ZPL300DPI: { format: 'zpl', extension: 'zpl', mediaType: 'application/octet-stream' },
  EPL300DPI: { format: 'epl', extension: 'epl', mediaType: 'application/octet-stream' },
}

/** The code of the extra service "USPS Label Delivery", for which no image is answered. */
const labelDelivery = 415

/**
 * A label in the form that the header `Accept` asks for. Images are base64 in all of them.
 *
 * - `application/vnd.usps.labels+json`: the metadata with `labelImage` among them;
 * - `application/json`: `{labelMetadata, labelImage}`;
 * - otherwise `multipart/form-data` with these two as its parts.
 */
export function labelAnswer({ headers, randomId }: Exchange, record: LabelRecord, labelMetadata: object): Response {
  const images = imagesOf(record)
  const encoded = Object.fromEntries(images.map(({ name, content }) => [name, content]))
  const accept = headers.get('accept') ?? ''
  if (accept.includes('application/vnd.usps.labels+json')) {
    const answer = json({ ...labelMetadata, ...encoded })
    answer.headers.set('Content-Type', 'application/vnd.usps.labels+json')
    return answer
  }
  if (accept.includes('application/json')) return json({ labelMetadata, ...encoded })
  const boundary = `usps-${randomId(16)}`
  const parts = [
    part(boundary, 'application/json', 'form-data; name="labelMetadata"', JSON.stringify(labelMetadata)),
    ...images.map(({ name, mediaType, extension, content }) =>
      part(boundary, mediaType, `form-data; name="${name}"; filename="${name}.${extension}"`, content),
    ),
  ]
  return new Response(`${parts.join('')}--${boundary}--\r\n`, {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  })
}

function part(boundary: string, mediaType: string, disposition: string, content: string): string {
  return `--${boundary}\r\nContent-Type: ${mediaType}\r\nContent-Disposition: ${disposition}\r\n\r\n${content}\r\n`
}

function imagesOf({ id, imageType, receiptOption, extraServices }: LabelRecord) {
  const kind = formats[imageType]
  if (kind === undefined || extraServices.includes(labelDelivery)) return []
  const names = receiptOption === 'SEPARATE_PAGE' ? ['labelImage', 'receiptImage'] : ['labelImage']
  return names.map((name) => ({ ...kind, name, content: labelImage(kind.format, 'USPS', id) }))
}
