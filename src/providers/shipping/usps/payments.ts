import * as z from 'zod'

export const authorizationInput = () => ({
  /** A permit that pays instead of the Enterprise Payment account of the config. */
  permit: z
    .strictObject({
      number: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, 'is not a permit number'),
      zipCode: z.string().regex(/^\d{5}$/, 'is not a ZIP Code of five digits'),
    })
    .optional(),
})

interface Permit {
  readonly number: string
  readonly zipCode: string
}

interface Mailer {
  readonly crid: string
  readonly mid: string
  readonly manifestMid: string
  readonly accountNumber: string
}

/** Who pays, whose prices count and whose label it is: the mailer of the config. https://developers.usps.com/paymentsv3 */
export function authorizationRequest(permit: Permit | undefined, { crid, mid, manifestMid, accountNumber }: Mailer) {
  const account =
    permit === undefined
      ? { accountType: 'EPS', accountNumber }
      : { accountType: 'PERMIT', permitNumber: permit.number, permitZIP: permit.zipCode }
  return {
    roles: [
      { roleName: 'PAYER', CRID: crid, ...account },
      { roleName: 'RATE_HOLDER', CRID: crid, ...account },
      { roleName: 'LABEL_OWNER', CRID: crid, MID: mid, manifestMID: manifestMid },
      { roleName: 'SHIPPER', CRID: crid },
    ],
  }
}
