'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { ragLabel } from '@/lib/domain/status/rag'
import { RatedMeanwhileError, rateSection } from '@/lib/mutations/status/rate-section'
import { paths } from '@/lib/paths'
import { boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { ratingForm } from '@/lib/schemas/status/rating'

/** Takes a plan's slug, a section's code and the form; records the rating and goes back to the section. */
export const submitRating = checkedSubmit(RIGHTS.rate, [boundText, boundText], async (slug, code, values) => {
  const checked = checkForm(ratingForm, values)
  if (checked.state) return checked.state
  try {
    await rateSection(slug, code, checked.data)
  } catch (error) {
    if (!(error instanceof RatedMeanwhileError)) throw error
    const { id, overallRag, reason, author } = error.latest
    const because = reason ? ` Their reason: “${reason}”` : ''
    return {
      // Sent again, it follows on from the rating that is told of here.
      values: { ...values, seen: id },
      errors: {
        form: `${author} rated this ${ragLabel(overallRag)} while you had the form open.${because} Your rating is not saved yet. To replace theirs, send it again.`,
      },
    }
  }
  return redirectDone(
    `${paths.section(slug, code)}#rating`,
    `${(await wordsOf(slug)).section.one} ${code} was rated ${ragLabel(checked.data.overallRag)}.`,
  )
})
