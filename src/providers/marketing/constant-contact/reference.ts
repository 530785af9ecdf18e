/** A request's own place in the API reference. */
export function reference(tag: string, operation: string): string {
  return `https://developer.constantcontact.com/api_reference/index.html#!/${tag}/${operation}`
}
