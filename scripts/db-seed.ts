// `npm run db:seed`: loads the plan into a database that has none.
import { loadSeed } from '../prisma/seed/load'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, runMain } from '../tools/process.mjs'

await runMain(async () => {
  const { ownerUrl } = await openDatabase('npm run db:seed', { share: true })
  const { message } = await loadSeed(ownerUrl)
  console.log(message)
  await exitWith(0)
})
