// Data folders for tests: beside the real data, because there the account that runs PostgreSQL can reach them, and
// named after the process that uses them, so that the next run can clear away what a killed one has left.
import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from '@/tools/postgres/cluster'
import { prepareStorage, runProgram, type Storage } from '@/tools/postgres/storage'

const pattern = /^test-(\d+)-/

export async function makeThrowawayStorage(purpose: string): Promise<Storage> {
  const storage = await removeAbandonedStorage()
  const folder = path.join(storage.folder, `test-${process.pid}-${purpose}`)
  await mkdir(folder)
  await chmod(folder, 0o711)
  return { ...storage, folder }
}

/** Clears away what killed processes have left; returns the storage that holds the throwaway ones. */
export async function removeAbandonedStorage() {
  if (process.env.CAIRN_TEST_DATA_DIR) process.env.CAIRN_DATA_DIR = process.env.CAIRN_TEST_DATA_DIR
  const storage = await prepareStorage()
  for (const entry of await readdir(storage.folder)) {
    const [, pid] = pattern.exec(entry) ?? []
    if (pid && !isAlive(Number(pid))) {
      await removeStorage({ ...storage, folder: path.join(storage.folder, entry) })
    }
  }
  return storage
}

export async function removeStorage(storage: Storage) {
  const cluster = path.join(storage.folder, 'postgres', 'cluster')
  // Mostly it is stopped already, or was never started.
  await runProgram(storage, 'pg_ctl', ['stop', '-D', cluster, '-m', 'immediate', '-w']).catch(() => undefined)
  await rm(storage.folder, { recursive: true, force: true })
}
