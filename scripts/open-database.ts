// Finds the database of this command: the one DATABASE_URL names, or else the embedded one, started and held.
import { checkDatabase, type DatabaseUrls, holdInstance, InUse } from './database'
import { startPostgres } from './postgres'
import { prepareStorage } from './postgres-storage'
import { exitWith, Failure, onStop, step } from './process.mjs'

type Options = {
  /** Work beside a running app instead of refusing to. */
  share?: boolean
  throwaway?: boolean
}

/** Returns the addresses. What this command has started, it stops at its end, by whatever way it ends. */
export async function openDatabase(
  label: string,
  { share = false, throwaway = false }: Options = {},
): Promise<DatabaseUrls> {
  const { DATABASE_URL: given, CAIRN_OWNER_DATABASE_URL: owner } = process.env
  if (given) {
    await checkDatabase(given)
    if (owner) await checkDatabase(owner, 'CAIRN_OWNER_DATABASE_URL')
    return { url: given, ownerUrl: owner || given }
  }
  if (owner)
    throw new Failure('CAIRN_OWNER_DATABASE_URL needs DATABASE_URL beside it, with the role of the app.')
  const opening = openEmbedded(label, { share, throwaway })
  onStop(async (forced) => {
    const opened = await opening.catch(() => undefined)
    // Held until PostgreSQL is gone: nobody can start using it while it is on its way out.
    await opened?.stop?.(forced)
  })
  return (await opening).urls
}

async function openEmbedded(label: string, { share, throwaway }: Required<Options>) {
  const storage = await prepareStorage()
  console.log(`Data folder: ${storage.folder}`)
  const server = await step('Starting PostgreSQL', () => startPostgres(storage, { throwaway }))
  const urls = { url: server.url, ownerUrl: server.ownerUrl }
  const hold = await holdInstance(urls.ownerUrl, label).catch(async (error) => {
    if (share && error instanceof InUse) return undefined
    if (!(error instanceof InUse) && !server.adopted) await server.stop()
    throw error
  })
  // Somebody else's to stop.
  if (!hold) return { urls }
  if (server.adopted) console.log('An earlier start had left PostgreSQL running: took it over.')
  hold.onLost(() => {
    void exitWith(
      1,
      new Failure(`PostgreSQL has stopped underneath Cairn. Its log is in ${storage.folder}/postgres.`),
    )
  })
  const stop = async (forced: boolean) => {
    hold.ignoreLoss()
    await server.stop(forced ? 'immediate' : 'fast')
  }
  return { urls, stop }
}
