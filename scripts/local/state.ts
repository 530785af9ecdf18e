import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The secrets of one machine's gateway: made on its first start, kept beside the state that they protect. */
export interface LocalSecrets {
  readonly vaultKeys: string
  readonly adminToken: string
}

export async function localSecrets(folder: string): Promise<LocalSecrets> {
  await mkdir(folder, { recursive: true })
  return {
    vaultKeys: await kept(join(folder, 'vault-keys'), () => `local:${randomBytes(32).toString('base64')}`),
    adminToken: await kept(join(folder, 'admin-token'), () => `upa_${randomBytes(24).toString('hex')}`),
  }
}

async function kept(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    const made = make()
    await writeFile(file, made, { mode: 0o600 })
    return made
  }
}
