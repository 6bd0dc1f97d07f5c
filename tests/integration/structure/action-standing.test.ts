// Where an action stands in its plan: withdrawn, merged, renumbered, counted or not.
import { beforeEach, describe, expect, it } from 'vitest'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import {} from '@/lib/queries/structure/structure'
import type { LifecycleData } from '@/lib/schemas/structure/action-standing'
import { addAction, idOf } from '@/tests/helpers/plan-rows'
import { structureMessages } from '@/lib/format/structure/messages'
import {
  db,
  plan,
  slug,
  save,
  change,
  errorsOf,
  rows,
  ACTION,
  WITHDRAWN,
  COUNTED,
  useOwnPlan,
} from './own-plan'

useOwnPlan()

describe('an action that leaves the plan', () => {
  const merged: LifecycleData = { ...WITHDRAWN, lifecycle: 'merged', heir: '2' }

  beforeEach(async () => {
    await save('action', null, ACTION)
    await changeCounted(slug, '1', { ...COUNTED, on: '2026-01-01' })
  })

  it('keeps its heir, date and reason on record', async () => {
    await changeLifecycle(slug, '1', merged)
    const [entry] = await rows(
      `SELECT c.lifecycle, c.reason, h.ref AS heir, a.lifecycle AS now, c.author_id IS NOT NULL AS signed
       FROM lifecycle_change c JOIN action a ON a.id = c.action_id JOIN action h ON h.id = c.heir_id WHERE c.plan_id = $1`,
    )
    expect(entry).toEqual({
      lifecycle: 'merged',
      reason: merged.reason,
      heir: '2',
      now: 'merged',
      signed: true,
    })
    await changeLifecycle(slug, '1', { ...merged, lifecycle: 'active', heir: '' })
    expect(await rows("SELECT lifecycle, heir_id FROM action WHERE plan_id = $1 AND ref = '1'")).toEqual([
      { lifecycle: 'active', heir_id: null },
    ])
  })

  it('needs an heir that is another action still in the plan', async () => {
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '1' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '404' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, heir: '2' }))).toHaveProperty('heir')
    await changeLifecycle(slug, '2', WITHDRAWN)
    expect(await errorsOf(changeLifecycle(slug, '1', merged))).toEqual({
      heir: structureMessages.replacementLeft('2', 'withdrawn'),
    })
    expect(await errorsOf(changeLifecycle(slug, '2', WITHDRAWN))).toHaveProperty('lifecycle')
  })

  it('leaves neither in the future nor before its last change', async () => {
    expect(await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, on: '2999-01-01' }))).toHaveProperty(
      'on',
    )
    await changeLifecycle(slug, '1', WITHDRAWN)
    expect(
      await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', on: '2026-03-02' })),
    ).toEqual({ on: structureMessages.changedLater('1', '2026-03-03') })
  })

  it('takes its parts along only when that is asked for', async () => {
    await save('action', null, {
      ...ACTION,
      ref: '1.1',
      parent: '1',
      counted: 'no',
      'added-day': '1',
      'added-month': '1',
      'added-year': '2026',
    })
    expect(await errorsOf(changeLifecycle(slug, '1', WITHDRAWN))).toEqual({
      parts: structureMessages.partsMissingOf('1.1'),
    })
    await changeLifecycle(slug, '1', { ...WITHDRAWN, parts: 'with' })
    expect(
      await rows(`SELECT ref FROM action WHERE plan_id = $1 AND lifecycle = 'withdrawn' ORDER BY ref`),
    ).toEqual([{ ref: '1' }, { ref: '1.1' }])
    await changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', parts: 'stay' })
    expect(await rows(`SELECT ref FROM action WHERE plan_id = $1 AND lifecycle = 'withdrawn'`)).toEqual([
      { ref: '1.1' },
    ])
  })

  it('comes back only where that counts nothing twice', async () => {
    await changeLifecycle(slug, '1', WITHDRAWN)
    await addAction(db, plan, {
      ref: '1.1',
      parent_id: idOf(plan, 'action'),
      counted: true,
    })
    expect(
      await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', parts: 'stay' })),
    ).toEqual({ lifecycle: expect.stringContaining('Actions 1 and 1.1 would both be counted') })
  })
})

