import { endpoint } from '@/lib/api/endpoint'
import { answerChanges } from '@/lib/api/plan-lists'
import type { ChangeLogBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, ChangeLogBody>(
  'listChanges',
  ({ plan }, url) => answerChanges(plan, url),
)
