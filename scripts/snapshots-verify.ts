// `npm run snapshots:verify [PLAN ...]`: checks that every issued report is still what was frozen.
import { checkSnapshots } from '../tools/verify/check-snapshots'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain } from '../tools/process.mjs'

await runMain(async () => {
  const slugs = process.argv.slice(2)
  const { url } = await openDatabase('npm run snapshots:verify', { share: true })
  const found = new Set<string>()
  let reports = 0
  let altered = 0
  for await (const { plan, code, sha256, faults } of checkSnapshots(url, slugs)) {
    found.add(plan)
    reports += 1
    if (faults.length) altered += 1
    console.log(`${plan}/${code}: ${faults.length ? 'ALTERED' : 'unchanged'}, ${sha256}`)
    for (const fault of faults) console.log(`  ${fault}`)
  }
  const unknown = slugs.filter((slug) => !found.has(slug))
  if (unknown.length)
    throw new Failure(
      `There are no reports for ${unknown.join(', ')}. Use the name of a plan in its web address.`,
    )
  if (altered)
    throw new Failure(
      `${altered} of ${reports} reports ${altered === 1 ? 'was' : 'were'} altered after being issued. Restore the database from a backup.`,
    )
  console.log(reports ? 'All reports are unchanged since they were issued.' : 'There are no reports yet.')
  await exitWith(0)
})
