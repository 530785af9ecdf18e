import { toUtc } from '../../../contracts/time.ts'

/** Magento stores times in UTC and writes them as `2017-11-29 20:40:07`. */
export function fromDatabase(time: string | null | undefined): string | null {
  return typeof time === 'string' ? toUtc(`${time.replace(' ', 'T')}Z`) : null
}

/** For filters: the first whole second that isn't before a time. */
export function toDatabase(time: string | undefined): string | undefined {
  if (time === undefined) return undefined
  const second = new Date(Math.ceil(Date.parse(time) / 1_000) * 1_000)
  return second.toISOString().slice(0, 19).replace('T', ' ')
}
