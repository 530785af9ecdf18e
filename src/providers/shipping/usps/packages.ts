import * as z from 'zod'
import { type Parcel, parcel } from '../../../contracts/shipping.ts'
import { dimensionsIn, weightIn } from '../../../contracts/units.ts'

/** USPS rates and labels one package at a time, and wants to know its size. */
export const onePackage = () => z.array(parcel().required({ dimensions: true })).length(1)

type Package = Parcel & { readonly dimensions: NonNullable<Parcel['dimensions']> }

/** Decimals of a pound that tell whole ounces apart: an ounce is 0.0625 lb, and what is begun is billed. */
const poundDigits = 4
const inchDigits = 2

/** Pounds and inches; the longest side is the length. */
export function measures(parcels: readonly Package[]) {
  const [only] = parcels
  if (only === undefined) throw new TypeError('the input has one parcel')
  const { length, width, height } = dimensionsIn('in', only.dimensions, inchDigits)
  const [longest = 0, middle = 0, shortest = 0] = [length, width, height].sort((one, other) => other - one)
  return { weight: weightIn('lb', only.weight, poundDigits), length: longest, width: middle, height: shortest }
}

const domesticClasses = [
  'USPS_GROUND_ADVANTAGE',
  'PRIORITY_MAIL',
  'PRIORITY_MAIL_EXPRESS',
  'PARCEL_SELECT',
  'MEDIA_MAIL',
  'LIBRARY_MAIL',
  'BOUND_PRINTED_MATTER',
  'USPS_CONNECT_LOCAL',
  'USPS_CONNECT_REGIONAL',
  'USPS_CONNECT_MAIL',
] as const

const internationalClasses = [
  'FIRST-CLASS_PACKAGE_INTERNATIONAL_SERVICE',
  'PRIORITY_MAIL_INTERNATIONAL',
  'PRIORITY_MAIL_EXPRESS_INTERNATIONAL',
] as const

/** The mail classes of outbound packages. https://developers.usps.com/domesticlabelsv3 */
export const domesticClass = () => z.enum(domesticClasses)

/** All that prices are known for. https://developers.usps.com/shippingoptionsv3 */
export const mailClass = () => z.enum([...domesticClasses, ...internationalClasses])

export function isInternationalClass(mailClass: string): boolean {
  return internationalClasses.some((international) => international === mailClass)
}

/** USPS's own boxes, and sizes with a price of their own. https://developers.usps.com/domesticlabelsv3 */
const rateIndicators =
  '3D 3N 3R 5D BA BB CP CM DC DE DF DN DR E4 E6 FA FB FE FP FS LC LF LL LO LS NP OS P5 P6 P7 P8 P9 Q6 Q7 Q8 Q9 Q0 PA PL PM PR SN SP SR'.split(
    ' ',
  )

/** `FS` is the small flat rate box, `FB` the medium, `PL` the large; `CP` a cubic parcel, `SP` a single piece. */
export const rateIndicator = () => z.enum(rateIndicators)

/** A single package in its own box, which Priority Mail Express has a code of its own for. */
export function plainIndicator(mailClass: string): string {
  return mailClass === 'PRIORITY_MAIL_EXPRESS' ? 'PA' : 'SP'
}
