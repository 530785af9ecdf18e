/** What every SendGrid account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  audience: 'f2fe66a1-43f3-4e3a-87b1-c6a600d805f0',
  /** On that audience. */
  contact: '9b0f4f4e-2c36-4bd3-9e1c-6f1c6a8a7d11',
  contactEmail: 'ada.lovelace@example.com',
  /** A draft with recipients, a subject, content, a sender and an unsubscribe group. */
  campaign: '27c21bbf-a12c-440b-b8bf-c526975328ca',
  /** A verified sender, and its number. */
  sender: 'shop@example.com',
  senderId: 4_926_541,
  suppressionGroup: 17_329,
} as const
