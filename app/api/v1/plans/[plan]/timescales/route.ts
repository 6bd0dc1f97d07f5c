import { endpoint } from '@/lib/api/endpoint'
import { answerTimescales } from '@/lib/api/plan-lists'
import type { TimescaleListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, TimescaleListBody>(
  'listTimescales',
  ({ plan }, url) => answerTimescales(plan, url),
)
