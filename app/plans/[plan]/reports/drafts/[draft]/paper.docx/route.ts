import { describeText } from '@/lib/api/plain-text'
import { requireActor } from '@/lib/auth/require'
import { codeOf } from '@/lib/domain/reference'
import { writeDocx } from '@/lib/exports/docx/docx'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { logRefusal } from '@/lib/queries/refusal'
import { getDraft } from '@/lib/queries/reports/report-drafts'
import { siteAddress } from '@/lib/site'
import { sendDocx } from '../../../../send-file'
import { makeDraftPaper } from '../draft-paper'

/** A draft as a Word file, marked as such on each page, to be passed round before it is issued. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/plans/[plan]/reports/drafts/[draft]/paper.docx'>,
) {
  const { plan: slug, draft: id } = await params
  await requireActor(paths.draftPaper(slug, id))
  const found = await getDraft(slug, id)
  if (found.kind === 'missing') return describeText('There is no such draft.', 404)
  if (found.kind === 'forbidden') {
    await logRefusal(ONLY_EDITORS)
    return describeText(ONLY_EDITORS, 403)
  }
  const { draft, preview } = found
  const file = await writeDocx(makeDraftPaper(found), {
    reference: draft.reference,
    isDraft: true,
    made: draft.writtenAt,
    publishers: joinNames(preview.state.publishers),
    plan: preview.state.title,
    address: siteAddress,
  })
  return sendDocx(file, `${slug}-draft-${codeOf(draft.reference)}`)
}

const ONLY_EDITORS = 'Only editors of this plan can read its drafts.'
