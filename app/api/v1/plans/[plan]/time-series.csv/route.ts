import { endpoint, LiteralText } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { writeTimeSeries } from '@/lib/api/movement-bodies'
import { NotFoundError } from '@/lib/errors'
import { writeCsv } from '@/lib/exports/csv/csv'
import { timeSeriesTable } from '@/lib/exports/tables/time-series'
import { type HasStatuses, statusesOfBoth } from '@/lib/domain/status/status'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readTrend } from '@/lib/queries/movement/trend'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, LiteralText>(
  'getTimeSeriesCsv',
  async (params) => {
    const plan = await readPlan(params.plan)
    if (!plan) throw new NotFoundError('plan', params.plan)
    const trend = await readTrend(plan)
    const { rows } = writeTimeSeries(plan, trend)
    const pieces: string[] = []
    for await (const piece of writeCsv(
      timeSeriesTable({
        levels: plan.levels,
        words: plan.words,
        ...trend.points.reduce<HasStatuses>((all, point) => statusesOfBoth(point, all), plan),
      }),
      rows.map((row) => ({ ...row, plan: plan.slug })),
    ))
      pieces.push(piece)
    const body = new LiteralText(pieces.join(''), {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${plan.slug}-time-series.csv"`,
      // What a table of rows cannot say of itself; the JSON says it in its body.
      ...(trend.altered.length > 0 && {
        'X-Altered-Reports': trend.altered.map(encodeURIComponent).join(', '),
      }),
    })
    return { body, etag: makeEtag(nameState(plan), ...trend.altered.map(encodeURIComponent)) }
  },
)
