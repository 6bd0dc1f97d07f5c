/** Each submit that changes what a plan is: its parts, its periods, who answers for what, its rule and settings. */

import { randomUUID } from 'node:crypto'
import { openOwnImport } from '@/app/plans/[plan]/structure/import/open-import'
import { db as prisma } from '@/lib/db'
import { openUndo } from '@/lib/queries/imports/plan-imports'
import { previewOwnImport } from '@/lib/queries/imports/own-import'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint, readRecord } from '@/lib/queries/structure/structure'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'
import { fillStatuses } from '@/lib/schemas/status/plan-statuses'
import { fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { ADMINISTRATORS, EDITORS } from '@/tests/helpers/every-route'
import { addPeriod } from '@/tests/helpers/periods'
import { insert, PERSON, rowOf } from '@/tests/helpers/plan-rows'
import {
  addOfficer,
  date,
  type Example,
  form,
  freshAction,
  newKey,
  newNumber,
  OPENED,
  type Row,
} from './example'

const LATER = { name: 'Later', opensOn: '2040-01-01', dueOn: '2040-01-02', closesOn: '2040-01-03' }

/** In the place of the one that another role was refused to change. */
async function laterPeriod({ db, id }: Example): Promise<string> {
  await db.query('DELETE FROM reporting_period WHERE plan_id = $1 AND name = $2', [id('plan'), LATER.name])
  return addPeriod(db, id('plan'), LATER.name, LATER)
}

/** A field of the plan's own, behind those that are there. */
async function freshField({ db, id }: Example): Promise<string> {
  const { rows } = await db.query<{ position: number }>(
    'SELECT count(*)::int AS position FROM plan_field WHERE plan_id = $1',
    [id('plan')],
  )
  const code = `f${randomUUID().slice(0, 8)}`
  await insert(db, 'plan_field', {
    plan_id: id('plan'),
    code,
    position: rows[0]?.position ?? 0,
    label: code,
    type: 'text',
    options: [],
    is_public: true,
  })
  return code
}

const DETAILS = {
  title: 'A second plan',
  shortTitle: 'Second',
  publishers: 'Scottish Government',
  period: '2026',
  licence: 'OGL',
  attribution: 'OGL',
  ...date('starts', 1),
  ...date('ends', 12),
  'pillar-one': 'Priority',
  'pillar-many': 'Priorities',
  'section-one': 'Section',
  'section-many': 'Sections',
  'action-one': 'Deliverable',
  'action-many': 'Deliverables',
}

export const OF_STRUCTURE: Readonly<Record<string, Row>> = {
  'plans/[plan]/periods submitNewPeriod': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({ name: 'Summer 2030', ...date('opens', 1), ...date('due', 2), ...date('closes', 3) }),
    ],
  },
  'plans/[plan]/periods submitPeriod': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await laterPeriod(example),
      LATER,
      false,
      OPENED,
      form({
        name: 'Much later',
        ...date('opens', 3, 2041),
        ...date('due', 4, 2041),
        ...date('closes', 5, 2041),
      }),
    ],
  },
  'plans/[plan]/periods submitPeriodRemoval': {
    may: EDITORS,
    given: async (example) => [example.slug, await laterPeriod(example), OPENED, form({})],
  },
  'plans/[plan]/periods submitCheckedPeriods': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      { rhythm: 'quarterly', count: '2', dueAfter: '10', closesAfter: '20', ...date('first', 1) },
      OPENED,
      form({}),
    ],
  },
  'plans/[plan]/actions/[action]/accountable submitAccountable': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await freshAction(example),
      null,
      OPENED,
      form({ person: await addOfficer(example), ...date('from', 3, 2025) }),
    ],
  },
  'plans/[plan]/actions/[action]/accountable submitContributor': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await freshAction(example),
      OPENED,
      form({ contributor: await addOfficer(example) }),
    ],
  },
  'plans/[plan]/actions/[action]/accountable submitContributorRemoval': {
    may: EDITORS,
    given: ({ slug }) => [slug, '1', PERSON, OPENED, form({})],
  },
  'plans/[plan]/team/hand-over submitReassignment': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      null,
      [],
      OPENED,
      form({ refs: await freshAction(example), person: await addOfficer(example), ...date('from', 3, 2025) }),
    ],
  },
  'plans/[plan]/actions/[action]/counted submitCounted': {
    may: EDITORS,
    given: async (example) => {
      const ref = await freshAction(example)
      return [
        example.slug,
        ref,
        OPENED,
        form({ counted: ref, shown: ref, reason: 'It counts', ...date('on', 3, 2025) }),
      ]
    },
  },
  'plans/[plan]/actions/[action]/lifecycle submitLifecycle': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await freshAction(example),
      OPENED,
      form({ lifecycle: 'withdrawn', reason: 'Not needed', ...date('on', 3, 2025) }),
    ],
  },
  'plans/[plan]/structure submitRecord': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      'pillar',
      null,
      OPENED,
      form({ ...newKey(), code: 'second', name: 'Second', aim: 'Another aim' }),
    ],
  },
  'plans/[plan]/structure/add-actions submitNewActions': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({
        section: '1.1',
        counted: 'no',
        first: '77',
        titles: 'One more',
        ...newKey(),
        confirmed: 'yes',
        seen: '1.1 no 77 One more',
      }),
    ],
  },
  'plans/[plan]/structure/import submitImport': {
    may: EDITORS,
    given: async (example) => {
      const { slug } = example
      if (example.actorId) await beginImport(example)
      const plan = await readPlan(slug)
      const opened = example.actorId && plan ? await openOwnImport(plan) : null
      const seen = plan && opened && !('refused' in opened) ? (await previewOwnImport(plan, opened)).seen : ''
      return [slug, OPENED, form({ seen })]
    },
  },
  'plans/[plan]/structure/imports/[import] submitUndo': {
    may: EDITORS,
    given: async ({ db, plan, slug, id }) => {
      const [imported, last] = [randomUUID(), 1_000_000 + Number(newNumber())]
      const row = { ...rowOf(plan, 'plan_import'), id: imported, first_entry: last, last_entry: last }
      await insert(db, 'plan_import', row)
      const opened = await openUndo(await loadPlan(id('plan')), imported)
      return [slug, imported, OPENED, form({ seen: opened?.seen ?? '' })]
    },
  },
  'plans/[plan]/structure submitMove': {
    may: EDITORS,
    given: async (example) => {
      const [first, second] = [await freshAction(example), await freshAction(example)]
      return [example.slug, OPENED, form({ move: `action up ${second} past ${first}` })]
    },
  },
  'plans/[plan]/structure submitWithdrawal': {
    may: EDITORS,
    given: async ({ plan, slug, id }) => {
      const code = String(rowOf(plan, 'achievement').code)
      const record = await readRecord(prisma, id('plan'), 'achievement', code)
      // As its form has it: it is the same work as nothing in another plan.
      const opened = fingerprint({ ...record?.values, sameWork: '' })
      return [slug, 'achievement', code, OPENED, form({ reason: 'Counted twice', fingerprint: opened })]
    },
  },
  'plans/[plan]/structure submitRemoval': {
    may: EDITORS,
    given: async ({ db, slug, id }) => {
      const number = newNumber()
      await insert(db, 'pillar', {
        id: randomUUID(),
        plan_id: id('plan'),
        code: `empty-${number}`,
        position: number,
        name: 'Empty',
        aim: 'None',
      })
      return [slug, 'pillar', `empty-${number}`, OPENED, form({})]
    },
  },
  'plans/[plan]/details submitDetails': {
    may: EDITORS,
    given: async ({ slug, id }) => {
      const state = await loadPlan(id('plan'))
      return [slug, OPENED, form({ ...DETAILS, fingerprint: fingerprint(fillPlanDetails(state)) })]
    },
  },
  'plans/new submitNewPlan': {
    may: ADMINISTRATORS,
    given: () => [
      OPENED,
      form({ ...newKey(), ...DETAILS, isAnother: 'yes', slug: `new-${randomUUID()}`, access: 'inside' }),
    ],
  },
  'plans/[plan]/statuses submitStatuses': {
    may: EDITORS,
    given: ({ slug }) => {
      const values = fillStatuses(PUBLISHED_SIX)
      return [
        slug,
        OPENED,
        form({ ...values, 'label-onTrack': 'Going well', fingerprint: fingerprint(values) }),
      ]
    },
  },
  'plans/[plan]/structure/fields submitField': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      null,
      OPENED,
      form({ ...newKey(), label: `Field ${randomUUID()}`, type: 'text', public: 'yes' }),
    ],
  },
  'plans/[plan]/structure/fields submitFieldMove': {
    may: EDITORS,
    given: async (example) => {
      const [first, second] = [await freshField(example), await freshField(example)]
      return [example.slug, OPENED, form({ move: `${second} up past ${first}` })]
    },
  },
  'plans/[plan]/structure/fields submitFieldState': {
    may: EDITORS,
    given: async (example) => [example.slug, await freshField(example), 'retired', OPENED, form({})],
  },
  'plans/[plan]/rule submitRule': {
    may: ADMINISTRATORS,
    given: ({ slug }) => [slug, rule(1, 3), rule(1, 2), OPENED, form({ reason: 'A half is plainer' })],
  },
  'plans/[plan]/settings submitSettings': {
    may: ADMINISTRATORS,
    given: ({ slug }) => [
      slug,
      { isPublic: true, needsApproval: false },
      OPENED,
      form({ isPublic: 'yes', needsApproval: 'yes' }),
    ],
  },
}

