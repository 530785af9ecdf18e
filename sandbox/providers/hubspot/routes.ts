import {
  accountDetails,
  listOwners,
  listPipelines,
  listProperties,
  readOwner,
  readPipeline,
  readProperty,
} from './account.ts'
import { associateByDefault, associateByType, dissociate, listAssociations } from './associations.ts'
import { archiveBatch, createBatch, readBatch, updateBatch, upsertBatch } from './batch.ts'
import { createEmail, deleteEmail, listEmails, publishEmail, readEmail, unpublishEmail, updateEmail } from './emails.ts'
import {
  createList,
  deleteList,
  readList,
  readListByName,
  readLists,
  renameList,
  restoreList,
  searchLists,
} from './lists.ts'
import {
  addMemberships,
  changeMemberships,
  clearMemberships,
  listMemberships,
  removeMemberships,
} from './memberships.ts'
import { archiveObject, createObject, listObjects, readObject, updateObject } from './objects.ts'
import { optOut, readOptOut, readStatuses, writeStatus } from './preferences.ts'
import { searchObjects } from './search.ts'
import { sendSingle } from './single-send.ts'
import type { Hub } from './store.ts'

type Play = (hub: Hub, ...parameters: string[]) => Response

/** A method and a path without its version; `*` is one segment, and a parameter of the operation. */
const routes: readonly (readonly [route: string, play: Play])[] = [
  ['GET account-info/details', accountDetails],

  ['GET crm/objects/*', listObjects],
  ['POST crm/objects/*', createObject],
  ['POST crm/objects/*/search', searchObjects],
  ['POST crm/objects/*/batch/create', createBatch],
  ['POST crm/objects/*/batch/read', readBatch],
  ['POST crm/objects/*/batch/update', updateBatch],
  ['POST crm/objects/*/batch/upsert', upsertBatch],
  ['POST crm/objects/*/batch/archive', archiveBatch],
  ['GET crm/objects/*/*', readObject],
  ['PATCH crm/objects/*/*', updateObject],
  ['DELETE crm/objects/*/*', archiveObject],
  ['GET crm/objects/*/*/associations/*', listAssociations],
  ['PUT crm/objects/*/*/associations/default/*/*', associateByDefault],
  ['PUT crm/objects/*/*/associations/*/*', associateByType],
  ['DELETE crm/objects/*/*/associations/*/*', dissociate],

  ['GET crm/lists', readLists],
  ['POST crm/lists', createList],
  ['POST crm/lists/search', searchLists],
  ['GET crm/lists/object-type-id/*/name/*', readListByName],
  ['GET crm/lists/*', readList],
  ['DELETE crm/lists/*', deleteList],
  ['PUT crm/lists/*/restore', restoreList],
  ['PUT crm/lists/*/update-list-name', renameList],
  ['GET crm/lists/*/memberships', listMemberships],
  ['DELETE crm/lists/*/memberships', clearMemberships],
  ['PUT crm/lists/*/memberships/add', addMemberships],
  ['PUT crm/lists/*/memberships/remove', removeMemberships],
  ['PUT crm/lists/*/memberships/add-and-remove', changeMemberships],

  ['GET crm/owners', listOwners],
  ['GET crm/owners/*', readOwner],
  ['GET crm/pipelines/*', listPipelines],
  ['GET crm/pipelines/*/*', readPipeline],
  ['GET crm/properties/*', listProperties],
  ['GET crm/properties/*/*', readProperty],

  ['GET communication-preferences/statuses/*', readStatuses],
  ['POST communication-preferences/statuses/*', writeStatus],
  ['GET communication-preferences/statuses/*/unsubscribe-all', readOptOut],
  ['POST communication-preferences/statuses/*/unsubscribe-all', optOut],

  ['GET marketing/emails', listEmails],
  ['POST marketing/emails', createEmail],
  ['GET marketing/emails/*', readEmail],
  ['PATCH marketing/emails/*', updateEmail],
  ['DELETE marketing/emails/*', deleteEmail],
  ['POST marketing/emails/*/publish', publishEmail],
  ['POST marketing/emails/*/unpublish', unpublishEmail],
  ['POST marketing/transactional/single-email/send', sendSingle],
]

/** The operation of a request, as what is left to call. */
export function findOperation(method: string, segments: readonly string[]): ((hub: Hub) => Response) | undefined {
  const path = withoutVersion(segments)
  if (path === undefined) return undefined
  for (const [route, play] of routes) {
    const [verb = '', pattern = ''] = route.split(' ')
    const parts = pattern.split('/')
    const isMatch =
      verb === method &&
      parts.length === path.length &&
      parts.every((part, index) => (part === '*' ? path[index] !== '' : part === path[index]))
    if (isMatch) return (hub) => play(hub, ...path.filter((_, index) => parts[index] === '*'))
  }
  return undefined
}

/**
 * A version by its date stands behind the name of the API (`/crm/objects/2026-09/contacts`), an older one behind the
 * name of its area (`/crm/v3/objects/contacts`).
 *
 * Source: https://developers.hubspot.com/docs/api-reference/legacy/migration-guide
 */
function withoutVersion(segments: readonly string[]): string[] | undefined {
  const [area = '', second = '', third = ''] = segments
  const isAreaOnly = area === 'account-info' || area === 'communication-preferences'
  const position = isAreaOnly || (second !== '' && legacyVersion(area, segments) === second) ? 1 : 2
  const version = position === 1 ? second : third
  if (version !== '2026-09' && version !== legacyVersion(area, segments)) return undefined
  return segments.filter((_, index) => index !== position)
}

function legacyVersion(area: string, segments: readonly string[]): string {
  return area === 'communication-preferences' || segments.includes('associations') ? 'v4' : 'v3'
}
