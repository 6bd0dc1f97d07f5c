import 'server-only'
import { formatInstant } from '@/lib/format/dates'
import type { MadeInvitation } from '@/lib/mutations/invitations'
import { paths } from '@/lib/paths'
import { siteAddress } from '@/lib/site'
import type { FormState } from '@/lib/schemas/form'

/** Takes an invitation that was made just now; returns a form that shows its link, this once. */
export function makeInvitationState({ token, email, expiresAt }: MadeInvitation): FormState {
  const until = formatInstant(expiresAt.toISOString())
  return {
    values: { link: siteAddress(paths.invitation(token)) },
    errors: {},
    notice: `The link for ${email} is made. Cairn sends no e-mail: copy the link now and send it yourself. It is shown only this once, works once, and until ${until}.`,
  }
}
