/** An action with all that was said about it, and lists of actions. */

import { z } from 'zod'
import {
  ACTIVITY_TYPES,
  CONFIDENCES,
  METRIC_QUALIFIERS,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
  UPDATE_KINDS,
} from '@/lib/domain/plan/plan'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import {
  about,
  basis,
  bucket,
  count,
  date,
  datedTo,
  id,
  level,
  levelOrNull,
  links,
  MOST_NESTED,
  named,
  ownValue,
  partner,
  rollUp,
  source,
  status,
  text,
  textOrNull,
} from './parts'

const actionFields = {
  id,
  ref: text('Unique in the plan.', '26.3'),
  title: text('What is promised. A summary where the plan says so.'),
  pillar: levelOrNull('pillars'),
  section: levelOrNull('sections'),
  parentRef: textOrNull('The action it is a part of.'),
  depth: count('How many actions are above it: 0 for a numbered action.'),
  counted: about(z.boolean(), 'Whether it is counted in the figures while it is active.'),
  lifecycle: about(z.enum(LIFECYCLES), 'Whether it is still a commitment. Only active actions are counted.'),
  ratedWith: textOrNull('For a part that is not counted: the counted action above it that it is rated with.'),
  bucket: about(bucket.nullable(), 'Where it is counted in the figures; null if it is not counted.'),
  status: about(status.nullable(), 'Its current status; null when there are no updates yet.'),
  statusLabel: textOrNull('The status’s published label.'),
  basis: about(basis.nullable(), 'How the status is known.'),
  confidence: about(z.enum(CONFIDENCES).nullable(), 'How sure an inferred status is.'),
  reason: textOrNull('Why it has this status; null if not recorded.'),
  mitigation: textOrNull('What is being done about it; null when not recorded.'),
  updated: about(datedTo.nullable(), 'The date of the status.'),
  activity: about(
    z.enum(ACTIVITY_TYPES).nullable(),
    'Existing or new activity; null when the plan does not say.',
  ),
  timescale: about(
    z.strictObject({ ...level.shape, endsOn: date.nullable() }).nullable(),
    'The timescale; null if not known.',
  ),
  due: about(datedTo.nullable(), 'The current due date; null when none is known.'),
  dueNote: textOrNull('The due date in the plan’s own terms.'),
  fields: about(
    z.array(
      z.strictObject({
        code: text('The field’s code.', 'budget'),
        label: text('What the plan calls it.'),
        value: ownValue,
      }),
    ),
    'What the plan’s own fields say of it; the plan lists them all. Without a value, a field is left out.',
  ),
  partners: about(z.array(partner), 'Its partners and their roles.'),
  partnersNamedOn: about(z.enum(['action', 'parent', 'section']), 'Where the plan names those partners.'),
  involves: about(
    z.array(z.string()),
    'Codes of every partner it involves: named on it, above it, on its parts or on its section. The partner filter goes by these.',
  ),
  links,
}

export const action = named('Action', 'An action, or a part of one.', z.strictObject(actionFields))

export const actionName = named(
  'ActionName',
  'An action in short.',
  z.strictObject({ id, ref: text('Its number.', '26.3'), title: text('What is promised.') }),
)

export const actionListBody = named(
  'ActionList',
  'A part of a list of actions.',
  z.strictObject({
    total: count('How many actions match the filter, in all parts of the list.'),
    rollUp: about(rollUp, 'The figures of those that are counted.'),
    actions: z.array(action),
    next: textOrNull('The address of the next part; null at the end.'),
    links,
  }),
)
export type ActionListBody = z.infer<typeof actionListBody>

// The author stays out on purpose: an officer's name is not for public files (design rules, "Files").
const updateFields = {
  id,
  kind: about(
    z.enum(UPDATE_KINDS),
    'How it relates to another update. update: new, about none. nilReturn: that update is still true. correction: replaces ' +
      'that update, whatever its date. revision: that update as an editor worded it. withdrawal: that update came from an import ' +
      'that was undone, and holds no more.',
  ),
  about: about(
    z.uuid().nullable(),
    'The id of that update; null when there is none or readers do not see it.',
  ),
  evidence: about(
    z.array(z.strictObject({ title: text('What the link is called.'), url: about(z.url(), 'Its address.') })),
    'Links to evidence.',
  ),
  status,
  statusLabel: text('The published label.'),
  narrative: textOrNull('What was done; null when not recorded.'),
  reason: textOrNull('Why it has this status; null if not recorded.'),
  mitigation: textOrNull('What is being done about it; null when not recorded.'),
  effective: about(datedTo, 'The date of the status.'),
  recordedAt: about(z.iso.datetime(), 'When it was recorded, in UTC.'),
  basis,
  basisNote: textOrNull('What the basis means.'),
  confidence: z.enum(CONFIDENCES).nullable(),
  attributedTo: text('The organisation responsible for it. Never a person.'),
  sources: z.array(source),
  sourcePage: textOrNull('The page of the source.'),
}

