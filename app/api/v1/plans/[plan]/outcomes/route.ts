import { endpoint } from '@/lib/api/endpoint'
import { answerOutcomes } from '@/lib/api/plan-lists'
import type { OutcomeListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, OutcomeListBody>(
  'listOutcomes',
  ({ plan }, url) => answerOutcomes(plan, url),
)
