/**
 * What every HubSpot account of the sandbox has from the start. Acting on it always succeeds and is not stored.
 */
export const fixtures = {
  accessToken: 'pat-na1-sandbox-0000-0000-000000000000',
  portal: 44_400_001,
  /** A list of contacts that are put on it by hand. */
  list: '31',
  /** A list that a condition fills. */
  segment: '32',
  /** On that list. */
  listedContact: '33451',
  listedContactEmail: 'ada.lovelace@example.com',
  /** On no list. */
  unlistedContact: '33452',
  /** A contact of `company`, and of `deal`. */
  contact: '51001',
  company: '52001',
  /** In the first stage of the pipeline. */
  deal: '53001',
  /** On `contact`. */
  note: '54001',
  /** On `contact`. */
  task: '56001',
  owner: '55001',
  pipeline: 'default',
  /** A marketing e-mail that is a draft, with recipients, a subject and content. */
  draftEmail: '92491375140',
  /** A transactional e-mail that is published for single sends. */
  transactionalEmail: 92_491_375_141,
  /** A marketing e-mail that was sent. */
  sentEmail: '92491375142',
} as const
