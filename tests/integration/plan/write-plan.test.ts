// Writing to a plan: who may, one after the other, and what is put on record.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { currentActor } from '@/lib/auth/actor'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { writePlan } from '@/lib/mutations/write-plan'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, createPlan, type ExamplePlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

const EDITORS = { may: canEditPlan, else: 'Only editors can do this.' }

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
  plan = await createPlan(db)
  slug = String(rowOf(plan, 'plan').slug)
})
afterAll(() => db.end())

async function editor() {
  return addMember(db, idOf(plan, 'plan'), 'editor', 'Edith')
}

describe('who asks', () => {
  it('is no one without a session', async () => {
    await actAs(db, null)
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
  })

  it('is the person of the session, with their roles', async () => {
    const id = await editor()
    await actAs(db, id)
    expect(await currentActor()).toEqual({
      kind: 'person',
      id,
      name: 'Edith',
      isAdministrator: false,
      roles: new Map([[idOf(plan, 'plan'), 'editor']]),
    })
  })

  it('is no one once the account is deactivated', async () => {
    const id = await editor()
    await actAs(db, id)
    await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [id])
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
  })

  it('is no one when the session has lasted its longest, used or not', async () => {
    const id = await editor()
    await actAs(db, id)
    await db.query(`UPDATE session SET created_at = now() - interval '13 hours' WHERE person_id = $1`, [id])
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
  })
})

describe('a write', () => {
  const nothing = () => Promise.resolve('done')

  it('is refused to no one, to a stranger and to those who may only read', async () => {
    await actAs(db, null)
    await expect(writePlan(slug, EDITORS, nothing)).rejects.toThrow(SignedOutError)
    await actAs(db, await addPerson(db))
    await expect(writePlan(slug, EDITORS, nothing)).rejects.toThrow(ForbiddenError)
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } }))
    await expect(writePlan(slug, EDITORS, nothing)).rejects.toThrow('Only editors can do this.')
  })

  it('finds no plan that is not there', async () => {
    await actAs(db, await editor())
    await expect(writePlan(`nowhere-${randomUUID()}`, EDITORS, nothing)).rejects.toThrow(NotFoundError)
  })

  it('puts on record who did what, each entry with the hash of the one before', async () => {
    const id = await editor()
    await actAs(db, id)
    for (const name of ['First', 'Second'])
      await writePlan(slug, EDITORS, ({ audit }) =>
        audit({
          kind: 'test.done',
          recordType: 'plan',
          recordId: 'x',
          recordName: name,
          after: { b: 1, a: [null] },
        }),
      )
    const { rows } = await db.query(
      'SELECT number, actor_id, record_name, previous, hash FROM audit_entry WHERE plan_id = $1 ORDER BY number',
      [idOf(plan, 'plan')],
    )
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(rows[1]).toMatchObject({ actor_id: id, record_name: 'First', previous: 'x' })
    expect(rows[2].previous).toBe(rows[1].hash)
    expect(rows[2].hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('keeps nothing of what fails half-way', async () => {
    await actAs(db, await editor())
    const { rows: before } = await db.query('SELECT count(*) FROM audit_entry')
    await expect(
      writePlan(slug, EDITORS, async ({ audit }) => {
        await audit({ kind: 'test.done', recordType: 'plan', recordId: 'x', recordName: 'Lost' })
        throw new Error('half-way')
      }),
    ).rejects.toThrow('half-way')
    expect((await db.query('SELECT count(*) FROM audit_entry')).rows).toEqual(before)
  })

  it('takes its turn: of 20 at once none is lost', async () => {
    await actAs(db, await editor())
    const count = async () =>
      Number((await db.query(`SELECT count(*) FROM audit_entry WHERE record_name = 'At once'`)).rows[0].count)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        writePlan(slug, EDITORS, ({ audit }) =>
          audit({ kind: 'test.done', recordType: 'plan', recordId: 'x', recordName: 'At once' }),
        ),
      ),
    )
    expect(await count()).toBe(20)
  })
})

it('asks its connection one question at a time', async () => {
  await actAs(db, await editor())
  const warnings: string[] = []
  const listen = ({ message }: Error) => void warnings.push(message)
  process.on('warning', listen)
  await writePlan(slug, EDITORS, async ({ tx, plan: { id } }) => {
    await tx.action.findMany({
      where: { planId: id },
      include: { updates: true, partners: true, section: true },
    })
    await Promise.all([
      tx.pillar.count({ where: { planId: id } }),
      tx.section.count({ where: { planId: id } }),
    ])
  })
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', listen)
  expect(warnings).toEqual([])
})
