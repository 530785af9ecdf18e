/** Rows that every Dataverse environment of the sandbox has. What happens to them is answered and not stored. */
export const fixtures = {
  contact: 'c0a80001-5b1d-ed11-b83e-000d3a572421',
  account: 'a0a80001-5b1d-ed11-b83e-000d3a572421',
  /** An open opportunity of that account and contact, in US dollars. */
  opportunity: '0ba80001-5b1d-ed11-b83e-000d3a572421',
  /** A note of the contact. */
  note: '4ea80001-5b1d-ed11-b83e-000d3a572421',
  /** The base currency, US dollars. */
  currency: 'd0a80001-5b1d-ed11-b83e-000d3a572421',
  euro: 'd0a80002-5b1d-ed11-b83e-000d3a572421',
  /** The application user, its business unit, and the organization. */
  user: 'e0a80001-5b1d-ed11-b83e-000d3a572421',
  businessUnit: 'e0a80002-5b1d-ed11-b83e-000d3a572421',
  organization: 'e0a80003-5b1d-ed11-b83e-000d3a572421',
} as const
