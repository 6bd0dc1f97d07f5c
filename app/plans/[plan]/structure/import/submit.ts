'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { showRefusal } from '@/app/refusal'
import { today } from '@/lib/clock'
import { RIGHTS } from '@/lib/auth/rights'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { describeImported } from '@/lib/format/imports/preview-report'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from '@/lib/imports/file/limits'
import { readPlanFile } from '@/lib/imports/read-plan-file'
import { askAbout } from '@/lib/imports/values/questions'
import { answerImport, applyOwnImport, dropImport, startImport } from '@/lib/mutations/imports/own-import'
import { paths } from '@/lib/paths'
import { previewOwnImport } from '@/lib/queries/imports/own-import'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { boundText } from '@/lib/schemas/bound'
import { showAgain } from '@/lib/schemas/form'
import { checkColumns, checkPlace, checkValues, joinAnswers } from '@/lib/schemas/imports/import-forms'
import { openOwnImport } from './open-import'

/** In characters. */
const LONGEST_NOTE = 500

/** Takes a plan's slug and a file; keeps it, where it holds a table of actions. */
export const submitFile = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values, { form }) => {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return showAgain(values, { file: importMessages.fileMissing })
  if (file.size > LIMITS.megabytes * 1024 * 1024)
    return showAgain(values, { file: importMessages.tooLarge(LIMITS.megabytes) })
  const bytes = Buffer.from(await file.arrayBuffer())
  const read = await readPlanFile(file.name, bytes, {})
  const problem =
    read.refused ??
    (read.table === null
      ? importMessages.noTable
      : read.table.rows.length === 0
        ? importMessages.nothingBelowHeader
        : null)
  if (problem !== null) return showAgain(values, { file: problem })
  await startImport(slug, file.name, bytes)
  return redirect(paths.importFile(slug, 'columns'))
})

/** Takes a plan's slug and where the table is; reads it from there, and asks about its columns anew. */
export const submitPlace = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const { opened } = await open(slug)
  const sheets = opened.report.sheets.filter(({ canBeTable }) => canBeTable).map(({ name }) => name)
  const { answers, errors } = checkPlace(values, sheets)
  if (!answers) return showAgain(values, errors)
  const place = { sheet: opened.table.sheet, ...answers }
  const plan = await readPlanInside(slug)
  const before = opened.kept
  await answerImport(slug, opened.sha256, place)
  const now = plan && (await openOwnImport(plan))
  if (now && !('refused' in now)) return redirect(paths.importFile(slug, 'columns'))
  await answerImport(slug, opened.sha256, before)
  return showAgain(values, { headerRow: now?.refused ?? importMessages.noTable })
})

/** Takes a plan's slug and what each column is; keeps that. */
export const submitColumns = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const { opened, plan } = await open(slug)
  const { answers, errors } = checkColumns(values, opened.table, plan.fields)
  if (!answers) return showAgain(values, errors)
  await answerImport(slug, opened.sha256, joinAnswers(opened.kept, answers))
  return redirect(paths.importFile(slug, 'values'))
})

/** Takes a plan's slug and what each value means; keeps that. */
export const submitValues = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const { opened, plan } = await open(slug)
  const { preview } = await previewOwnImport(plan, opened)
  const { words, names, lists, dates } = askAbout(
    plan.partners,
    opened.table,
    opened.rows,
    opened.all,
    preview,
  )
  const asked = {
    words,
    names,
    listColumns: lists,
    dateColumns: dates,
    statusCodes: plan.statuses.map(({ code }) => code),
    today: today(),
  }
  const { answers, errors } = checkValues(values, asked)
  if (!answers) return showAgain(values, errors)
  await answerImport(slug, opened.sha256, joinAnswers(opened.kept, answers))
  return redirect(paths.importFile(slug, 'preview'))
})

/** Takes a plan's slug and which preview was seen; writes exactly that. */
export const submitImport = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const { opened } = await open(slug)
  const { errorCount, problemCount } = opened.report
  if (errorCount > 0) return showAgain(values, { form: importMessages.stillErrors })
  if (problemCount > errorCount && ![values.warnings].flat().includes('seen'))
    return showAgain(values, { warnings: importMessages.warningsUnseen })
  try {
    const note = String(values.note ?? '').trim()
    if (note.length > LONGEST_NOTE)
      return showAgain(values, { note: importMessages.noteTooLong(LONGEST_NOTE) })
    const accepted = { warnings: problemCount - errorCount, note: note || null }
    const mine = [values.mine ?? []].flat()
    const done = await applyOwnImport(slug, opened, String(values.seen ?? ''), accepted, mine)
    return await redirectDone(paths.structure(slug), describeImported(opened.name, done))
  } catch (error) {
    return showRefusal(error, values)
  }
})

/** Takes a plan's slug; deletes the file that whoever asks was bringing into it. */
export const submitDrop = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug) => {
  await dropImport(slug)
  return redirectDone(paths.importFile(slug), importMessages.dropped)
})

async function open(slug: string) {
  const plan = await readPlanInside(slug)
  if (!plan) throw new NotFoundError('plan', slug)
  const opened = await openOwnImport(plan)
  if (!opened) redirect(paths.importFile(slug))
  if ('refused' in opened) throw new InvalidError({ form: opened.refused })
  return { plan, opened }
}
