/** How many actions stood in each bucket, as the database keeps it beside an assessment. */

import { z } from 'zod'
import { BUCKETS } from '@/lib/domain/status/status'

export const statusCounts = z.record(z.enum(BUCKETS), z.int().min(0))
