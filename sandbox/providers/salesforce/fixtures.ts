/**
 * Records that every org of the sandbox has from the start. Acting on them always succeeds and is not stored.
 */
export const fixtures = {
  /** Any My Domain works; this is the one of the examples. */
  domain: 'sandbox.my.salesforce.com',
  clientId: 'sandbox-consumer-key',
  clientSecret: 'sandbox-consumer-secret',
  user: '005SB000000SBXAUAAX',
  account: '001SB000000SBXAAAA2',
  contact: '003SB000000SBXCAAAX',
  opportunity: '006SB000000SBXOAAAX',
  lead: '00QSB000000SBXLAAAX',
  task: '00TSB000000SBXTAAAX',
  note: '002SB000000SBXNAAAX',
  /** The value of `External_Id__c` of `contact`. */
  contactExternalId: 'EXT-1001',
} as const
