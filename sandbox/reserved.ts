/**
 * Values that examples are made of: addresses under the domains that RFC 2606 reserves, phone numbers of the reserved
 * range 555-0100 to 555-0199, and anything that starts with "example". Where a provider wants a value to be unique, the
 * sandbox wants it of all others: an example is called again and again, and has to work every time.
 */
export function isReserved(value: string | null | undefined): boolean {
  if (value === null || value === undefined) return false
  return /[@.]example\.(com|net|org)$/i.test(value) || /^example/i.test(value) || /555\D?01\d\d$/.test(value)
}
