// Rating a section, the rule that suggests ratings, and the settings of a plan.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { changeRule } from '@/lib/mutations/status/change-rule'
import { changeSettings } from '@/lib/mutations/plan/change-settings'
import { type NewRating, RatedMeanwhileError, rateSection } from '@/lib/mutations/status/rate-section'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { viewSectionRow } from '@/lib/domain/plan/views'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let seen: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
  await write(db, plan)
  seen = idOf(plan, 'section_assessment')
})

const planId = () => idOf(plan, 'plan')
const person = (role: 'editor' | 'officer' | 'analyst' | 'viewer') => addMember(db, planId(), role)
const rating = (given: Partial<NewRating> = {}): NewRating => ({
  overallRag: 'onTrack',
  reason: null,
  seen,
  ...given,
})

async function say(status: string) {
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: planId(),
    action_id: idOf(plan, 'action'),
    status,
    effective_on: '2025-06-30',
    attributed_to: 'Scottish Government',
    basis: 'reported',
  })
}

async function ratings() {
  const { rows } = await db.query('SELECT * FROM section_assessment WHERE plan_id = $1 ORDER BY entry DESC', [
    planId(),
  ])
  return rows
}

async function sectionRow() {
  const state = await loadPlan(planId())
  const section = state.sections[0]
  if (!section) throw new Error('The example plan has a section')
  return viewSectionRow(state, section)
}

describe('rating a section', () => {
  it('is for editors', async () => {
    await actAs(db, null)
    await expect(rateSection(slug, '1.1', rating())).rejects.toThrow(SignedOutError)
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await actAs(db, await person(role))
      await expect(rateSection(slug, '1.1', rating())).rejects.toThrow(ForbiddenError)
    }
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    await expect(rateSection(slug, '1.1', rating())).rejects.toThrow(ForbiddenError)
    expect(await ratings()).toHaveLength(1)
  })

  it('keeps the suggestion, the rule, the counts and the person, and stands for the publisher', async () => {
    const editor = await person('editor')
    await actAs(db, editor)
    await rateSection(slug, '1.1', rating())
    expect((await ratings())[0]).toMatchObject({
      overall_rag: 'onTrack',
      suggested: 'onTrack',
      rule_id: idOf(plan, 'rating_rule'),
      counts: {
        delivered: 0,
        onTrack: 1,
        missedNoRisk: 0,
        atRisk: 0,
        missedWithRisk: 0,
        offTrack: 0,
        noUpdate: 0,
      },
      author_id: editor,
      attributed_to: 'Scottish Government',
      basis: 'reported',
    })
    const { rows } = await db.query(
      `SELECT kind, record_name, actor_id, before, after FROM audit_entry WHERE plan_id = $1 AND number = 2`,
      [planId()],
    )
    expect(rows).toEqual([
      {
        kind: 'section-assessment.recorded',
        record_name: 'Section 1.1',
        actor_id: editor,
        before: { overallRag: 'onTrack', reason: null },
        after: { overallRag: 'onTrack', reason: null, suggested: 'onTrack', threshold: 'a third' },
      },
    ])
  })

  it('against the suggestion needs a reason, and with one is kept', async () => {
    await say('offTrack')
    await actAs(db, await person('editor'))
    await expect(rateSection(slug, '1.1', rating())).rejects.toThrow(
      'Enter why the rating differs from the suggested rating, At Risk. The one counted action is adverse; the threshold is a third.',
    )
    await rateSection(slug, '1.1', rating({ reason: 'It was put right today' }))
    expect((await ratings())[0]).toMatchObject({ overall_rag: 'onTrack', suggested: 'atRisk' })
    expect((await sectionRow()).rating).toMatchObject({ rag: 'onTrack', differs: true, isStale: false })
  })

  it('goes stale when a status below it changes', async () => {
    await actAs(db, await person('editor'))
    await rateSection(slug, '1.1', rating())
    expect((await sectionRow()).rating.isStale).toBe(false)
    await say('atRisk')
    expect((await sectionRow()).rating.isStale).toBe(true)
  })

  it('sent twice is one rating, also at the same time', async () => {
    await actAs(db, await person('editor'))
    await Promise.all([rateSection(slug, '1.1', rating()), rateSection(slug, '1.1', rating())])
    await rateSection(slug, '1.1', rating())
    expect(await ratings()).toHaveLength(2)
  })

  it('of two editors at once is refused to the second, who is told what the first said', async () => {
    await actAs(db, await person('editor'))
    await rateSection(slug, '1.1', rating({ overallRag: 'offTrack', reason: 'No money' }))
    await actAs(db, await addMember(db, planId(), 'editor', 'Bea'))
    const refused = await rateSection(slug, '1.1', rating()).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(RatedMeanwhileError)
    const { latest } = refused as RatedMeanwhileError
    expect(latest).toMatchObject({ overallRag: 'offTrack', reason: 'No money', author: 'An editor' })
    await rateSection(slug, '1.1', rating({ seen: latest.id }))
    expect((await sectionRow()).rating.assessed).toBe('onTrack')
  })

  it('finds no section of another plan', async () => {
    await actAs(db, await person('editor'))
    await expect(rateSection(slug, '9.9', rating())).rejects.toThrow(NotFoundError)
  })
})

