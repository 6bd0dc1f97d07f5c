import { endpoint } from '@/lib/api/endpoint'
import { answerRatings } from '@/lib/api/plan-lists'
import type { SectionRatingListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, SectionRatingListBody>(
  'listSectionRatings',
  ({ plan }, url) => answerRatings(plan, url),
)
