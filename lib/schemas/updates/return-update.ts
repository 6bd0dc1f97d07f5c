import { z } from 'zod'
import { requiredText } from '@/lib/schemas/form'

/** What an editor says who returns an update. */
export const returnSchema = z.object({
  comment: requiredText('The comment', 'Say what its author should change'),
})
