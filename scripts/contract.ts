/**
 * Checks every provider's requests against the provider's own description of its API.
 *
 * `node scripts/contract.ts DIRECTORY [provider …]`: the directory has one folder a provider, laid out as
 * `contract/descriptions.ts` says. Nothing is sent. Exit code 1 where a request isn't as described.
 */
import { providers } from '../src/providers/registry.ts'
import { loadDescription } from './contract/description.ts'
import { descriptions } from './contract/descriptions.ts'
import { exceptions } from './contract/exceptions.ts'
import { checkProvider, type ProviderReport } from './contract/provider.ts'
import { summarize } from './contract/report.ts'

const [directory, ...wanted] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: npm run contract -- DIRECTORY [provider …]')
  process.exit(2)
}

const reports: ProviderReport[] = []
const undescribed: string[] = []
for (const provider of providers) {
  if (wanted.length > 0 && !wanted.includes(provider.id)) continue
  const known = descriptions[provider.id]
  const description = known === undefined ? undefined : loadDescription(directory, known)
  if (description === undefined) undescribed.push(provider.id)
  else reports.push(checkProvider(provider, description))
}

const { lines, failed } = summarize(reports, undescribed, exceptions)
console.log(lines.join('\n'))
process.exitCode = failed ? 1 : 0
