/** Ids that the examples use. The first three characters of an id tell the object. */
export const EXAMPLE_ACCOUNT = '001D000000IqhSLIAZ'
export const EXAMPLE_CONTACT = '003D000000QV9n2IAD'
export const EXAMPLE_OPPORTUNITY = '006D000000CwAUvIAN'
export const EXAMPLE_NOTE = '002D000000BfXyPIAV'
