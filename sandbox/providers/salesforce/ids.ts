const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * The 18 characters of a record id: 15 that depend on case and 3 that spell out their case, so that ids survive tools
 * which ignore it. Source: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm#i1435616
 */
export function longId(id: string): string {
  if (id.length !== 15) return id
  const suffix = [0, 5, 10].map((start) => {
    const bits = Array.from(id.slice(start, start + 5), (char, index) => (/[A-Z]/.test(char) ? 2 ** index : 0))
    return suffixAlphabet.charAt(bits.reduce((sum, bit) => sum + bit, 0))
  })
  return id + suffix.join('')
}

/** Whether a text has the form of a record id, with the right suffix where it has one. */
export function isId(value: string): boolean {
  if (!/^[A-Za-z0-9]{15}([A-Z0-5]{3})?$/.test(value)) return false
  return value.length === 15 || longId(value.slice(0, 15)) === value
}

export function newId(prefix: string, random: string): string {
  return longId(`${prefix}SB00${random}`.slice(0, 15))
}
