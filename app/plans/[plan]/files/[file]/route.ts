import type { NextRequest } from 'next/server'
import { today } from '@/lib/clock'
import { queryOf, TooLongError, writePlanFile } from '@/lib/exports/plan-file'
import { toStream } from '@/lib/exports/stream'
import { isPlanFile } from '@/lib/format/plan-files'
import { askedPlace } from '@/lib/queries/asked-moment'
import { openHistory, selectForFile } from '@/lib/queries/plan-files'
import { sayRefused, toQuery } from '@/lib/schemas/action-filter'
import { refuseFile, sayText } from '../../refuse-file'

/** A file of the plan: /plans/mental-health-workforce/files/actions.csv?status=atRisk&as-at=2025-03-31 */
export async function GET(request: NextRequest, { params }: RouteContext<'/plans/[plan]/files/[file]'>) {
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
    const headers = new Headers({
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'no-store',
    })
    // A file that is broken off ends without its end; this tells it even from one that was kept by a careless client.
    if (file.rowCount !== null) headers.set('cairn-row-count', String(file.rowCount))
    if (name.endsWith('.csv')) {
      const metadata = `${name}-metadata.json${queryOf(about)}`
      headers.set('link', `<${metadata}>; rel="describedby"; type="application/csvm+json"`)
    }
    return new Response(toStream(file.pieces), { headers })
  } catch (error) {
    if (error instanceof TooLongError) return sayText(error.message, 400)
    throw error
  }
}
