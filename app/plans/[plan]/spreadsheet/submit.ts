'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { showRefusal } from '@/app/refusal'
import { RIGHTS } from '@/lib/auth/rights'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { importMessages } from '@/lib/format/imports/messages'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { count } from '@/lib/format/words'
import { LIMITS } from '@/lib/imports/file/limits'
import { answerImport, dropImport, startImport } from '@/lib/mutations/imports/own-import'
import { uploadUpdates } from '@/lib/mutations/updates/upload-updates'
import { paths } from '@/lib/paths'
import { getReportable, MOST_CONFLICTS } from '@/lib/queries/updates/update-sheet'
import { boundText } from '@/lib/schemas/bound'
import { showAgain } from '@/lib/schemas/form'
import { checkChoices } from '@/lib/schemas/updates/update-sheet'
import { openOwnSheet, readSheetFile } from './open-sheet'

/** Takes a plan's slug and a file; keeps it, where it is one of Cairn's with updates. */
export const submitUpdateFile = checkedSubmit(
  RIGHTS.reportProgress,
  [boundText],
  async (slug, values, { form }) => {
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0)
      return showAgain(values, { file: importMessages.fileMissing })
    if (file.size > LIMITS.megabytes * 1024 * 1024)
      return showAgain(values, { file: importMessages.tooLarge(LIMITS.megabytes) })
    const bytes = Buffer.from(await file.arrayBuffer())
    const read = await readSheetFile(file.name, bytes)
    if (read.refused !== undefined) return showAgain(values, { file: read.refused })
    await startImport(slug, file.name, bytes, 'updates')
    return redirect(paths.spreadsheet(slug, 'preview'))
  },
)

/** Takes a plan's slug and which text is to stand where someone else reported meanwhile; keeps that. */
export const submitVersions = checkedSubmit(RIGHTS.reportProgress, [boundText], async (slug, values) => {
  const { sheet, preview } = await open(slug)
  const { answers, errors } = checkChoices(
    values,
    preview.conflicts
      .slice(0, MOST_CONFLICTS)
      .map(({ action, ...conflict }) => ({ ...conflict, id: action.id })),
  )
  if (Object.keys(errors).length > 0) return showAgain(values, errors)
  await answerImport(slug, sheet.sha256, { ...sheet.answers, ...answers }, 'updates')
  return redirect(paths.spreadsheet(slug, 'preview'))
})

/** Takes a plan's slug and which preview was seen; saves exactly that. */
export const submitUpdates = checkedSubmit(RIGHTS.reportProgress, [boundText], async (slug, values) => {
  const { sheet } = await open(slug)
  try {
    const { saved, waits } = await uploadUpdates(slug, sheet, String(values.seen ?? ''))
    return await redirectDone(
      paths.spreadsheet(slug),
      sheetMessages.saved(sheet.name, count(saved, 'update'), waits),
    )
  } catch (error) {
    return showRefusal(error, values)
  }
})

/** Takes a plan's slug; deletes the file that whoever asks has uploaded. */
export const submitUpdateFileRemoval = checkedSubmit(RIGHTS.reportProgress, [boundText], async (slug) => {
  await dropImport(slug, 'updates')
  return redirectDone(paths.spreadsheet(slug), sheetMessages.dropped)
})

async function open(slug: string) {
  const found = await getReportable(slug)
  if (found.kind === 'missing') throw new NotFoundError('plan', slug)
  if (found.kind === 'forbidden') throw new InvalidError({ form: sheetMessages.cannot })
  const opened = await openOwnSheet(found.plan, found.actor)
  if (!opened) redirect(paths.spreadsheet(slug))
  if (opened.refused !== undefined) throw new InvalidError({ form: opened.refused })
  return opened
}
