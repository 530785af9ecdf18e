/**
 * True for a query that only reads. SOQL has no statement that writes records, but it has clauses with effects: FOR VIEW
 * and FOR REFERENCE mark records as used, FOR UPDATE locks them, UPDATE TRACKING and VIEWSTAT count article views.
 * https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-for-view-for-reference.html
 */
export function onlySelects(query: string): boolean {
  // Whatever stands in a quoted string is text and no clause.
  const clauses = query.replace(/'(?:[^'\\]|\\.)*'/gs, "''")
  return /^\s*SELECT\s/i.test(clauses) && !effects.test(clauses)
}

const effects = /\bFOR\s+(?:VIEW|REFERENCE|UPDATE)\b|\bUPDATE\s+(?:TRACKING|VIEWSTAT)\b/i
