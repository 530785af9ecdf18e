/** What every account of the sandbox has from the start. Acting on it always succeeds and is not stored. */
export const fixtures = {
  audience: 'a1b2c3d4e5',
  /** The MD5 hash of `contactEmail`; subscribed, with the tag "Customer". */
  contact: '2b9150605ac374d671a306b5fcee60a0',
  contactEmail: 'ada.lovelace@example.com',
  unsubscribedEmail: 'alan.turing@example.com',
  /** Its mail bounced: it can't be subscribed any more. */
  cleanedEmail: 'charles.babbage@example.com',
  /** The static segment that the tag "Customer" is. */
  tag: 17_001,
  segment: 17_002,
  /** Has recipients, a subject, a sender and content, and hasn't been sent. */
  campaign: '42694e9e57',
  sentCampaign: '8d3ab5f1c2',
} as const
