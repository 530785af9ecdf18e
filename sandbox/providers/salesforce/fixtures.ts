/**
 * Records that every org of the sandbox has from the start. Acting on them always succeeds and is not stored.
 */
export const fixtures = {
  /** Any My Domain works; this is the one of the examples. */
  domain: 'sandbox.my.salesforce.com',
  clientId: 'sandbox-consumer-key',
  clientSecret: 'sandbox-consumer-secret',
  user: '005SB000000SBXAYA4',
  account: '001SB000000SBXAYA4',
  contact: '003SB000000SBXCYA4',
  opportunity: '006SB000000SBXOYA4',
  lead: '00QSB000000SBXL2A4',
  task: '00TSB000000SBXT2A4',
  note: '002SB000000SBXNYA4',
  /** The value of `External_Id__c` of `contact`. */
  contactExternalId: 'EXT-1001',
} as const
