'use server'

import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { today } from '@/lib/clock'
import { writeDraft } from '@/lib/format/draft-text'
import { currentActor } from '@/lib/auth/actor'
import { NOT_YOURS_TO_DRAFT } from '@/lib/mutations/not-yours'
import { startDraft } from '@/lib/mutations/report-drafts'
import { ForbiddenError, SignedOutError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { getDraftGround } from '@/lib/queries/report-drafts'
import { type FormState, readValues } from '@/lib/schemas/form'
import { checkAbout } from '@/lib/schemas/report-draft'

/** Takes a plan's slug, the code of the report to correct (or null) and the form; starts the report's draft. */
export async function submitNewDraft(
  slug: string,
  corrects: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkAbout(values, corrects !== null, today())
  if (!data) return state
  const page = paths.newReport(slug, corrects ?? undefined)
  const { saved, state: refused } = await save(page, values, async () => {
    const ground = await getDraftGround(slug, data.name.asAt, corrects)
    if (!ground) throw await refusalOf()
    return startDraft(slug, {
      ...data.name,
      content: ground.corrected ?? writeDraft({ figures: ground.wouldBe.figures, risks: ground.risks }),
      corrects: corrects === null ? null : { code: corrects, why: data.why },
    })
  })
  if (refused) return refused
  redirect(paths.reportDraft(slug, saved))
}

async function refusalOf(): Promise<Error> {
  const actor = await currentActor()
  return actor.kind === 'anonymous' ? new SignedOutError() : new ForbiddenError(NOT_YOURS_TO_DRAFT, actor.id)
}
