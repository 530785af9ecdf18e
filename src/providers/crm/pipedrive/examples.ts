/** Records that every Pipedrive company of the sandbox has. */
export const EXAMPLE_PERSON = '4101'
export const EXAMPLE_ORGANIZATION = '4201'
export const EXAMPLE_DEAL = '4301'
export const EXAMPLE_NOTE = '4401'
export const EXAMPLE_PIPELINE = '1'
/** The first stage of that pipeline, and the one after it. */
export const EXAMPLE_STAGE = '1'
export const EXAMPLE_NEXT_STAGE = '2'
/** The user that the API token belongs to. */
export const EXAMPLE_USER = '4501'
