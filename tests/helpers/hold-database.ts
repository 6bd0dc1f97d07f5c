// Opens the embedded PostgreSQL as a start does, and waits: for what becomes of it when that dies (tests/integration/database/launcher.test.ts).
import { openDatabase } from '@/tools/postgres/open-database'
import { runMain } from '@/tools/process.mjs'

await runMain(async () => {
  const { ownerUrl } = await openDatabase('a test', { throwaway: true })
  console.log(`ready ${ownerUrl}`)
  setInterval(() => undefined, 60_000)
})
