import { z } from 'zod'
import { requiredText } from './form'

/** What an editor says who returns an update. */
export const returnSchema = z.object({
  comment: requiredText('The comment', 'Say what its author should change'),
})
