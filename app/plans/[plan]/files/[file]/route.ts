import { withToken } from '@/lib/api/with-token'
import { today } from '@/lib/clock'
import { writePlanFile } from '@/lib/exports/plan-file'
import { TooLongError } from '@/lib/exports/too-long'
import { isPlanFile } from '@/lib/format/plan-files'
import { askedPlace } from '@/lib/queries/asked-moment'
import { openHistory, selectForFile } from '@/lib/queries/plan-files'
import { sayRefused, toQuery } from '@/lib/schemas/action-filter'
import { refuseFile, sayText } from '../../refuse-file'
import { sendFile } from '../../send-file'

/** A file of the plan: /plans/mental-health-workforce/files/actions.csv?status=atRisk&as-at=2025-03-31 */
export const GET = withToken<RouteContext<'/plans/[plan]/files/[file]'>>(async (request, { params }) => {
  const { plan: slug, file: name } = await params
  const refusal = await refuseFile(slug)
  if (refusal) return refusal
  const selection = await selectForFile(await askedPlace(slug), new URL(request.url).searchParams)
  if (!selection || !isPlanFile(name)) return sayText('There is no such file.', 404)
  const { plan, filter, sort, notices, actions, rollUp } = selection
  if (notices.length) return sayText(['We cannot make this file.', ...sayRefused(notices)].join('\n'), 400)
  const about = {
    ...{ plan, filter, sort, rollUp, total: actions.length, query: toQuery(filter, sort) },
    ...{ day: plan.asAt ?? today(), made: new Date().toISOString() },
  }
  try {
    const file = await writePlanFile(name, { about, actions, history: () => openHistory(plan, actions) })
    return sendFile(name, about, file)
  } catch (error) {
    if (error instanceof TooLongError) return sayText(error.message, 400)
    throw error
  }
})
