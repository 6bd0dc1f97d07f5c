// Finds the database of this command: the one DATABASE_URL names, or else the embedded one, started and held.
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../../lib/log'
import { checkDatabase, type DatabaseUrls, holdInstance, InUse } from './database'
import { type EmbeddedPostgres, startPostgres } from './postgres'
import { chosenFolder, prepareStorage } from './storage'
import { exitWith, Failure, onStop, step } from '../process.mjs'

type Options = {
  /** Work beside a running app instead of refusing to. */
  share?: boolean
  throwaway?: boolean
}

export type OpenedDatabase = DatabaseUrls & {
  /** What must outlive the process is kept here. With a database of your own it need not be there. */
  readonly folder: string
  readonly isEmbedded: boolean
}

/** What is waited for before each try to have the embedded PostgreSQL back (seconds); after the last, Cairn ends. */
const WAITS = [0, 1, 2, 5, 10, 20, 30]

/** Returns the addresses. What this command has started, it stops at its end, by whatever way it ends. */
export async function openDatabase(
  label: string,
  { share = false, throwaway = false }: Options = {},
): Promise<OpenedDatabase> {
  const { DATABASE_URL: given, CAIRN_OWNER_DATABASE_URL: owner } = process.env
  if (given) {
    await checkDatabase(given)
    if (owner) await checkDatabase(owner, 'CAIRN_OWNER_DATABASE_URL')
    return { url: given, ownerUrl: owner || given, folder: chosenFolder(), isEmbedded: false }
  }
  if (owner)
    throw new Failure('CAIRN_OWNER_DATABASE_URL needs DATABASE_URL beside it, with the role of the app.')
  const opening = openEmbedded(label, { share, throwaway })
  onStop(async (forced) => {
    const opened = await opening.catch(() => undefined)
    // Held until PostgreSQL is gone: no one can start using it while it is on its way out.
    await opened?.stop?.(forced)
  })
  return (await opening).database
}

async function openEmbedded(label: string, { share, throwaway }: Required<Options>) {
  const storage = await prepareStorage()
  console.log(`Data folder: ${storage.folder}`)
  const server = await step('Starting PostgreSQL', () => startPostgres(storage, { throwaway }))
  const { url, ownerUrl } = server
  const database: OpenedDatabase = { url, ownerUrl, folder: storage.folder, isEmbedded: true }
  const hold = await holdInstance(ownerUrl, label).catch(async (error) => {
    if (share && error instanceof InUse) return undefined
    if (!(error instanceof InUse) && !server.adopted) await server.stop()
    throw error
  })
  // Someone else's to stop.
  if (!hold) return { database }
  if (server.adopted) console.log('PostgreSQL was still running from an earlier start. Using it.')
  return { database, stop: keepRunning(server, hold, label, path.join(storage.folder, 'postgres')) }
}

/**
 * Has PostgreSQL back whenever it ends, and holds it again: when one of its processes dies, it ends all connections, that which
 * holds it too. Returns what stops it for good.
 */
function keepRunning(
  server: EmbeddedPostgres,
  first: { readonly lost: Promise<void> },
  label: string,
  logFolder: string,
) {
  let isStopping = false
  let recovery: Promise<unknown> = Promise.resolve()

  async function recover() {
    if (isStopping) return
    log.error('PostgreSQL has ended, or one of its processes: starting it again')
    for (const wait of WAITS) {
      await delay(wait * 1000)
      if (isStopping) return
      try {
        await server.restart()
        const hold = await holdInstance(server.ownerUrl, label)
        watch(hold)
        log.info('PostgreSQL answers again')
        return
      } catch (error) {
        if (error instanceof InUse) return void exitWith(1, error)
        log.error({ err: error }, 'PostgreSQL could not be started again')
      }
    }
    void exitWith(
      1,
      new Failure(`PostgreSQL has stopped and could not be started again. Its log is in ${logFolder}.`),
    )
  }

  function watch({ lost }: { readonly lost: Promise<void> }) {
    void lost.then(() => (recovery = recover()))
  }

  watch(first)
  return async (forced: boolean) => {
    isStopping = true
    // A start that is under way cannot be stopped.
    await Promise.race([recovery, delay(forced ? 0 : 10_000, undefined, { ref: false })])
    await server.stop(forced ? 'immediate' : 'fast')
  }
}
