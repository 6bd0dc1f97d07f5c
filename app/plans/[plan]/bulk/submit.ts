'use server'

import { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { showRefusal } from '@/app/refusal'
import { today } from '@/lib/clock'
import { requireRight, RIGHTS } from '@/lib/auth/rights'
import { BULK_KINDS } from '@/lib/domain/structure/bulk'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { describeBulk, describeBulkDone } from '@/lib/format/structure/bulk-words'
import { bulkMessages } from '@/lib/format/structure/bulk-messages'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { changeSeveral } from '@/lib/mutations/structure/change-several'
import { paths } from '@/lib/paths'
import { findTypedPerson } from '@/lib/queries/periods/accountable'
import { previewBulk } from '@/lib/queries/structure/bulk'
import { getReportable } from '@/lib/queries/updates/update-sheet'
import { boundText } from '@/lib/schemas/bound'
import { showAgain, SUBMISSION_KEY, submissionKeyOf } from '@/lib/schemas/form'
import { readBulkChange, readTicked } from '@/lib/schemas/structure/bulk'

/** Takes a plan's slug and what is to be changed; says what that would do to the actions that were ticked. Sent again with the same ones, does it. */
export const submitBulk = checkedSubmit(
  RIGHTS.reportProgress,
  [boundText, z.enum(BULK_KINDS)],
  async (slug, kind, values) => {
    try {
      if (kind !== 'noChange') await requireRight(RIGHTS.editStructure, slug)
      const found = await getReportable(slug)
      if (found.kind === 'missing') throw new NotFoundError('plan', slug)
      if (found.kind === 'forbidden') throw new InvalidError({ form: sheetMessages.cannot })
      const { plan, actor } = found
      const { refs, error } = readTicked(values, plan.words.action.many.toLowerCase())
      const { change, errors } = readBulkChange(plan, kind, await findTypedPerson(slug, values, 'person'))
      if (error !== undefined || !change)
        return showAgain(values, { ...errors, ...(error !== undefined && { form: error }) })
      const preview = await previewBulk({ plan, actor, today: today() }, refs, change)
      if (preview.changed.length === 0)
        return {
          ...showAgain({ ...values, confirmed: '' }, { form: bulkMessages.nothing }),
          notice: describeBulk(plan, change, preview),
        }
      if (values.confirmed !== 'yes' || values.seen !== preview.seen)
        return {
          values: { ...values, confirmed: 'yes', seen: preview.seen },
          errors: {},
          notice: describeBulk(plan, change, preview),
        }
      const { seen } = preview
      const count = await changeSeveral(slug, {
        refs,
        change,
        seen,
        submissionKey: submissionKeyOf(values),
      })
      return await redirectDone(paths.bulk(slug, { change: kind }), describeBulkDone(plan, kind, count))
    } catch (error) {
      return showRefusal(error, { ...values, [SUBMISSION_KEY]: submissionKeyOf(values) })
    }
  },
)
