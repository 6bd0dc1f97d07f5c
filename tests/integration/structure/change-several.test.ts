// One change of several actions: what its preview shows is written in one transaction, and what cannot be is named.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import type { BulkChange } from '@/lib/domain/structure/bulk'
import { ForbiddenError } from '@/lib/errors'
import { bulkMessages } from '@/lib/format/structure/bulk-messages'
import { describeBulk } from '@/lib/format/structure/bulk-words'
import { changeSeveral } from '@/lib/mutations/structure/change-several'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { previewBulk } from '@/lib/queries/structure/bulk'
import { currentActor } from '@/lib/auth/actor'
import type { KnownActor } from '@/lib/domain/people/permissions'
import { actAs } from '@/tests/helpers/acting'
import { giveAction } from '@/tests/helpers/periods'
import { addAction, idOf, insert, rowOf } from '@/tests/helpers/plan-rows'
import { checkAudit } from '@/tools/verify/check-audit'
import {
  countUpdates,
  DAY,
  db,
  editor,
  errorsOf,
  officer,
  plan,
  saved,
  slug,
  useOwnAction,
} from '../updates/own-action'

useOwnAction()

let second: string
beforeEach(async () => {
  second = await addAction(db, plan, { ref: '2', position: 2 })
  await actAs(db, editor)
})

const load = () => loadPlan(idOf(plan, 'plan'))
async function preview(refs: readonly string[], change: BulkChange) {
  const actor = (await currentActor()) as KnownActor
  return previewBulk({ plan: await load(), actor, today: today() }, refs, change)
}
async function save(refs: readonly string[], change: BulkChange, submissionKey = randomUUID()) {
  const { seen } = await preview(refs, change)
  return changeSeveral(slug, { refs, change, seen, submissionKey })
}
const action = async (ref: string) => (await load()).actions.find((one) => one.ref === ref)
const entries = async () =>
  (
    await db.query('SELECT kind, record_name, after FROM audit_entry WHERE plan_id = $1 ORDER BY number', [
      idOf(plan, 'plan'),
    ])
  ).rows

describe('what is changed', () => {
  it('is a due date, with its reason in the ledger of each', async () => {
    const change = { kind: 'due', dueOn: '2098-01-31', reason: 'The budget came late' } as const
    expect(await save(['1', '2'], change)).toBe(2)
    for (const ref of ['1', '2']) expect((await action(ref))?.due?.date).toBe('2098-01-31')
    expect((await entries()).map(({ kind, record_name }) => [kind, record_name])).toEqual([
      ['actions.changed-together', '2: Due date'],
      ['due-date.moved', 'Action 1'],
      ['due-date.moved', 'Action 2'],
    ])
    expect((await entries())[0].after).toMatchObject({ actions: ['1', '2'], reason: 'The budget came late' })
    // The same once more changes nothing.
    expect((await preview(['1', '2'], change)).refused).toEqual([
      { ref: '1', why: bulkMessages.already },
      { ref: '2', why: bulkMessages.already },
    ])
    for await (const { faults } of checkAudit(process.env.DATABASE_URL ?? '', [slug]))
      expect(faults).toEqual([])
    expect(await errorsOf(preview(['1'], { ...change, dueOn: '2020-01-01' }))).toEqual({
      due: bulkMessages.dueInPast,
    })
  })

  it('is the officer, from today', async () => {
    expect(await save(['1', '2'], { kind: 'officer', personId: officer, reason: null })).toBe(1)
    expect(
      (await preview(['1', '2'], { kind: 'officer', personId: editor, reason: 'Leave' })).changed,
    ).toMatchObject([
      { before: 'Olive', after: 'Edith' },
      { before: 'Olive', after: 'Edith' },
    ])
    expect(await save(['1', '2'], { kind: 'officer', personId: null, reason: null })).toBe(2)
    expect(await errorsOf(preview(['1'], { kind: 'officer', personId: randomUUID(), reason: null }))).toEqual(
      {
        person: bulkMessages.personMissing,
      },
    )
  })

  it('is the timescale, and a partner with the part it has', async () => {
    const partner = String(rowOf(plan, 'partner').code)
    const timescale = String(rowOf(plan, 'timescale').code)
    await db.query('DELETE FROM action_partner WHERE action_id = $1', [idOf(plan, 'action')])
    await db.query(`UPDATE action SET timescale_id = NULL, timescale_source = 'missing' WHERE id = $1`, [
      idOf(plan, 'action'),
    ])
    expect(await save(['1', '2'], { kind: 'timescale', timescale })).toBe(2)
    expect((await action('2'))?.timescaleId).toBe(idOf(plan, 'timescale'))
    expect(await save(['1', '2'], { kind: 'partner', partner, role: 'lead' })).toBe(2)
    expect(await save(['1'], { kind: 'partner', partner, role: 'support' })).toBe(1)
    expect((await action('1'))?.partners).toMatchObject([{ role: 'support' }])
    expect(await save(['1', '2'], { kind: 'partner', partner, role: null })).toBe(2)
    expect((await action('2'))?.partners).toEqual([])
    const kinds = (await entries()).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'action.changed')).toHaveLength(7)
    expect(kinds.filter((kind) => kind === 'actions.changed-together')).toHaveLength(4)
    expect(await save(['1', '2'], { kind: 'timescale', timescale: null })).toBe(2)
    expect((await action('1'))?.timescaleId).toBeNull()
  })

  it('is nothing of the status, and the update says so', async () => {
    await saved()
    const before = await countUpdates()
    const change = { kind: 'noChange' } as const
    const { refused } = await preview(['1', '2'], change)
    expect(refused).toMatchObject([{ ref: '2', why: expect.stringContaining('There are no updates yet') }])
    expect(await save(['1', '2'], change)).toBe(1)
    expect(await countUpdates()).toBe(before + 1)
    expect((await action('1'))?.current?.effective.date).toBe(DAY)
  })
})

