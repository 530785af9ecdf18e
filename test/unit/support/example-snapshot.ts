import { exampleConfig } from '../../../scripts/example-config.ts'
import type { Snapshot } from '../../../src/call/ports.ts'
import { build, prepare } from '../../../src/call/prepare.ts'
import { maskedCredentials, sign } from '../../../src/call/sign.ts'
import { splitConfig } from '../../../src/integrations/config-values.ts'
import { snapshotOf } from '../../../src/integrations/snapshots.ts'
import type { Operation } from '../../../src/kit/operation.ts'
import type { Provider } from '../../../src/kit/provider.ts'

/** An active integration of a provider, with the config that its fields' examples make. */
export function exampleSnapshot(provider: Provider): Snapshot {
  const { publicConfig, secrets } = splitConfig(provider, provider.configSchema().parse(exampleConfig(provider)))
  const owner = { org: 'org_test', id: 'int_test', version: 1 }
  const keys = { consent: undefined, dataKey: undefined }
  const snapshot = snapshotOf(owner, provider, { publicConfig, secrets }, keys)
  return { ...snapshot, limits: provider.limits, patience: 0 }
}

/** The key of a write, in the place where `writeKey` puts it, but the same every time. */
export function fixedKey({ effect, keyed }: Operation, { idempotencyHeader }: Provider, key = 'idempotency-key') {
  const honoured = effect === 'write' && (idempotencyHeader !== undefined || keyed)
  return {
    key: honoured ? key : '',
    headers: honoured && idempotencyHeader !== undefined && !keyed ? { [idempotencyHeader]: key } : {},
    repeatable: honoured,
  }
}

export function examplePrepared(operation: Operation) {
  return prepare(operation, operation.exampleInput)
}

export function exampleRequest(snapshot: Snapshot, operation: Operation, key?: string) {
  return build(snapshot, examplePrepared(operation), fixedKey(operation, snapshot.provider, key))
}

/** What `test` shows of a call with the operation's example: signed, with masks in place of secrets. */
export function examplePreview(snapshot: Snapshot, operation: Operation) {
  const { auth, config, secrets } = snapshot
  return sign(exampleRequest(snapshot, operation), auth, maskedCredentials(config, secrets))
}
