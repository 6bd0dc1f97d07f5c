'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { RIGHTS } from '@/lib/auth/rights'
import { currentActor } from '@/lib/auth/actor'
import type { TypedForm } from '@/lib/domain/updates/draft'
import { formatTime } from '@/lib/format/dates'
import { describeReportField } from '@/lib/format/reports/report-words'
import { confirmUpdate } from '@/lib/mutations/updates/confirm-update'
import { saveDraft } from '@/lib/mutations/updates/draft'
import { type Reported, reportProgress } from '@/lib/mutations/updates/report-progress'
import { paths } from '@/lib/paths'
import { boundText, shownVersions } from '@/lib/schemas/bound'
import { type FormState, type FormValues } from '@/lib/schemas/form'
import { FIELD_NAMES, updateMessages } from '@/lib/format/updates/messages'
import type { Seen } from '@/lib/schemas/updates/judge-report'
import { choiceName, readChoices } from '@/lib/schemas/updates/progress-report'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'
import { showRefusal } from '@/app/refusal'
import { NotFoundError, SignedOutError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { HasStatuses } from '@/lib/domain/status/status'

/** Records an update and goes to the action; or keeps it as a draft. Nothing that was typed is ever lost. */
export const submitProgressUpdate = checkedSubmit(
  RIGHTS.reportProgress,
  [boundText, boundText],
  async (slug, ref, values, { state }) => {
    try {
      if (values.intent === 'draft') return await keepDraft({ kind: 'update', plan: slug, ref }, values)
      const result = await reportProgress(slug, ref, {
        values,
        submissionKey: textOf(values, 'submission-key'),
        seen: readSeen(values),
        ...readChoices(values),
      })
      if (result.kind === 'conflict') {
        const actor = await currentActor()
        const plan = await readPlan(slug)
        if (!plan) throw new NotFoundError('plan', slug)
        return showBoth(plan, values, result, actor.kind === 'person' ? actor.id : '')
      }
      return redirect(paths.saved(slug, ref, result.id))
    } catch (error) {
      if (error instanceof SignedOutError) throw error
      const { versions, versionsBy } = shownVersions.parse(state)
      return {
        ...showRefusal(error, values),
        ...(versions && { versions }),
        ...(versionsBy !== undefined && { versionsBy }),
      }
    }
  },
)

/** Records that what was said last is still true today, and goes to the action, or back to the list of what is owed. */
export const submitNoChange = checkedSubmit(
  'signedIn',
  [boundText, boundText, z.enum(['action', 'myUpdates'])],
  async (slug, ref, goTo, values) => {
    try {
      const { id } = await confirmUpdate(slug, ref, {
        updateId: textOf(values, 'update-id'),
        submissionKey: textOf(values, 'submission-key'),
      })
      redirect(goTo === 'myUpdates' ? paths.myUpdates({ plan: slug, ref }) : paths.saved(slug, ref, id))
    } catch (error) {
      if (error instanceof SignedOutError)
        redirect(paths.signIn(goTo === 'myUpdates' ? paths.myUpdates() : paths.update(slug, ref)))
      throw error
    }
  },
)

async function keepDraft(typed: TypedForm, values: FormValues): Promise<FormState> {
  const savedAt = await saveDraft(typed, values)
  return {
    values,
    errors: {},
    notice: `Draft saved at ${formatTime(savedAt.toISOString())}. It is not sent yet.`,
  }
}

function showBoth(
  plan: HasStatuses,
  values: FormValues,
  conflict: Extract<Reported, { kind: 'conflict' }>,
  readerId: string,
): FormState {
  const { mine, theirs, fields, seen, compared, isNew, meanwhile } = conflict
  const stored = Object.entries(values).filter(
    ([name]) => !isNew || !fields.some((field) => name === choiceName(field)),
  )
  return {
    values: {
      ...Object.fromEntries(stored),
      compared,
      'seen-update': seen.updateId ?? '',
      'seen-due': seen.dueOn ?? '',
    },
    errors: Object.fromEntries(
      fields
        .filter((field) => isNew || !values[choiceName(field)])
        .map((field) => [choiceName(field), updateMessages.versionMissing(field)]),
    ),
    versionsBy: `${describeMeanwhile(meanwhile, readerId, compared === 'all' ? 'saved an update of this action' : 'changed the due date')}, while this form was open.`,
    versions: fields.map((field) => ({
      name: choiceName(field),
      label: FIELD_NAMES[field],
      mine: describeReportField(plan, mine, field),
      theirs: describeReportField(plan, theirs, field),
    })),
  }
}

function readSeen(values: FormValues): Seen {
  return { updateId: textOf(values, 'seen-update') || null, dueOn: textOf(values, 'seen-due') || null }
}

function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
