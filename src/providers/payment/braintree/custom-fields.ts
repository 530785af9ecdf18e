import * as z from 'zod'

/** Custom fields, each of which must have been set up in the Control Panel under its API name. */
export const customFields = () =>
  z.record(z.string().max(40).regex(/^\w+$/, 'is not the API name of a custom field'), z.string().max(255)).optional()

export function customFieldsOf(metadata: Readonly<Record<string, string>> | undefined) {
  return metadata === undefined ? undefined : Object.entries(metadata).map(([name, value]) => ({ name, value }))
}
