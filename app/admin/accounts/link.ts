import 'server-only'
import { formatInstant } from '@/lib/format/dates'
import type { MadeInvitation } from '@/lib/mutations/people/invitations'
import { paths } from '@/lib/paths'
import { siteAddress } from '@/lib/site'
import { type FormState, newSubmission } from '@/lib/schemas/form'

/** Takes an invitation that was made just now; returns a form that shows its link, this once. */
export function makeInvitationState({ token, email, expiresAt, replaced }: MadeInvitation): FormState {
  const until = formatInstant(expiresAt.toISOString())
  return {
    values: { link: siteAddress(paths.invitation(token)), ...newSubmission() },
    errors: {},
    notice: `The link for ${email} is made. Cairn sends no e-mail: copy the link now and send it yourself. It is shown only this once, works once, and until ${until}.${describeReplaced(replaced)}`,
  }
}

function describeReplaced(replaced: MadeInvitation['replaced']): string {
  if (!replaced) return ''
  const { by, madeAt } = replaced
  return ` The link made ${by === null ? '' : `by ${by} `}on ${formatInstant(madeAt.toISOString())} no longer works: if it was sent already, tell them to use this one.`
}
