/** Why there is no answer. */

import { z } from 'zod'
import { about, named, text } from './parts'

export const problemBody = named(
  'Problem',
  'Why there is no answer (RFC 9457).',
  z.strictObject({
    type: text('Names the kind of problem, and leads to its description.', '/api#not-found'),
    title: text('The kind of problem in words.', 'Not found'),
    status: about(z.int(), 'The HTTP status.', 404),
    detail: text('What went wrong this time.', 'There is no section "9.9".'),
    instance: text('The path that was requested.'),
    parameter: about(z.string().optional(), 'The parameter that is wrong, where one is.', 'limit'),
  }),
)
export type ProblemBody = z.infer<typeof problemBody>