/** Submits that lead on to another page and change nothing. */
export const CHANGE_NOTHING: Readonly<Record<string, Row['given']>> = {
  'plans/[plan]/periods submitPeriodsAhead': ({ slug }) => [slug, OPENED, form({ rhythm: 'quarterly' })],
  ...Object.fromEntries(
    ['submitFile', 'submitPlace', 'submitColumns', 'submitValues', 'submitDrop'].map((submit) => [
      `plans/[plan]/structure/import ${submit}`,
      ({ slug }: Example) => [slug, OPENED, form({})],
    ]),
  ),
  ...Object.fromEntries(
    ['submitUpdateFile', 'submitVersions', 'submitUpdateFileRemoval'].map((submit) => [
      `plans/[plan]/spreadsheet ${submit}`,
      ({ slug }: Example) => [slug, OPENED, form({})],
    ]),
  ),
  'plans/[plan]/rule submitThreshold': ({ slug }) => [
    slug,
    rule(1, 3),
    OPENED,
    form({ atRiskNumerator: '1', atRiskDenominator: '2' }),
  ],
}

/** A file that whoever asks is bringing into the plan. */
async function beginImport({ db, id, actorId }: Example) {
  const bytes = Buffer.from(`Ref,Action\n${newNumber()},Another\n`)
  await insert(db, 'import_file', {
    plan_id: id('plan'),
    person_id: actorId,
    name: 'a.csv',
    sha256: actorId,
    bytes,
  })
}

function rule(atRiskNumerator: number, atRiskDenominator: number) {
  return { atRiskNumerator, atRiskDenominator }
}
