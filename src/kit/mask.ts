/**
 * How a secret is shown: the part that tells a person which key it is, never enough to use it.
 *
 * Vendors put the kind of a key in front, in words joined by `_`, `-` or `.` (`sk_test_…`, `shpat_…`, `whsec_…`). Words
 * are kept only while they look like such a label: short, in lower case with one digit at most (`sq0atp-`) or a few
 * capitals (`SG.`), and followed by a separator. Random text rarely does, and everything else is dropped, so a key
 * without a label shows as `...` alone.
 */
const label = /^(?:(?:[a-z]{1,6}\d?[a-z]{0,4}|[A-Z]{1,3})[_.-]){1,3}/

/** Longest label shown, in characters. */
const longestLabel = 16
/** A label may be shown only if at least this many characters stay hidden, or what stays hidden is a mask already. */
const fewestHidden = 12

const ellipsis = '...'

export function mask(secret: string): string {
  if (isMask(secret)) return secret
  const prefix = label.exec(secret)?.[0] ?? ''
  const isLabel = prefix.length <= longestLabel && secret.length - prefix.length >= fewestHidden
  return (isLabel ? prefix : '') + ellipsis
}

/** True for what `mask` answers: a label, or nothing, and three dots. */
export function isMask(value: string): boolean {
  if (!value.endsWith(ellipsis)) return false
  const prefix = value.slice(0, -ellipsis.length)
  return prefix === '' || (prefix.length <= longestLabel && label.exec(prefix)?.[0] === prefix)
}
