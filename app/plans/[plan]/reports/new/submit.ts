'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { ForbiddenError, SignedOutError } from '@/lib/errors'
import { writeDraft } from '@/lib/format/reports/draft-text'
import { reportMessages } from '@/lib/format/reports/messages'
import { startDraft } from '@/lib/mutations/reports/report-drafts'
import { paths } from '@/lib/paths'
import { getDraftGround } from '@/lib/queries/reports/report-drafts'
import { boundText } from '@/lib/schemas/bound'
import { submissionKeyOf } from '@/lib/schemas/form'
import { checkAbout } from '@/lib/schemas/reports/report-draft'

/** Takes a plan's slug, the code of the report to correct (or null) and the form; starts the report's draft. */
export const submitNewDraft = checkedSubmit(
  RIGHTS.draftReports,
  [boundText, boundText.nullable()],
  async (slug, corrects, values) => {
    const { data, state } = checkAbout(values, corrects !== null, today())
    if (!data) return state
    const page = paths.newReport(slug, corrects ?? undefined)
    const { saved, state: refused } = await save(page, values, async () => {
      const ground = await getDraftGround(slug, data.name.asAt, corrects)
      if (!ground) throw await refusalOf()
      return startDraft(slug, {
        ...data.name,
        content: ground.corrected ?? writeDraft({ figures: ground.preview.figures, risks: ground.risks }),
        corrects: corrects === null ? null : { code: corrects, why: data.why },
        submissionKey: submissionKeyOf(values),
      })
    })
    if (refused) return refused
    return redirectDone(paths.reportDraft(slug, saved), `The draft of ${data.name.reference} was created.`)
  },
)

async function refusalOf(): Promise<Error> {
  const actor = await currentActor()
  return actor.kind === 'anonymous'
    ? new SignedOutError()
    : new ForbiddenError(reportMessages.cannotEditDrafts, actor.id)
}
