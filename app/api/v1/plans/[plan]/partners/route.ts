import { endpoint } from '@/lib/api/endpoint'
import { answerPartners } from '@/lib/api/plan-lists'
import type { PartnerListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, PartnerListBody>(
  'listPartners',
  ({ plan }, url) => answerPartners(plan, url),
)
