/** Wave has one page for all of its operations. */
export const docs = 'https://developer.waveapps.com/hc/en-us/articles/360019968212-API-Reference'
