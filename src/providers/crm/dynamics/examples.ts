/** Rows that every Dataverse environment of the sandbox has. */
export const EXAMPLE_CONTACT = 'c0a80001-5b1d-ed11-b83e-000d3a572421'
export const EXAMPLE_ACCOUNT = 'a0a80001-5b1d-ed11-b83e-000d3a572421'
/** An open opportunity of that account and contact, in US dollars. */
export const EXAMPLE_OPPORTUNITY = '0ba80001-5b1d-ed11-b83e-000d3a572421'
export const EXAMPLE_NOTE = '4ea80001-5b1d-ed11-b83e-000d3a572421'
/** The base currency, US dollars. */
export const EXAMPLE_CURRENCY = 'd0a80001-5b1d-ed11-b83e-000d3a572421'
/** The application user, its business unit, and the organization. */
export const EXAMPLE_USER = 'e0a80001-5b1d-ed11-b83e-000d3a572421'
export const EXAMPLE_BUSINESS_UNIT = 'e0a80002-5b1d-ed11-b83e-000d3a572421'
export const EXAMPLE_ORGANIZATION = 'e0a80003-5b1d-ed11-b83e-000d3a572421'
