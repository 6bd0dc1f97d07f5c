// `npm run demo:history`: two invented periods after the published report, with their reports, to see movement and trends.
// Never where someone has said something: it would stand among what is not invented.
import { prepareDatabase } from '../tools/postgres/database'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain } from '../tools/process.mjs'

await runMain(async () => {
  const urls = await openDatabase('npm run demo:history', { share: true })
  // Cairn may never have been started on this database.
  await prepareDatabase(urls)
  // It signs nothing and links nowhere, but the app's environment is checked as a whole.
  process.env.DATABASE_URL = urls.url
  process.env.CAIRN_SECRET ??= 'x'.repeat(32)
  process.env.CAIRN_URL ??= 'http://localhost'
  // What follows reads the environment as it is loaded.
  const { writeDraft } = await import('../lib/format/reports/draft-text')
  const { vocabulary } = await import('../lib/format/status/vocabulary')
  const { loadDemoHistory } = await import('../demo/load-history')
  const { InvalidError } = await import('../lib/errors')
  const { DEMO_HISTORY, DEMO_WORDS } = await import('../demo/seed-history')
  const { PLAN_ID } = await import('../prisma/seed/rows')
  const done = await loadDemoHistory(PLAN_ID, DEMO_HISTORY, DEMO_WORDS, vocabulary, writeDraft).catch(
    (error) => {
      throw error instanceof InvalidError ? new Failure(error.message) : error
    },
  )
  if (done.length === 0)
    throw new Failure('The demonstration data has already been loaded. Nothing was changed.')
  for (const line of done) console.log(line)
  console.log(
    'All of it is made up and is marked as made up. It cannot be removed. To work without it, use another data folder (CAIRN_DATA_DIR).',
  )
  await exitWith(0)
})
