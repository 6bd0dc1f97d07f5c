// Loads the second plan: its files through the importer, then what LB(25)03-03 printed of it. Run by the first start, in a process of its own. Each
// step finds what the one before it left, so that a start that was killed is gone on with.
import { createHash } from 'node:crypto'
import { vocabulary } from '../lib/format/status/vocabulary'
import { readHere } from '../lib/imports/read-here'
import { readReportText } from '../lib/imports/printed-report'
import { importByCommand } from '../lib/mutations/imports/import-by-command'
import { issuePublished } from '../lib/mutations/reports/issue-published'
import { inTransaction } from '../lib/mutations/write-plan'
import {
  readSecondPlan,
  readSecondPlanReport,
  SECOND_PLAN_AS_OF,
  SECOND_PLAN_ID,
  SECOND_PLAN_SLUG,
  SECOND_PLAN_STATUSES,
  writeSecondPlan,
  writeSecondPlanRatings,
} from '../prisma/seed/delivery-plan'
import { readPublishedText } from '../prisma/seed/published-matter'
import { Failure, runMain } from '../tools/process.mjs'

await runMain(async () => {
  const statuses = SECOND_PLAN_STATUSES
  const { name, bytes } = await readSecondPlan()
  const read = readHere(name, bytes, { statuses, given: { on: SECOND_PLAN_AS_OF }, isForPlan: true })
  const printed = readReportText({ statuses }, await readSecondPlanReport())
  if (
    read.refused !== undefined ||
    !read.table ||
    !read.rows ||
    !read.answers ||
    read.rows.errorCount > 0 ||
    !printed.figures
  )
    throw new Failure('The files of the second plan cannot be read: npm run import -- --dry-run shows why.')
  const { table, rows, answers } = read
  const { figures } = printed
  await inTransaction(writeSecondPlan)
  const file = { name, sha256: createHash('sha256').update(bytes).digest('hex') }
  await importByCommand(SECOND_PLAN_SLUG, { file, columns: table.columns, rows, answers })
  await inTransaction((tx) => writeSecondPlanRatings(tx, figures))
  const { risks } = await readPublishedText()
  await issuePublished(SECOND_PLAN_ID, vocabulary, { risks, published: null })
  // The pool of the database would keep the process.
  process.exit(0)
})
