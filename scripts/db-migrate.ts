// `npm run db:migrate`: applies the migrations that the database lacks.
import { applyMigrations } from './migrations'
import { openDatabase } from './open-database'
import { exitWith, runMain } from './process.mjs'

await runMain(async () => {
  const databaseUrl = await openDatabase('npm run db:migrate', { share: true })
  const applied = await applyMigrations(databaseUrl)
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  await exitWith(0)
})
