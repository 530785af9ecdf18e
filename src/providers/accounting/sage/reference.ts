/** The part of Sage's reference about one operation, such as `postContacts` of `contacts/#tag/Contacts`. */
export function reference(tag: string, operation: string): string {
  return `https://developer.sage.com/accounting/reference/${tag}/operation/${operation}`
}