describe('who may', () => {
  it('lets an officer confirm their own actions and no others, and change nothing else', async () => {
    await saved()
    await insert(db, 'progress_update', {
      ...rowOf(plan, 'progress_update'),
      id: randomUUID(),
      action_id: second,
    })
    await actAs(db, officer)
    const { changed, refused } = await preview(['1', '2', '99'], { kind: 'noChange' })
    expect(changed.map(({ action: { ref } }) => ref)).toEqual(['1'])
    expect(refused).toEqual([
      { ref: '99', why: bulkMessages.missing },
      { ref: '2', why: expect.stringContaining('Only the action’s accountable officer') },
    ])
    const change = { kind: 'timescale', timescale: null } as const
    await expect(save(['1'], change)).rejects.toThrow(ForbiddenError)
  })

  it('writes nothing where something else would be done than was seen', async () => {
    const change = { kind: 'officer', personId: editor, reason: null } as const
    const { seen } = await preview(['1', '2'], change)
    await giveAction(db, idOf(plan, 'plan'), second, editor, DAY)
    const sent = { refs: ['1', '2'], change, seen, submissionKey: randomUUID() }
    expect(await errorsOf(changeSeveral(slug, sent))).toEqual({ form: bulkMessages.changed })
    expect(await entries()).toEqual([])
    expect(await errorsOf(save(['99'], change))).toEqual({ form: bulkMessages.nothing })
  })

  it('changes once what is sent twice at once', async () => {
    const change = { kind: 'due', dueOn: '2098-01-31', reason: 'The budget came late' } as const
    const { seen } = await preview(['1', '2'], change)
    const sent = { refs: ['1', '2'], change, seen, submissionKey: randomUUID() }
    expect(await Promise.all([changeSeveral(slug, sent), changeSeveral(slug, sent)])).toEqual([2, 2])
    expect((await entries()).filter(({ kind }) => kind === 'due-date.moved')).toHaveLength(2)
  })
})

it('says line by line what it would do', async () => {
  const change = { kind: 'due', dueOn: '2098-01-31', reason: 'x' } as const
  const words = { words: { action: { one: 'Action', many: 'Actions' } } }
  expect(describeBulk(words, change, await preview(['1', '99'], change)).split('\n')).toEqual([
    'Due date. Check what will change, then confirm below:',
    'Action 1: none becomes 31 January 2098',
    'Action 99 stays as it is: It is not in the plan any more',
  ])
})
