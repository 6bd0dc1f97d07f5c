// Run as a process of its own: writes the files of the report whose frozen document is at the path that it is given, with what papers say of
// its day as JSON, and prints their SHA-256 by name.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type PlanFileName, PLAN_FILES } from '@/lib/format/plan/plan-files'
import { selectActions } from '@/lib/domain/plan/action-list'
import { recordUpdate } from '@/lib/domain/plan/records'
import { isCounted } from '@/lib/domain/status/roll-up'
import { historyOf, planOf, type SnapshotDocument } from '@/lib/domain/reports/snapshot'
import { rollUpActions } from '@/lib/domain/plan/views'
import { writeDocx } from '@/lib/exports/docx/docx'
import { writePlanFile } from '@/lib/exports/plan-file'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import type { ReportRef } from '@/lib/format/reports/report-paper/parts'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { parseActionQuery } from '@/lib/schemas/plan/action-filter'
import { gather } from './read-files'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const text = await readFile(process.argv[2] ?? '', 'utf8')
const document: SnapshotDocument = JSON.parse(text)
const plan = planOf(document)
const { figuresOf, printed }: Pick<ReportRef, 'figuresOf' | 'printed'> = JSON.parse(process.argv[3] ?? '')
const address = (path: string) => new URL(path, process.env.CAIRN_URL).href
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const { filter, sort } = parseActionQuery(plan, new URLSearchParams())
const actions = selectActions(plan, filter, sort)
const about = {
  plan,
  filter,
  sort,
  figuresOf,
  total: actions.length,
  query: {},
  rollUp: rollUpActions(PUBLISHED_SIX, actions.filter(isCounted)),
  day: plan.asAt ?? '',
  made: document.frozenAt,
  site: { page: address(paths.plan(plan)), contact: address('/accessibility#contact') },
}

async function history() {
  const updates = actions
    .flatMap(({ id }) => historyOf(document, id).map((update) => ({ id, update })))
    .toSorted((a, b) => a.update.recordedAt.localeCompare(b.update.recordedAt))
  async function* rows() {
    yield updates.map(({ id, update }) => recordUpdate(plan, id, update))
  }
  return { total: updates.length, rows: rows() }
}

const source = { about, actions, history, board: document.matter, sameWork: [], findings: async () => [] }
const hashes: Record<string, string> = {}
for (const name of Object.keys(PLAN_FILES) as PlanFileName[])
  hashes[name] = sha256(await gather((await writePlanFile(name, source)).pieces))
const frozen = { document, plan, sha256: sha256(text) }
hashes['paper.docx'] = sha256(
  await writeDocx(
    makeReportPaper(frozen, {
      corrects: null,
      correctedBy: null,
      previous: null,
      figuresOf,
      printed,
    }),
    {
      reference: document.report.reference,
      publishers: joinNames(plan.publishers),
      plan: plan.title,
      made: document.frozenAt,
      address,
    },
  ),
)
process.stdout.write(JSON.stringify(hashes))
