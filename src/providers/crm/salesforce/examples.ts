/** Records that every org of the sandbox has. The first three characters of an id tell the object. */
export const EXAMPLE_ACCOUNT = '001SB000000SBXAYA4'
export const EXAMPLE_CONTACT = '003SB000000SBXCYA4'
export const EXAMPLE_OPPORTUNITY = '006SB000000SBXOYA4'
export const EXAMPLE_NOTE = '002SB000000SBXNYA4'
/** The contact's `External_Id__c`. */
export const EXAMPLE_EXTERNAL_ID = 'EXT-1001'
