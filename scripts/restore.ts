// `npm run restore -- FILE`: loads a backup into an empty database, and checks that it is all there.
import { backupPath, describeBackup, readBackupFile } from '../tools/backup/backup-file'
import { InUse } from '../tools/postgres/database'
import { loadBackup, WAY_OUT } from '../tools/backup/load-backup'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain, step } from '../tools/process.mjs'

const WITH_FAULTS = '--with-faults'

await runMain(async () => {
  const words = process.argv.slice(2)
  const [name, ...rest] = words.filter((word) => word !== WITH_FAULTS)
  if (!name || rest.length || name.startsWith('-'))
    throw new Failure('Enter one file name: npm run restore -- FILE')
  const file = backupPath(name)
  const backup = await step('Reading the backup', () => readBackupFile(file))
  console.log(`The backup is complete: ${describeBackup(backup)}.`)
  const { ownerUrl } = await openDatabase('npm run restore').catch((error: unknown) => {
    throw error instanceof InUse ? new Failure(`${error.message}\n${WAY_OUT}`) : error
  })
  const keepFaults = words.includes(WITH_FAULTS)
  const { chains, reports, faults } = await step('Restoring', () =>
    loadBackup(ownerUrl, file, backup, { keepFaults }),
  )
  console.log('Restored. Every row matches the backup.')
  for (const fault of faults) console.log(fault)
  if (faults.length === 0) console.log(`All audit logs (${chains}) and reports (${reports}) are unchanged.`)
  console.log('Everyone must sign in again. Run "npm start" to start Cairn.')
  await exitWith(0)
})
