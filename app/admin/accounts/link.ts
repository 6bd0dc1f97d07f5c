import 'server-only'
import { formatInstant } from '@/lib/format/dates'
import { joinNames } from '@/lib/format/words'
import type { MadeInvitation } from '@/lib/mutations/people/invitations'
import { paths } from '@/lib/paths'
import { siteAddress } from '@/lib/site'
import { type FormState, newSubmission } from '@/lib/schemas/form'

/** Takes an invitation that was made just now, and the rights it gives where it is for a new account; returns a form that shows its link, this once. */
export function makeInvitationState(
  { token, email, expiresAt, replaced }: MadeInvitation,
  rights: readonly string[] = [],
): FormState {
  const until = formatInstant(expiresAt.toISOString())
  return {
    values: { link: siteAddress(paths.invitation(token)), ...newSubmission() },
    errors: {},
    notice: `The link for ${email}${rights.length ? ` (${joinNames(rights)})` : ''} is ready. Cairn does not send email: copy the link now and send it yourself. It is shown only once, and works once until ${until}.${describeReplaced(replaced)}`,
  }
}

function describeReplaced(replaced: MadeInvitation['replaced']): string {
  if (!replaced) return ''
  const { by, madeAt } = replaced
  return ` The link made ${by === null ? '' : `by ${by} `}on ${formatInstant(madeAt.toISOString())} no longer works. If you sent it, tell them to use this one.`
}