describe('a number', () => {
  const sources = async () =>
    Object.fromEntries(
      (await rows('SELECT ref, ref_source FROM action WHERE plan_id = $1')).map((row) => [
        row.ref,
        row.ref_source,
      ]),
    )

  it('is as printed only until someone enters another here', async () => {
    await change('action', '1', { title: 'Train people' })
    await save('action', null, ACTION)
    expect(await sources()).toEqual({ 1: 'printed', 2: 'entered' })
    await change('action', '1', { ref: '43a' })
    expect(await sources()).toEqual({ '43a': 'entered', 2: 'entered' })
  })
})

describe('two who change where an action stands', () => {
  it('do not overwrite one another unseen: the second is told who did what', async () => {
    const opened = { ...WITHDRAWN, fingerprint: 'active' }
    await changeLifecycle(slug, '1', opened)
    const second = changeLifecycle(slug, '1', { ...opened, lifecycle: 'superseded', heir: '2' })
    await expect(second).rejects.toMatchObject({
      fingerprint: 'withdrawn',
      whoDidWhat: expect.stringMatching(/ changed this action to withdrawn on .+ at \d\d:\d\d$/),
    })
  })
})

describe('what counts', () => {
  it('is asked of a new action, and never taken for a no when no one answered', async () => {
    const { counted: _, ...unanswered } = ACTION
    expect(await errorsOf(save('action', null, unanswered))).toEqual({
      counted: structureMessages.countedMissing,
    })
    await save('action', null, ACTION)
    await change('action', '2', { title: 'Train many more people' })
    expect(await rows(`SELECT counted FROM action WHERE plan_id = $1 AND ref = '2'`)).toEqual([
      { counted: true },
    ])
  })

  it('stays as it is for a part that was added while the form was open', async () => {
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1' })
    await save('action', null, { ...ACTION, ref: '1.2', parent: '1' })
    await changeCounted(slug, '1', { ...COUNTED, shown: ['1', '1.1'], counted: [] })
    expect(await rows('SELECT ref FROM action WHERE plan_id = $1 AND counted')).toEqual([{ ref: '1.2' }])
  })

  it('moves from an action to its parts in one step', async () => {
    await changeCounted(slug, '1', { ...COUNTED, on: '2026-01-01' })
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1', counted: 'no' })
    await save('action', null, { ...ACTION, ref: '1.2', parent: '1', counted: 'no' })
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, counted: ['1', '1.1'] }))).toEqual({
      counted: expect.stringContaining('Actions 1 and 1.1 cannot both be counted'),
    })
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, counted: ['1', '77'] }))).toHaveProperty(
      'counted',
    )
    expect(await errorsOf(changeCounted(slug, '1', COUNTED))).toHaveProperty('counted')
    // The database reads back last what was written last, unless it is told an order.
    await change('action', '1.1', { title: 'A part that was changed' })
    await changeCounted(slug, '1', { ...COUNTED, counted: ['1.1', '1.2'] })
    expect(
      await rows(`SELECT a.ref FROM counted_change c JOIN action a ON a.id = c.action_id
                  WHERE c.plan_id = $1 AND c.counted ORDER BY c.entry DESC LIMIT 2`),
    ).toEqual([{ ref: '1.2' }, { ref: '1.1' }])
    expect(await rows('SELECT ref FROM action WHERE plan_id = $1 AND counted ORDER BY ref')).toEqual([
      { ref: '1.1' },
      { ref: '1.2' },
    ])
    expect(
      await rows(
        `SELECT DISTINCT recorded_at, reason FROM counted_change WHERE plan_id = $1 AND effective_on = '2026-03-03'`,
      ),
    ).toHaveLength(1)
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, on: '2026-02-01' }))).toHaveProperty('on')
  })
})
