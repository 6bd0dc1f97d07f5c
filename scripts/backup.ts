// `npm run backup [-- FILE]`: all that Cairn keeps, in one file, as it stands at this moment. Works beside a running app.
import path from 'node:path'
import { backupPath, describeBackup } from '../tools/backup/backup-file'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain, step } from '../tools/process.mjs'
import { writeBackup } from '../tools/backup/write-backup'

await runMain(async () => {
  const [name, ...rest] = process.argv.slice(2)
  if (rest.length || name?.startsWith('-')) throw new Failure('Enter one file name: npm run backup -- FILE')
  const stamp = new Date().toISOString().slice(0, 16).replace('T', '-').replace(':', '')
  const file = backupPath(name ?? `cairn-${stamp}.backup`)
  const { ownerUrl } = await openDatabase('npm run backup', { share: true })
  const backup = await step('Writing the backup', () => writeBackup(ownerUrl, file))
  console.log(`Wrote ${path.basename(file)} to ${path.dirname(file)}: ${describeBackup(backup)}.`)
  console.log('It contains personal data and password hashes. Keep it as secure as the database.')
  await exitWith(0)
})
