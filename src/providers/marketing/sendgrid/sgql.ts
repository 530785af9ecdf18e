/**
 * A string literal of SendGrid's query language: in single quotes, with a backslash before each quote and backslash.
 * https://www.twilio.com/docs/sendgrid/for-developers/sending-email/segmentation-query-language
 */
export function sgqlString(value: string): string {
  return `'${value.replaceAll(/[\\']/g, '\\$&')}'`
}
