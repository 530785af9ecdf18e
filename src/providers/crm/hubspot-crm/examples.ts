/** Records that every HubSpot account of the sandbox has. */
export const EXAMPLE_CONTACT = '51001'
export const EXAMPLE_COMPANY = '52001'
/** A deal of that company and contact, in the first of the two stages. */
export const EXAMPLE_DEAL = '53001'
export const EXAMPLE_NOTE = '54001'
export const EXAMPLE_PIPELINE = 'default'
export const EXAMPLE_STAGE = 'appointmentscheduled'
export const EXAMPLE_NEXT_STAGE = 'qualifiedtobuy'
export const EXAMPLE_OWNER = '55001'
