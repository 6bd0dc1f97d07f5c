// `npm run audit:verify [PLAN ...]`: recomputes every chain of audit entries, and says which entry breaks one.
import { checkAudit } from '../tools/verify/check-audit'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain } from '../tools/process.mjs'
import { auditMessages } from '../lib/format/audit/messages'

/** A chain that was written anew would fill the screen. */
const MOST_TOLD = 20

await runMain(async () => {
  const names = process.argv.slice(2)
  const { url } = await openDatabase('npm run audit:verify', { share: true })
  const found = new Set<string>()
  let broken = 0
  for await (const { name, entries, hash, faults } of checkAudit(url, names)) {
    found.add(name)
    if (faults.length === 0) {
      console.log(
        `${name}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, unchanged${hash && `. Last hash: ${hash}`}`,
      )
      continue
    }
    broken += 1
    console.log(`${name}: ALTERED`)
    for (const { number, entry, problem } of faults.slice(0, MOST_TOLD)) {
      const about = entry ? ` (${entry.kind}, ${entry.recordName}, ${entry.recordedAt})` : ''
      console.log(`  entry ${number}${about}: ${auditMessages.chainProblem(problem)}`)
    }
    if (faults.length > MOST_TOLD) console.log(`  and ${faults.length - MOST_TOLD} more`)
  }
  const unknown = names.filter((name) => !found.has(name))
  if (unknown.length)
    throw new Failure(
      `There are no audit entries for ${unknown.join(', ')}. Use the name of a plan in its web address, or "accounts".`,
    )
  if (broken)
    throw new Failure(
      `${broken} of ${found.size} audit logs ${broken === 1 ? 'was' : 'were'} altered. Restore the database from a backup.`,
    )
  console.log(found.size ? 'All audit logs are unchanged.' : 'There are no audit entries yet.')
  await exitWith(0)
})