describe('the rule', () => {
  const third = { atRiskNumerator: 1, atRiskDenominator: 3 }
  const half = { atRiskNumerator: 1, atRiskDenominator: 2 }

  it('is for administrators', async () => {
    await actAs(db, await person('editor'))
    await expect(changeRule(slug, third, half, 'Why')).rejects.toThrow(ForbiddenError)
  })

  it('makes a new row and leaves the old one to the ratings made under it', async () => {
    await actAs(db, await person('editor'))
    await rateSection(slug, '1.1', rating())
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    await Promise.all([
      changeRule(slug, third, half, 'Fewer alarms'),
      changeRule(slug, third, half, 'Fewer alarms'),
    ])
    const { rows } = await db.query(
      'SELECT at_risk_denominator, reason FROM rating_rule WHERE plan_id = $1 ORDER BY created_at',
      [planId()],
    )
    expect(rows).toEqual([
      { at_risk_denominator: 3, reason: null },
      { at_risk_denominator: 2, reason: 'Fewer alarms' },
    ])
    const state = await loadPlan(planId())
    expect(state.rule).toMatchObject(half)
    expect(state.sections[0]?.assessment?.rule).toEqual(third)
  })

  it('is not changed over a change that the administrator has not seen', async () => {
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    await changeRule(slug, third, half, 'Fewer alarms')
    await expect(
      changeRule(slug, third, { atRiskNumerator: 1, atRiskDenominator: 4 }, 'More'),
    ).rejects.toThrow(/^You changed the rule on .+ at \d\d:\d\d, while this page was open: At Risk is now/)
  })
})

describe('the settings of a plan', () => {
  const opened = { isPublic: true, needsApproval: false }

  it('are for administrators', async () => {
    await actAs(db, await person('editor'))
    await expect(changeSettings(slug, opened, { ...opened, isPublic: false })).rejects.toThrow(ForbiddenError)
  })

  it('are kept and recorded, and not over a change that was not seen', async () => {
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    await changeSettings(slug, opened, { isPublic: false, needsApproval: true })
    const { rows } = await db.query('SELECT is_public, needs_approval FROM plan WHERE slug = $1', [slug])
    expect(rows).toEqual([{ is_public: false, needs_approval: true }])
    await expect(changeSettings(slug, opened, opened)).rejects.toMatchObject({
      errors: { form: expect.stringMatching(/^You changed these settings on .+ at \d\d:\d\d, while/) },
    })
    const { rows: entries } = await db.query(
      `SELECT before, after FROM audit_entry WHERE plan_id = $1 AND kind = 'plan.settings-changed'`,
      [planId()],
    )
    expect(entries).toEqual([{ before: opened, after: { isPublic: false, needsApproval: true } }])
  })
})
