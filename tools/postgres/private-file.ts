// Files that only the account which runs Cairn may read.
import { randomBytes } from 'node:crypto'
import { chown, link, open, readFile, rm } from 'node:fs/promises'
import type { Account } from './storage'

/**
 * Returns what a file holds; where there is none, makes it with what `make` returns. Whoever else makes it at the same
 * moment, all read the same: it is there whole or not at all.
 */
export async function readOrMakeFile(file: string, make: () => string, account?: Account): Promise<string> {
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (found !== undefined) return found
  const draft = `${file}.draft-${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(make())
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    if (account) await chown(draft, account.uid, account.gid)
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return readFile(file, 'utf8')
}
