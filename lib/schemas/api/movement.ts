/** What moved between two states of a plan, and how it went from report to report, as the read API returns them. */

import { z } from 'zod'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import { FIELD_NAMES } from '@/lib/domain/movement/movement-fields'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { TREND_LEVELS } from '@/lib/domain/movement/trend'
import {
  about,
  basis,
  basisCounts,
  bucket,
  count,
  date,
  datedTo,
  id,
  level,
  levelOrNull,
  links,
  named,
  overallRag,
  rollUp,
  status,
  text,
  textOrNull,
} from './parts'

const side = named(
  'ComparedState',
  'One of the two states that are compared.',
  z.strictObject({
    report: textOrNull('The code of the report; null for the plan as it is now.'),
    reference: textOrNull('The report’s reference.'),
    asAt: about(date, 'The day of its figures.'),
  }),
)

const cellPlace = about(
  z.string(),
  'The code of a status, noUpdate where there are no updates, or notCounted where it does not count in the figures.',
)

const state = named(
  'ComparedStanding',
  'An action in one of the two states.',
  z.strictObject({
    ref: text('Its number in that state.'),
    title: text('Its title in that state.'),
    section: levelOrNull('sections'),
    pillar: levelOrNull('pillars'),
    lifecycle: about(z.enum(LIFECYCLES), 'Whether it is a commitment.'),
    bucket: about(bucket.nullable(), 'Its place in the figures; null when it is not counted.'),
    status: about(status.nullable(), 'Its status; null when there are no updates.'),
    statusLabel: textOrNull('The published label.'),
    basis: about(basis.nullable(), 'How the status is known.'),
    due: about(datedTo.nullable(), 'Its due date.'),
  }),
)

const why = z.strictObject({
  reason: textOrNull('Why its status is what it is.'),
  mitigation: textOrNull('What is being done about it.'),
  narrative: textOrNull('The latest report on its progress.'),
  isNew: about(z.boolean(), 'Whether its newest update came since the earlier state.'),
  due: textOrNull('The reason given when its due date changed.'),
  lifecycle: textOrNull('The reason given when it was withdrawn, merged, superseded or reinstated.'),
  counted: textOrNull('The reason given when it became counted, or was no longer counted.'),
})

const movedAction = named(
  'MovedAction',
  'An action that changed, or that is in the requested cell.',
  z.strictObject({
    id,
    before: about(state.nullable(), 'Null when it was not in the plan.'),
    after: about(state.nullable(), 'Null when it is no longer in the plan.'),
    kinds: about(z.array(z.enum(CHANGE_KINDS)), 'The kinds of its movement; none where nothing changed.'),
    daysLater: about(z.int().nullable(), 'How many days later its due date is, negative when earlier.'),
    originalDue: about(datedTo.nullable(), 'The due date first promised, where it moved.'),
    heirRef: textOrNull('The action that replaced it, where it was merged or superseded.'),
    why: about(why.nullable(), 'The reasons given; null where nothing changed.'),
    fields: about(
      z.array(
        z.strictObject({
          field: z.enum(FIELD_NAMES),
          code: textOrNull('Of a field of the plan’s own: which one it is.'),
          label: text('The field in words.'),
          before: textOrNull('The old value in words.'),
          after: textOrNull('The new value in words.'),
        }),
      ),
      'The fields that changed.',
    ),
  }),
)

const sectionStanding = z
  .strictObject({ ...level.shape, rollUp, basisCounts, rag: overallRag.nullable() })
  .nullable()

export const movementBody = named(
  'Movement',
  'What changed between two reports of a plan, or between one and now.',
  z.strictObject({
    before: side,
    after: side,
    briefing: about(z.array(z.string()), 'What changed, in plain words, one paragraph each.'),
    totals: about(z.strictObject({ before: rollUp, after: rollUp }), 'The figures of the whole plan.'),
    matrix: about(
      z.array(z.strictObject({ was: cellPlace, is: cellPlace, count: z.int().min(1) })),
      'How many counted actions changed from one status to another; pairs without any are left out.',
    ),
    sections: about(
      z.array(z.strictObject({ id, before: sectionStanding, after: sectionStanding })),
      'Every section of either state, in the order of the later one.',
    ),
    total: count('How many actions follow.'),
    actions: about(z.array(movedAction), 'Those that changed, or that pass the filters.'),
    links,
  }),
)
export type MovementBody = z.infer<typeof movementBody>

export const timeSeriesBody = named(
  'TimeSeries',
  'The progress of a plan, with one row for each report and status.',
  z.strictObject({
    altered: about(
      z.array(z.string()),
      'References of reports that are left out, because they were altered after publication.',
    ),
    rows: about(
      z.array(
        z.strictObject({
          report: text('The code of the report.', 'lb-25-03-03'),
          reference: text('Its reference.', 'LB(25)03-03'),
          asAt: about(date, 'The day of its figures.'),
          level: about(z.enum(TREND_LEVELS), 'Whether the row is of the plan, a pillar or a section.'),
          id,
          code: text('The code of the pillar or the section in that report; the slug of the plan.'),
          title: text('Its title in that report.'),
          bucket,
          label: text('The published label.', 'On Track'),
          count: count('How many counted actions have this status.'),
          base: count('How many counted actions there are.'),
          percent: about(
            z.int().min(0).max(100).nullable(),
            'Whole percentage of the base; null if there are no counted actions.',
          ),
          basisCounts: about(basisCounts, 'How the statuses of those actions are known.'),
        }),
      ),
      'The oldest report first. Reports that were corrected are left out.',
    ),
    links,
  }),
)
export type TimeSeriesBody = z.infer<typeof timeSeriesBody>
