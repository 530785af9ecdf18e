/** Shipping labels that are small but true to their format, so that a viewer or a printer accepts them. */

export type LabelFormat = 'pdf' | 'png' | 'gif' | 'zpl' | 'epl' | 'tiff'

/** One white pixel each. */
const pixels = {
  gif: 'R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==',
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  tiff: 'SUkqAAgAAAAIAAABAwABAAAAAQAAAAEBAwABAAAAAQAAAAIBAwABAAAACAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAbgAAABYBAwABAAAAAQAAABcBBAABAAAAAQAAAAAAAAD/',
}

/** A label of a carrier for a tracking number, as base64. */
export function labelImage(format: LabelFormat, carrier: string, trackingNumber: string): string {
  switch (format) {
    case 'zpl':
      return btoa(`^XA^CF0,40^FO50,50^FD${carrier} SANDBOX^FS^FO50,120^BCN,120,Y,N^FD${trackingNumber}^FS^XZ`)
    case 'epl':
      return btoa(`N\nA50,50,0,4,1,1,N,"${carrier} SANDBOX"\nB50,120,0,1,2,6,120,B,"${trackingNumber}"\nP1\n`)
    case 'pdf':
      return btoa(pdf(`${carrier} SANDBOX ${trackingNumber}`))
    case 'gif':
    case 'png':
    case 'tiff':
      return pixels[format]
  }
}

/** A PDF of one 4 × 6 inch page with one line of text. */
function pdf(line: string): string {
  const content = `BT /F1 14 Tf 24 396 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let document = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(document.length)
    document += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${document}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${document.length}\n%%EOF\n`
}
