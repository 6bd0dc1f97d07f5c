'use server'

import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { today } from '@/lib/clock'
import { vocabulary } from '@/lib/format/vocabulary'
import { issueReport } from '@/lib/mutations/issue-report'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { checkReport } from '@/lib/schemas/snapshot'

/** Takes a plan's slug, the code of the report to correct (or null) and the form; issues the report. */
export async function submitReport(
  slug: string,
  corrects: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkReport(values, corrects, today())
  if (!data) return state
  const page = paths.newReport(slug, corrects ?? undefined)
  const { saved, state: refused } = await save(page, values, () => issueReport(slug, data, vocabulary()))
  if (refused) return refused
  redirect(paths.report(slug, saved))
}
