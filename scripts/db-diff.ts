// `npm run db:diff NAME`: writes the migration from the existing ones to prisma/schema.prisma, without applying it.
import path from 'node:path'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, root, runMain } from '../tools/process.mjs'
import { writeMigration } from '../tools/postgres/write-migration'

await runMain(async () => {
  const name = process.argv.slice(2).join(' ')
  if (!/[a-z0-9]/i.test(name)) throw new Failure('Name the migration: npm run db:diff add-outcomes')
  const { ownerUrl } = await openDatabase('npm run db:diff', { share: true })
  const file = await writeMigration(ownerUrl, name)
  console.log(
    file
      ? `Wrote ${path.relative(root, file)}. Read it before you apply it: what was written by hand, Prisma may want to drop.`
      : 'The migrations already lead to the schema: nothing was written.',
  )
  await exitWith(0)
})
