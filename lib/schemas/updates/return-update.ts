import { z } from 'zod'
import { requiredText } from '@/lib/schemas/form'
import { updateMessages } from '@/lib/format/updates/messages'

/** What an editor says who returns an update. */
export const returnSchema = z.object({
  comment: requiredText(updateMessages.commentLabel, updateMessages.commentMissing),
})
