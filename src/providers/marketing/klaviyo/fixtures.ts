/** What every Klaviyo account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  audience: 'Y6nRLr',
  segment: 'S8kQwT',
  /** On that list, and subscribed. */
  profile: '01GDDKASAP8TKDDA2GRZDSVP4H',
  profileEmail: 'ada.lovelace@example.com',
  /** On no list. */
  otherProfile: '01GDDKASAP8TKDDA2GRZDSVP4J',
  /** A draft with an audience, a message and a template. */
  campaign: '01GDDKASAP8TKDDA2GRZDSVP4K',
} as const
