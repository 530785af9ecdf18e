import { UpstreamError } from '../errors/upstream-error.ts'
import { type Keyring, KeyringUnusable, parseKeyring } from '../vault/keyring.ts'

/**
 * The key ring, parsed on first use. A deployment without one refuses to keep or to open a secret. The value is kept and
 * not the promise: a promise belongs to the request that made it.
 */
export function keyringOf(text: string | undefined): () => Promise<Keyring> {
  let known: Keyring | undefined
  return async () => {
    try {
      known ??= await parseKeyring(text)
      return known
    } catch (thrown) {
      if (!(thrown instanceof KeyringUnusable)) throw thrown
      throw new UpstreamError('internal_error', {
        reason: `This deployment can't keep secrets: ${thrown.message}.`,
        suggestion: 'Its operator has to set VAULT_KEYS, as the configuration table of the README says.',
      })
    }
  }
}
