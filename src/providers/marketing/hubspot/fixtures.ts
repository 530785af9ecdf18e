/** What every HubSpot account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** A list of contacts that are put on it by hand. */
  audience: '31',
  /** A list that a condition fills. */
  segment: '32',
  /** On that list. */
  contact: '33451',
  contactEmail: 'ada.lovelace@example.com',
  /** On no list. */
  otherContact: '33452',
  /** A marketing e-mail that is a draft, with recipients and content. */
  campaign: '92491375140',
  /** A transactional e-mail that is published for single sends. */
  transactionalEmail: 92_491_375_141,
} as const
