import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { writeReports } from '@/lib/api/report-bodies'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listReports, readMissingReports, readUnaltered } from '@/lib/queries/reports/reports'
import type { ReportListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, ReportListBody>(
  'listReports',
  async (params) => {
    const plan = await readPlan(params.plan)
    if (!plan) throw new NotFoundError('plan', params.plan)
    const [reports, unaltered, missing] = await Promise.all([
      listReports(plan.slug),
      readUnaltered(plan.id),
      readMissingReports(plan.id),
    ])
    // What was done to a document in the database raises no revision.
    return {
      body: writeReports(plan.slug, reports, unaltered, missing),
      etag: makeEtag(nameState(plan), ...[...unaltered].sort(), ...missing.map(encodeURIComponent)),
    }
  },
)
