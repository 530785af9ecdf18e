/**
 * What every Constant Contact account of the local sandbox has; the example inputs name it, so that each example
 * succeeds.
 */
export const fixtures = {
  audience: '06a8eef4-5028-11ea-a812-fa163e56c9b0',
  /** On that list. */
  contact: '4c8ad5e2-5b1f-11ea-9f1b-fa163e56c9b0',
  contactEmail: 'ada.lovelace@example.com',
  /** On no list. */
  otherContact: '5d9be6f3-5b1f-11ea-9f1b-fa163e56c9b0',
  campaign: 'fa342848-edb6-477e-914d-f93c99c7a749',
  /** The primary e-mail of that campaign: a draft with content and recipients. */
  activity: '39ba8f3f-8bd5-4d5c-9b0b-1c5c5d3d1b3a',
  /** A confirmed address of the account. */
  sender: 'shop@example.com',
} as const
