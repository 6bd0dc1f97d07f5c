// The built app on data of its own, for the browser tests: started and stopped by Playwright (playwright.config.ts).
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { ensureClient } from '@/scripts/build'
import { launch } from '@/scripts/launch'
import { isAlive } from '@/tools/postgres/cluster'
import { prepareDatabase } from '@/tools/postgres/database'
import { startPostgres } from '@/tools/postgres/postgres'
import { readAddress } from '@/server/port'
import { exitWith, onStop, runMain } from '@/tools/process.mjs'
import { paths } from '@/lib/paths'
import { startProvider } from '@/tests/helpers/oidc-provider'
import { makeThrowawayStorage, removeStorage } from './throwaway'

// Whoever started it with a channel asks over it how many statements went to the database (tests/helpers/own-server.ts).
if (process.send) {
  let statements = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function count(this: pg.Client, ...question: unknown[]) {
    statements += 1
    return Reflect.apply(query, this, question) as never
  } as typeof query
  process.on('message', () => process.send?.(statements))
  // It must not keep the process alive.
  process.channel?.unref()
}

await runMain(async () => {
  // Playwright stops this at its end, but not when it is itself stopped or killed.
  const runner = Number(process.env.CAIRN_E2E_RUNNER)
  setInterval(() => isAlive(runner) || void exitWith(0), 500).unref()

  delete process.env.DATABASE_URL
  const storage = await makeThrowawayStorage('e2e')
  onStop(() => removeStorage(storage))
  // The first server of a run makes the data that those of single tests start on (tests/helpers/own-server.ts).
  const prepared = path.resolve(storage.folder, '..', process.env.CAIRN_E2E_PREPARED ?? '')
  if (existsSync(prepared)) await copyFolder(`${prepared}/.`, storage.folder)
  else {
    const postgres = await startPostgres(storage, { throwaway: true })
    await ensureClient()
    await prepareDatabase(postgres)
    await postgres.stop()
    await copyFolder(storage.folder, prepared)
  }
  process.env.CAIRN_DATA_DIR = storage.folder
  const { url } = readAddress()
  const provider = await startProvider(new URL(paths.providerCallback(), url).href)
  Object.assign(process.env, provider.env)
  const bothPlans = process.env.CAIRN_E2E_BOTH_PLANS === '1'
  const { ownerUrl } = await launch({ throwaway: true, bothPlans })
  // For the tests that write as another program would.
  const file = process.env.CAIRN_E2E_DATABASE_FILE ?? ''
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, ownerUrl)
})

/** Its files stay with the account that runs PostgreSQL. */
async function copyFolder(from: string, to: string) {
  await promisify(execFile)('cp', ['-a', from, to])
}
