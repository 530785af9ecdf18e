import { fixtures } from './fixtures.ts'
import { findObjectType } from './object-types.ts'
import { fixtureTime, type Hub, isFixture, records } from './store.ts'

interface Member {
  readonly listId: string
  readonly recordId: string
  readonly membershipTimestamp: string
}

const fixtureMembers: readonly Member[] = [
  { listId: fixtures.list, recordId: fixtures.listedContact, membershipTimestamp: fixtureTime },
  { listId: fixtures.segment, recordId: fixtures.listedContact, membershipTimestamp: fixtureTime },
]

/** The members of a list, by the number of their record. */
export function membersOf({ state }: Hub, listId: string): Member[] {
  return [...state.list<Member>('member'), ...fixtureMembers]
    .filter((member) => member.listId === listId)
    .toSorted((a, b) => Number(a.recordId) - Number(b.recordId))
}

/** What happens between a fixture's list and a fixture's record is answered, but not kept. */
export function addMember(hub: Hub, listId: string, objectTypeId: string, recordId: string): void {
  if (isKept(listId, objectTypeId, recordId)) {
    const member: Member = { listId, recordId, membershipTimestamp: hub.exchange.now.toISOString() }
    hub.state.put('member', `${listId}/${recordId}`, member)
  }
}

export function removeMember({ state }: Hub, listId: string, recordId: string): void {
  state.delete('member', `${listId}/${recordId}`)
}

function isKept(listId: string, objectTypeId: string, recordId: string): boolean {
  const type = findObjectType(objectTypeId)
  return listId !== fixtures.list || type === undefined || !isFixture(type, recordId)
}

export function hasRecord(hub: Hub, objectTypeId: string, recordId: string): boolean {
  const type = findObjectType(objectTypeId)
  return type !== undefined && records(hub, type).find(recordId)?.archivedAt === ''
}
