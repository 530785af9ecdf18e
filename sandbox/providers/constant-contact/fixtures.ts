/**
 * What every Constant Contact account of the sandbox has from the start. Acting on it always succeeds and is not
 * stored.
 */
export const fixtures = {
  accessToken: 'sandbox-access-token',
  list: '06a8eef4-5028-11ea-a812-fa163e56c9b0',
  /** On that list. */
  listedContact: '4c8ad5e2-5b1f-11ea-9f1b-fa163e56c9b0',
  listedContactEmail: 'ada.lovelace@example.com',
  /** On no list. */
  unlistedContact: '5d9be6f3-5b1f-11ea-9f1b-fa163e56c9b0',
  tag: '7ead07a4-5b1f-11ea-9f1b-fa163e56c9b0',
  segment: 30,
  olderSegment: 14,
  campaign: 'fa342848-edb6-477e-914d-f93c99c7a749',
  /** The primary e-mail of that campaign: a draft with content and recipients. */
  activity: '39ba8f3f-8bd5-4d5c-9b0b-1c5c5d3d1b3a',
  sentCampaign: 'e2c5b9b1-7d4a-4a4b-8c0e-2a3f4b5c6d7e',
  sentActivity: '8f6f1a52-0f0b-4f3d-9a53-0d4f1d2b3c4e',
  /** A confirmed address of the account. */
  sender: 'shop@example.com',
} as const
