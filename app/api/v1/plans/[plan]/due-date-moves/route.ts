import { endpoint } from '@/lib/api/endpoint'
import { answerMoves } from '@/lib/api/plan-lists'
import type { DueDateMoveListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, DueDateMoveListBody>(
  'listDueDateMoves',
  ({ plan }, url) => answerMoves(plan, url),
)
