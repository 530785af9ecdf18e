import type { TokenEndpoint } from '../src/kit/connect.ts'
import { providers } from '../src/providers/registry.ts'

const proofs: Readonly<Record<TokenEndpoint['authentication'], string>> = {
  basic: 'HTTP Basic',
  form: 'the form',
  json: 'JSON',
  none: 'its id alone',
}

/** The table of docs/connect.md: the providers whose accounts give their consent, as they are declared. */
export function connectTable(): string {
  const rows = providers.flatMap(({ name, connect }) => {
    if (connect === undefined) return []
    const { docs, token, pkce, refresh, revoke } = connect
    const takenBack = revoke === undefined ? 'its dashboard' : '`disconnect`'
    return [
      [`[${name}](${docs})`, proofs[token.authentication], pkce ? 'yes' : 'no', `\`${refresh.token}\``, takenBack],
    ]
  })
  const head = ['Provider', 'The app proves itself by', 'PKCE', 'A used refresh token', 'Consent is taken back by']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
