/** What every Mailchimp account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  audience: 'a1b2c3d4e5',
  /** The MD5 hash of `contactEmail`, by which Mailchimp calls a member of an audience. */
  contact: '2b9150605ac374d671a306b5fcee60a0',
  contactEmail: 'ada.lovelace@example.com',
  /** Has recipients, a subject, a sender and content, and hasn't been sent. */
  campaign: '42694e9e57',
} as const
