import { createHash } from 'node:crypto'
import { endpoint, LiteralText } from '@/lib/api/endpoint'
import { makeEtag } from '@/lib/api/etag'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readReportText } from '@/lib/queries/reports/report'

type Params = { plan: string; report: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, LiteralText>(
  'getSnapshot',
  async (params) => {
    if (!(await readPlan(params.plan))) throw new NotFoundError('plan', params.plan)
    const frozen = await readReportText(params.plan, params.report)
    if (!frozen) throw new NotFoundError('report', params.report)
    const actual = createHash('sha256').update(frozen.document).digest('base64')
    const body = new LiteralText(frozen.document, {
      'Cairn-SHA256': frozen.sha256,
      'Repr-Digest': `sha-256=:${actual}:`,
    })
    return { body, etag: makeEtag(actual) }
  },
)
