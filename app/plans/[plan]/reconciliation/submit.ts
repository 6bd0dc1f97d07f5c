'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { today } from '@/lib/clock'
import { NotFoundError } from '@/lib/errors'
import { readReportText } from '@/lib/imports/printed-report'
import { addPrintedReport } from '@/lib/mutations/printed/printed-reports'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { boundText } from '@/lib/schemas/bound'
import { type FormState, type FormValues } from '@/lib/schemas/form'
import {
  checkReportFile,
  checkTypedReport,
  type NewPrintedReport,
  type ReadText,
} from '@/lib/schemas/printed/printed-report'
import { LIMITS } from '@/lib/schemas/printed/printed-shape'

/** Takes a plan's slug and the form whose table holds a report's figures; puts them on record and shows what was found. */
export const submitTypedReport = checkedSubmit(RIGHTS.enterPrinted, [boundText], async (slug, values) => {
  const plan = await readPlan(slug)
  if (!plan) throw new NotFoundError('plan', slug)
  const codes = plan.sections.map(({ code }) => code)
  const { report, state } = checkTypedReport(values, { codes, plan }, today())
  return report ? keep(slug, values, report) : state
})

/** Takes a plan's slug and the form with a file, or its text; puts its figures on record and shows what was found. */
export const submitReportFile = checkedSubmit(
  RIGHTS.enterPrinted,
  [boundText],
  async (slug, typed, { form }) => {
    const file = form.get('file')
    const upload = file instanceof File && file.size > 0 ? await readUpload(file) : null
    // What was in the file stands in the form from here on, so that it can be mended there.
    const plan = await readPlan(slug)
    if (!plan) throw new NotFoundError('plan', slug)
    const values = upload?.text === undefined ? typed : { ...typed, text: upload.text }
    const read: ReadText = upload?.problem
      ? { problems: [upload.problem] }
      : readReportText(plan, String(values.text ?? ''))
    // A file that is no text cannot be mended in the form, only chosen again.
    const { report, state } = checkReportFile(values, read, today(), upload?.problem ? 'file' : 'text')
    return report ? keep(slug, values, report) : state
  },
)

async function readUpload(file: File): Promise<{ text?: string; problem?: string }> {
  if (file.size > LIMITS.characters)
    return {
      problem: `“${file.name}” is larger than ${Math.floor(LIMITS.characters / 1000)} kB. Choose a file with only this report’s figures`,
    }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) }
  } catch {
    return {
      problem: `“${file.name}” is not UTF-8 text. Save it as “CSV UTF-8” or JSON, then choose it again`,
    }
  }
}

async function keep(slug: string, values: FormValues, report: NewPrintedReport): Promise<FormState> {
  await addPrintedReport(slug, report)
  return redirectDone(
    paths.printedReport(slug, report.code),
    `The figures of ${report.reference} were saved.`,
  )
}
