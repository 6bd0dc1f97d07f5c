// `npm run db:diff NAME`: writes the migration from the existing ones to prisma/schema.prisma, without applying it.
import path from 'node:path'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, root, runMain } from '../tools/process.mjs'
import { writeMigration } from '../tools/postgres/write-migration'

await runMain(async () => {
  const name = process.argv.slice(2).join(' ')
  if (!/[a-z0-9]/i.test(name))
    throw new Failure('Enter a name for the migration, such as: npm run db:diff add-outcomes')
  const { ownerUrl } = await openDatabase('npm run db:diff', { share: true })
  const file = await writeMigration(ownerUrl, name)
  console.log(
    file
      ? `Wrote ${path.relative(root, file)}. Check it before you apply it: Prisma may drop parts of the schema that were written by hand.`
      : 'The migrations already match the schema. Nothing was written.',
  )
  await exitWith(0)
})