const progressUpdate = named('ProgressUpdate', 'One update on an action.', z.strictObject(updateFields))

export const historyBody = named(
  'History',
  'Part of the updates on all actions of a plan, in the order of recording.',
  z.strictObject({
    total: count('How many updates there are, in all parts of the list.'),
    updates: z.array(
      named(
        'HistoryUpdate',
        'One update on an action, and which action it is about.',
        z.strictObject({ ...updateFields, action: actionName, section: levelOrNull('sections') }),
      ),
    ),
    next: textOrNull('The address of the next part; null at the end.'),
    links,
  }),
)
export type HistoryBody = z.infer<typeof historyBody>

const actionRefs = about(z.array(z.string()), 'References of all the actions it cites.')

export const actionBody = named(
  'ActionDetail',
  'All details of an action.',
  z.strictObject({
    ...actionFields,
    doneWhen: textOrNull('What “done” looks like; null when not recorded.'),
    originalDue: about(datedTo.nullable(), 'The original due date.'),
    daysPastDue: about(
      z.int().min(1).nullable(),
      'Whole days overdue today in Scotland, since its due date or else the end of its timescale; null if it is delivered, not overdue or not counted.',
    ),
    refSource: about(
      z.enum(REFERENCE_SOURCES),
      'How its reference is known: printed, confirmed by a later paper, worked out from the numbers around it, or entered in Cairn by an editor.',
    ),
    timescaleSource: about(z.enum(TIMESCALE_SOURCES), 'How its timescale is known.'),
    sourceLocator: textOrNull('Where it is in the plan.'),
    note: textOrNull('Note for readers.'),
    parent: about(action.nullable(), 'The action it is a part of.'),
    parts: about(
      z.array(action),
      `The first ${MOST_NESTED} of its parts at any depth, in the plan’s order. The list of the actions of its section has all of them.`,
    ),
    partsTotal: count('How many parts it has.'),
    partsRollUp: about(
      rollUp.nullable(),
      'The roll-up of its parts that are counted instead of it; null when none is.',
    ),
    history: about(
      z.array(progressUpdate),
      'The updates on it, newest first, in parts: historyNext leads to older ones. An update that has been corrected no longer applies.',
    ),
    historyTotal: count('How many updates there are on it, in all parts.'),
    historyNext: textOrNull(
      'The address of the same action with the next part of its updates; null at the end.',
    ),
    achievements: about(
      z.array(
        z.strictObject({
          code: text('Unique in the plan.'),
          summary: text('What was done.'),
          reported: about(datedTo, 'When it was reported.'),
          sourceTitle: text('The document that reports it.'),
          sourcePage: textOrNull('The page of that document.'),
          doubtfulMatch: about(z.boolean(), 'Whether the document may mean a different action.'),
          note: textOrNull('Note for readers.'),
          metrics: z.array(
            z.strictObject({
              label: text('What is measured.'),
              value: z.number(),
              unit: text('What it is counted in.'),
              asOf: text('When it was true, as printed.'),
              qualifier: about(z.enum(METRIC_QUALIFIERS), 'How exact the value is.'),
            }),
          ),
          actionRefs,
        }),
      ),
      `The first ${MOST_NESTED} of what reports say was done, citing this action. The plan’s files have all of it.`,
    ),
    publications: about(
      z.array(
        z.strictObject({
          code: text('Unique in the plan.'),
          title: text('Its title.'),
          publisher: textOrNull('Who published it.'),
          published: textOrNull('As printed: a year, a month or a day.'),
          url: textOrNull('Web address.'),
          note: textOrNull('Note for readers.'),
          actionRefs,
        }),
      ),
      `The first ${MOST_NESTED} publications that cite this action. The plan’s files have all of them.`,
    ),
    sameWork: about(
      z.array(
        z.strictObject({
          record: about(
            z.enum(['action', 'achievement']),
            'Whether it is this action or one of its achievements.',
          ),
          achievement: textOrNull('The code of that achievement; null for the action.'),
          isNamedHere: about(
            z.boolean(),
            'Whether this plan names the other; otherwise the other plan names this one.',
          ),
          plan: text('The other plan’s name in addresses.', 'delivery-plan'),
          planTitle: text('Its short title.'),
          otherRecord: about(z.enum(['action', 'achievement']), 'What it is in the other plan.'),
          code: text('Its number or code in the other plan.', '2.4'),
          title: text('What it is called there.'),
          links,
        }),
      ),
      `The first ${MOST_NESTED} of what is the same work in other plans that you may read. Each plan counts its own. None in a report.`,
    ),
  }),
)
export type ActionBody = z.infer<typeof actionBody>
