// Applies the migrations of a folder to a database, as a start does: to be killed meanwhile (tests/integration/database/migrations.test.ts).
import { applyMigrations } from '@/tools/postgres/migrations'
import { exitWith, runMain } from '@/tools/process.mjs'

await runMain(async () => {
  const [url = '', folder] = process.argv.slice(2)
  console.log('begins')
  await applyMigrations(url, folder)
  await exitWith(0)
})
