/** The page of an article, most of which show one operation. */
export function article(name: string): string {
  return `https://developer.waveapps.com/hc/en-us/articles/${name}`
}

/** The part of the API reference about one type, for operations that no article shows. */
export function typeReference(type: string): string {
  return `${article('360019968212-API-Reference')}#${type.toLowerCase()}`
}
