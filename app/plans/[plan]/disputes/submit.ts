'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { describeSubject } from '@/lib/format/board/request-words'
import { answerDispute, disputeRating } from '@/lib/mutations/board/disputes'
import { paths } from '@/lib/paths'
import { disputeAnswerForm, disputeForm } from '@/lib/schemas/board/board-request'
import { boundNumber, boundSubject, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'

/** Takes a plan's slug, the action or section, and the form; puts the dispute on record and goes to the page of what it is about. */
export const submitDispute = checkedSubmit(
  RIGHTS.dispute,
  [boundText, boundSubject],
  async (slug, about, values) => {
    const { data, state } = checkForm(disputeForm, values)
    if (state) return state
    const { reason, seen, 'submission-key': submissionKey } = data
    await disputeRating(slug, { about, reason, seen, submissionKey })
    const page = about.level === 'action' ? paths.action(slug, about.code) : paths.section(slug, about.code)
    return redirectDone(
      `${page}#board`,
      `Your dispute of the rating of ${describeSubject(about, await wordsOf(slug)).toLowerCase()} was sent to the editors of the plan.`,
    )
  },
)

/** Takes a plan's slug, a dispute's number and the form; puts the answer on record and goes to the list of disputes. */
export const submitDisputeAnswer = checkedSubmit(
  RIGHTS.answerDispute,
  [boundText, boundNumber],
  async (slug, number, values) => {
    const { data, state } = checkForm(disputeAnswerForm, values)
    if (state) return state
    await answerDispute(slug, number, data)
    return redirectDone(paths.disputes(slug), `Dispute ${number} was answered.`)
  },
)
