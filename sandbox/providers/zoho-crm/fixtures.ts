/** Records that every Zoho CRM organization of the sandbox has. What happens to them is answered and not stored. */
export const fixtures = {
  contact: '5725767000000411001',
  account: '5725767000000411002',
  /** A deal of that account and contact, in the stage Qualification. */
  deal: '5725767000000411003',
  /** A note of the contact. */
  note: '5725767000000411004',
  user: '5725767000000411005',
  organization: '5725767000000411006',
  lead: '5725767000000411007',
  /** The address of the contact. */
  email: 'ada.lovelace@example.com',
} as const

/** The user as records name whoever created or changed them. */
export const user = { name: 'Integration User', id: fixtures.user, email: 'integration@example.com' }
