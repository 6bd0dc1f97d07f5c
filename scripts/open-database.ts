// Finds the database of this command: the one DATABASE_URL names, or else the embedded one, started and held.
import { checkDatabase, holdInstance, InUse } from './database'
import { startPostgres } from './postgres'
import { prepareStorage } from './postgres-storage'
import { exitWith, Failure, onStop, step } from './process.mjs'

type Options = {
  /** Work beside a running app instead of refusing to. */
  share?: boolean
  throwaway?: boolean
}

/** Returns the address. What this command has started, it stops at its end, by whatever way it ends. */
export async function openDatabase(
  label: string,
  { share = false, throwaway = false }: Options = {},
): Promise<string> {
  const given = process.env.DATABASE_URL
  if (given) {
    await checkDatabase(given)
    return given
  }
  const opening = openEmbedded(label, throwaway)
  onStop(async (forced) => {
    const opened = await opening.catch(() => undefined)
    // Held until PostgreSQL is gone: nobody can start using it while it is on its way out.
    await opened?.stop(forced)
  })
  try {
    return (await opening).url
  } catch (error) {
    if (share && error instanceof InUse) return error.databaseUrl
    throw error
  }
}

async function openEmbedded(label: string, throwaway: boolean) {
  const storage = await prepareStorage()
  console.log(`Data folder: ${storage.folder}`)
  const server = await step('Starting PostgreSQL', () => startPostgres(storage, { throwaway }))
  const hold = await holdInstance(server.url, label).catch(async (error) => {
    if (!(error instanceof InUse) && !server.adopted) await server.stop()
    throw error
  })
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
  return { url: server.url, stop }
}
