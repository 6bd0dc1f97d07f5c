import { endpoint } from '@/lib/api/endpoint'
import { answerHistory } from '@/lib/api/plan-lists'
import type { HistoryBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, HistoryBody>(
  'listHistory',
  ({ plan }, url) => answerHistory(plan, url),
)
