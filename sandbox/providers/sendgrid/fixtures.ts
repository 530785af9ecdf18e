/** What every account of the sandbox has from the start. Acting on it always succeeds and is not stored. */
export const fixtures = {
  audience: 'f2fe66a1-43f3-4e3a-87b1-c6a600d805f0',
  /** On that list. */
  contact: '9b0f4f4e-2c36-4bd3-9e1c-6f1c6a8a7d11',
  contactEmail: 'ada.lovelace@example.com',
  segment: '1d3f8e4c-5f0a-4f6e-9a55-4b1b1e1c7a02',
  /** A draft with recipients, a subject, content, a sender and an unsubscribe group. */
  campaign: '27c21bbf-a12c-440b-b8bf-c526975328ca',
  sentCampaign: '5c1f9d0e-7a37-4b52-8a36-0d5d2f6a9b13',
  /** A verified sender, and its number. */
  sender: 'shop@example.com',
  senderId: 4_926_541,
  suppressionGroup: 17_329,
} as const
