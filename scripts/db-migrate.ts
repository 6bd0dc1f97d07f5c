// `npm run db:migrate`: applies the migrations that the database lacks.
import { migrateDatabase } from '../tools/postgres/database'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, runMain } from '../tools/process.mjs'

await runMain(async () => {
  const urls = await openDatabase('npm run db:migrate', { share: true })
  const applied = await migrateDatabase(urls)
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  await exitWith(0)
})
