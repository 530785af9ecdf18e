/** Records that every Zoho CRM organization of the sandbox has. */
export const EXAMPLE_CONTACT = '5725767000000411001'
export const EXAMPLE_ACCOUNT = '5725767000000411002'
/** A deal of that account and contact, in the first of the two stages. */
export const EXAMPLE_DEAL = '5725767000000411003'
export const EXAMPLE_NOTE = '5725767000000411004'
export const EXAMPLE_USER = '5725767000000411005'
export const EXAMPLE_ORGANIZATION = '5725767000000411006'
export const EXAMPLE_STAGE = 'Qualification'
export const EXAMPLE_NEXT_STAGE = 'Needs Analysis'
/** The address of the contact above. */
export const EXAMPLE_EMAIL = 'ada.lovelace@example.com'
