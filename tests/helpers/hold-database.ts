// Opens the embedded PostgreSQL as a start does, and waits: for what becomes of it when that dies (tests/integration/launcher.test.ts).
import { openDatabase } from '@/scripts/open-database'
import { runMain } from '@/scripts/process.mjs'

await runMain(async () => {
  const { ownerUrl } = await openDatabase('a test', { throwaway: true })
  console.log(`ready ${ownerUrl}`)
  setInterval(() => undefined, 60_000)
})
