/** `1Z`, six characters of the account, two of the service, seven digits, a check digit. */
export function isTrackingNumber(value: string): boolean {
  return /^1Z[0-9A-Z]{16}$/.test(value)
}

export function trackingNumber(account: string, service: string, serial: string): string {
  const digits = serial.replaceAll(/\D/g, '').padStart(7, '0').slice(-7)
  const body = `${account.toUpperCase().padEnd(6, '0').slice(0, 6)}${service.padStart(2, '0').slice(-2)}${digits}`
  return `1Z${body}${checkDigit(body)}`
}

/** Letters count as digits (A is 2, B is 3, …), every second character counts twice. */
function checkDigit(body: string): number {
  const values = Array.from(body, (char) => (/\d/.test(char) ? Number(char) : (char.charCodeAt(0) - 63) % 10))
  const sum = values.reduce((all, value, index) => all + (index % 2 === 0 ? value : 2 * value), 0)
  return (10 - (sum % 10)) % 10
}
