import { text, textAt } from '../../json-shape.ts'
import { invalid } from './answers.ts'
import { type Call, queryOf, selected } from './call.ts'
import { memberView } from './member-view.ts'
import { lists, members } from './records.ts'

/** `GET /search-members`: an address, or a first or last name, in one audience or in all of them. */
export function searchMembers(call: Call): Response {
  const query = queryOf(call, { query: text(undefined, 1), list_id: text() })
  const wanted = textAt(query, 'query').toLowerCase()
  if (wanted === '') throw invalid({ field: 'query', message: 'This value should not be blank.' })
  const listId = textAt(query, 'list_id')
  if (listId !== '' && lists(call.state).find(listId) === undefined) {
    throw invalid({ field: 'list_id', message: 'The list ID provided does not exist.' })
  }
  const all = members(call.state)
    .all()
    .filter(({ status, list_id }) => status !== 'archived' && ['', list_id].includes(listId))
  const textsOf = ({ email_address, merge_fields }: (typeof all)[number]) =>
    [email_address, textAt(merge_fields, 'FNAME'), textAt(merge_fields, 'LNAME')].map((value) => value.toLowerCase())
  const exact = all.filter((member) => textsOf(member).includes(wanted))
  const full = all.filter((member) => textsOf(member).some((value) => value.includes(wanted)))
  return selected(call, {
    exact_matches: { members: exact.map(memberView), total_items: exact.length },
    full_search: { members: full.map(memberView), total_items: full.length },
    _links: [],
  })
}
