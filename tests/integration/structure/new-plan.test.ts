// A new plan, its details, and what it copies of another.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ChangedError, ForbiddenError, InvalidError } from '@/lib/errors'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { createPlan as makePlan } from '@/lib/mutations/structure/create-plan'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkNewPlan, checkPlanDetails, fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { db, slug, save, errorsOf, rows, ACTION, WITHDRAWN, useOwnPlan } from './own-plan'

useOwnPlan()

const DETAILS: FormValues = {
  title: 'Second plan',
  shortTitle: 'Second',
  publishers: 'Scottish Government\nCOSLA',
  period: '2026 to 2029',
  'starts-day': '1',
  'starts-month': '4',
  'starts-year': '2026',
  'ends-day': '31',
  'ends-month': '3',
  'ends-year': '2029',
  licence: 'OGL',
  attribution: 'OGL',
  'pillar-one': 'Priority',
  'pillar-many': 'Priorities',
  'section-one': 'Strategic action',
  'section-many': 'Strategic actions',
  'action-one': 'Deliverable',
  'action-many': 'Deliverables',
}

describe('a new plan', () => {
  const ask = (values: FormValues) => {
    const { data, state } = checkNewPlan({
      ...DETAILS,
      access: 'inside',
      isAnother: 'yes',
      ...newSubmission(),
      ...values,
    })
    if (state) throw new InvalidError(state.errors)
    return makePlan(data)
  }
  const ALL = ['pillars', 'sections', 'actions', 'partners', 'timescales', 'outcomes']

  it('is an administrator’s to make, who becomes its editor', async () => {
    await expect(ask({ slug: `new-${randomUUID()}` })).rejects.toThrow(ForbiddenError)
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    const made = await ask({ slug: `new-${randomUUID()}` })
    const state = await readPlan(made)
    expect(state).toMatchObject({
      publishers: ['Scottish Government', 'COSLA'],
      isPublic: false,
      language: 'en',
      rule: { atRiskNumerator: 1, atRiskDenominator: 3 },
      words: { pillar: { one: 'Priority', many: 'Priorities' } },
    })
    // A new request: what the person may do is asked once for each.
    const role = await db.query('SELECT role FROM membership WHERE plan_id = $1', [state?.id])
    expect(role.rows).toEqual([{ role: 'editor' }])
    const kinds = await db.query('SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number', [
      state?.id,
    ])
    expect(kinds.rows).toEqual([{ kind: 'plan.created' }, { kind: 'membership.changed' }])
    expect(await errorsOf(ask({ slug: made }))).toHaveProperty('slug')
    expect(await errorsOf(Promise.resolve().then(() => ask({ slug: 'new' })))).toHaveProperty('slug')
  })

  it('has the list of statuses that was chosen', async () => {
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    const state = await readPlan(
      await ask({ slug: `new-${randomUUID()}`, statuses: 'progress', next: 'file' }),
    )
    expect(state?.statuses[0]?.code).toBe('notStarted')
    expect(
      await errorsOf(Promise.resolve().then(() => ask({ slug: 'x-y', statuses: 'none' }))),
    ).toHaveProperty('statuses')
  })

  it('takes over another plan’s structure, and nothing that was said of it', async () => {
    await save('action', null, { ...ACTION, 'due-day': '31', 'due-month': '3', 'due-year': '2027' })
    await save('action', null, { ...ACTION, ref: '2.1', parent: '2', counted: 'no' })
    await save('action', null, { ...ACTION, ref: '3' })
    await changeLifecycle(slug, '3', WITHDRAWN)
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    const made = await readPlan(await ask({ slug: `new-${randomUUID()}`, from: slug, copy: ALL }))
    expect(made?.actions.map(({ ref, refSource, current, due }) => [ref, refSource, current, due])).toEqual([
      ['1', 'entered', null, null],
      ['2', 'entered', null, null],
      ['2.1', 'entered', null, null],
    ])
    expect(made?.sections[0]).toMatchObject({ partners: [{ role: 'keyPartner' }], assessment: null })
    expect(made?.sections[0]?.outcomeIds).toEqual([made?.outcomes[0]?.id])
    const parent = made?.actions.find(({ ref }) => ref === '2')
    expect(made?.actions.find(({ ref }) => ref === '2.1')?.parentId).toBe(parent?.id)
    const few = await readPlan(
      await ask({ slug: `new-${randomUUID()}`, from: slug, copy: ['pillars', 'partners'] }),
    )
    expect([few?.pillars.length, few?.partners.length, few?.sections.length]).toEqual([1, 1, 0])
    const asking = (values: FormValues) =>
      errorsOf(Promise.resolve().then(() => ask({ slug: 'x-y', ...values })))
    expect(await asking({ from: slug, copy: 'actions' })).toHaveProperty('copy')
    expect(await asking({ copy: 'pillars' })).toHaveProperty('from')
    expect(await asking({ from: 'nowhere', copy: 'pillars' })).toHaveProperty('from')
  })

  it('changes its details later, never over someone else’s unseen', async () => {
    const state = await readPlan(slug)
    if (!state) throw new Error('no plan')
    const seen = fingerprint(fillPlanDetails(state))
    const { data } = checkPlanDetails(DETAILS)
    if (!data) throw new Error('refused')
    await savePlanDetails(slug, seen, data)
    expect(await rows('SELECT title, words FROM plan WHERE id = $1')).toMatchObject([
      { title: 'Second plan', words: { action: { one: 'Deliverable', many: 'Deliverables' } } },
    ])
    const other = checkPlanDetails({ ...DETAILS, title: 'Third plan' }).data
    if (!other) throw new Error('refused')
    await expect(savePlanDetails(slug, seen, other)).rejects.toThrow(ChangedError)
  })
})
