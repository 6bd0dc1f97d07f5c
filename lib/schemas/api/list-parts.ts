/** How a machine walks a long list. */

import { z } from 'zod'

export const MOST_IN_PART = 200
export const USUAL_PART = 50

/** How a machine walks a long list. */
export const partParameters = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_IN_PART))
    .default(USUAL_PART),
  cursor: z.base64url().min(1).max(400).nullable().default(null),
}
