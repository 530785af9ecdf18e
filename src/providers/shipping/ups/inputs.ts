import * as z from 'zod'

/** A code of rating and shipping, such as `03`; the pickup's have three characters. */
export function upsService() {
  return z.string().regex(/^[A-Z0-9]{2}$/, 'is not a two-character UPS service code')
}

/** 02 is the shipper's own box; the others are UPS's (01 letter, 03 tube, 04 pak, 21 express box …). */
export function packaging() {
  return z.enum(['00', '01', '02', '03', '04', '21', '24', '25', '30', '2a', '2b', '2c']).default('02')
}

/** A tracking number, which is also a shipment's id when it is the first package's. In upper case, UPS says. */
export function upsNumber() {
  return z.string().regex(/^[0-9A-Z]{1,34}$/, 'is not a UPS number: digits and capital letters')
}

/** The number of a package; those of other UPS products are shorter or longer. */
export function packageNumber() {
  return z.string().regex(/^1Z[0-9A-Z]{16}$/, 'is not a UPS tracking number: 1Z and sixteen digits and capital letters')
}
