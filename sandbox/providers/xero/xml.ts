import { isFields } from '../../http.ts'

/** Plural names of lists and the element that they are made of. */
const singular: Readonly<Record<string, string>> = {
  Addresses: 'Address',
  Phones: 'Phone',
  Elements: 'DataContractBase',
}

/** An answer for those who do not accept JSON: a member is an element, a list holds elements of its singular name. */
export function xml(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const of = singular[name] ?? name.replace(/s$/, '')
    return `<${name}>${value.map((element) => xml(of, element)).join('')}</${name}>`
  }
  if (isFields(value)) {
    const members = Object.entries(value).map(([member, inner]) => xml(member, inner))
    return `<${name}>${members.join('')}</${name}>`
  }
  return value === undefined || value === null ? '' : `<${name}>${escaped(String(value))}</${name}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
