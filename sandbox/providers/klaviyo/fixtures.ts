/** What every account of the sandbox has from the start. Acting on it always succeeds and is not stored. */
export const fixtures = {
  account: 'AbC123',
  /** Its opt-in is single: who subscribes is on it at once. */
  audience: 'Y6nRLr',
  segment: 'S8kQwT',
  /** On that list, and subscribed. */
  profile: '01GDDKASAP8TKDDA2GRZDSVP4H',
  profileEmail: 'ada.lovelace@example.com',
  /** On no list. */
  otherProfile: '01GDDKASAP8TKDDA2GRZDSVP4J',
  /** A draft with an audience, a message and a template. */
  campaign: '01GDDKASAP8TKDDA2GRZDSVP4K',
  campaignMessage: '01GDDKASAP8TKDDA2GRZDSVP4M',
  sentCampaign: '01GDDKASAP8TKDDA2GRZDSVP4N',
  sentCampaignMessage: '01GDDKASAP8TKDDA2GRZDSVP4P',
  template: 'RipRmi',
  metric: 'W5mTrK',
  event: '4vRpBT',
  tag: 'abcd1234-ef56-4a78-9b90-abcdef123456',
  tagGroup: 'fedc9876-ba54-4321-8f10-fedcba654321',
} as const
