// Everything between installed packages and a page that answers.
import { writeConsoleAsLines } from '../server/console-lines'
import { startServer } from '../server/main'
import { runKey } from '../tools/secrets/action-keys'
import { ensureBuild, ensureClient } from './build'
import { prepareDatabase, takeTurn } from '../tools/postgres/database'
import { describeExcess } from '../tools/postgres/database-roles'
import { openDatabase } from '../tools/postgres/open-database'
import { paths } from '../lib/paths'
import { makeFirstLink } from './first-administrator'
import { checkPortIsFree, findUnnamedAddress, readAddress } from '../server/port'
import { readEnv } from '../lib/read-env'
import { Failure, onStop, step } from '../tools/process.mjs'
import { readSecret } from '../tools/secrets/secret'

export type LaunchOptions = {
  dev?: boolean
  /** For tests: data that need not survive a power cut. */
  throwaway?: boolean
  /** Whether a new database has the second plan as well; tests of the first do without. */
  bothPlans?: boolean
  /** Runs when nothing is left to install or build, so that another command may. */
  onPrepared?: () => void
}

/** Returns the addresses of the database that the app works on. */
export async function launch({
  dev = false,
  throwaway = false,
  bothPlans = true,
  onPrepared,
}: LaunchOptions = {}) {
  const { host, port, url } = readAddress()
  const warning = findUnnamedAddress()
  if (warning) console.warn(warning)
  const [database] = await Promise.all([
    // In this order: when it is another Cairn that has the port, the database knows which.
    openDatabase(url, { throwaway }).then(async (opened) => {
      await checkPortIsFree(host, port)
      return opened
    }),
    ensureClient().then(() => (dev ? undefined : ensureBuild())),
  ])
  onPrepared?.()
  // After the build: a checkout that does not build must not change the schema under instances that run.
  await prepareDatabase(database, { bothPlans })
  const excess = await describeExcess(database.url)
  if (excess) console.warn(`\n${excess}\n`)

  process.env.DATABASE_URL = database.url
  // From here on nothing needs the rights of the owner.
  delete process.env.CAIRN_OWNER_DATABASE_URL
  process.env.CAIRN_URL ||= url
  process.env.CAIRN_SECRET = await takeTurn(database, (owner) =>
    readSecret(owner, database, process.env.CAIRN_SECRET),
  )
  checkEnv()
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = runKey(process.env.CAIRN_SECRET)
  const server = await step('Starting the web server', () => startServer({ port, host, dev }))
  onStop((forced) => server.close(forced))
  const token = await makeFirstLink(database.url)
  if (token) {
    const link = new URL(paths.invitation(token), process.env.CAIRN_URL).href
    console.log(
      `\nThere are no accounts yet. Use this link to add the first administrator. It works once:\n  ${link}`,
    )
  }
  console.log(`\nCairn is ready at ${url} (after ${process.uptime().toFixed(1)} s). Ctrl-C stops it.`)
  // A developer reads what Next writes as Next writes it.
  if (!dev) writeConsoleAsLines()
  return database
}

/** A setting that is wrong stops the start, rather than each page afterwards. */
function checkEnv() {
  try {
    readEnv(process.env)
  } catch (error) {
    throw new Failure((error as Error).message)
  }
}
