import { describeText } from '@/lib/api/plain-text'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { writeMarkedCopy } from '@/lib/exports/marked-copy'
import { toStream } from '@/lib/exports/tables/stream'
import { importMessages } from '@/lib/format/imports/messages'
import { structureMessages } from '@/lib/format/structure/messages'
import { paths } from '@/lib/paths'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { logRefusal } from '@/lib/queries/refusal'
import { openOwnImport } from '../open-import'

/** The rows of the file that whoever asks is bringing into a plan, with what is wrong with each. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/plans/[plan]/structure/import/problems.xlsx'>,
) {
  const { plan: slug } = await params
  const actor = await requireActor(paths.importProblems(slug))
  const plan = await readPlanInside(slug)
  if (!plan) return describeText('There is no such plan.', 404)
  if (!canEditPlan(actor, plan)) {
    await logRefusal(structureMessages.cannotEdit)
    return describeText(structureMessages.cannotEdit, 403)
  }
  const opened = await openOwnImport(plan)
  if (!opened) return describeText(importMessages.noFile, 404)
  if ('refused' in opened) return describeText(`${opened.refused}.`, 409)
  const { name, table, report } = opened
  return new Response(toStream(writeMarkedCopy(name, table, report.problems, new Date().toISOString())), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${slug}-problems.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}
