// Tampering past the application, in the database itself: the chain of audit entries says where.
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordAudit } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { checkAudit } from '@/tools/verify/check-audit'
import { listAudit, streamAudit } from '@/lib/queries/audit/audit'
import { readAuditQuery } from '@/lib/schemas/audit/audit-filter'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan, 'membership')
  for (let number = 1; number <= 5; number += 1)
    await inTransaction((tx) =>
      recordAudit(tx, idOf(plan, 'plan'), null, {
        kind: 'test.done',
        recordType: 'plan',
        recordId: idOf(plan, 'plan'),
        recordName: `Deed ${number}`,
        before: { text: 'A “quoted”  text', share: 0.1, nothing: null },
        after: { z: [1, { b: 2, a: 1 }], a: 'é👩🏽‍⚕️', count: number },
      }),
    )
})

/** Writes past the rules of the database, as someone who owns it can. */
async function tamper(sql: string) {
  await db.query('BEGIN')
  await db.query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
  await db.query(sql, [idOf(plan, 'plan')])
  await db.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
  await db.query('COMMIT')
}

async function verify() {
  for await (const report of checkAudit(process.env.DATABASE_URL ?? '', [slug])) return report
  throw new Error('The plan has no chain')
}

describe('the chain of a plan', () => {
  it('holds together as the app wrote it', async () => {
    expect(await verify()).toMatchObject({ name: slug, entries: 5, faults: [] })
  })

  it.each([
    ['what it says', `after = '{"count": 7}'`],
    ['who did it', `actor_id = '01900000-0000-7000-8000-000000000001'`],
    ['when', `recorded_at = recorded_at - interval '1 day'`],
    ['what it was done to', `record_name = 'Another deed'`],
  ])('tells that of an entry %s was changed', async (_, change) => {
    await tamper(`UPDATE audit_entry SET ${change} WHERE chain = $1 AND number = 3`)
    const { faults } = await verify()
    expect(faults).toMatchObject([{ number: 3, entry: { kind: 'test.done' }, problem: { kind: 'changed' } }])
  })

  it('tells that an entry was deleted', async () => {
    await tamper('DELETE FROM audit_entry WHERE chain = $1 AND number = 2')
    expect((await verify()).faults).toMatchObject([
      { number: 2, problem: { kind: 'missing', from: 2, to: 2 } },
    ])
  })

  it('tells that its last entry was deleted', async () => {
    await tamper('DELETE FROM audit_entry WHERE chain = $1 AND number = 5')
    expect((await verify()).faults).toMatchObject([
      { number: 5, problem: { kind: 'missingAtEnd', from: 5, to: 5 } },
    ])
  })

  it('tells that all of it was deleted', async () => {
    await tamper('DELETE FROM audit_entry WHERE chain = $1')
    expect((await verify()).faults).toMatchObject([
      { number: 1, problem: { kind: 'missingAtEnd', from: 1, to: 5 } },
    ])
  })
})

describe('who did something', () => {
  it('is told by the name of that day, which no one can change unseen, and by the present one where none was kept', async () => {
    const chain = idOf(plan, 'plan')
    const person = await addMember(db, chain, 'editor', 'Edith Then')
    const record = { recordType: 'plan', recordId: chain, recordName: 'A deed of hers' }
    await inTransaction((tx) => recordAudit(tx, chain, person, { kind: 'test.named', ...record }))
    await db.query(`UPDATE person SET name = 'Edith Now' WHERE id = $1`, [person])
    await actAs(db, person)
    const { filter } = readAuditQuery({ plan: slug, kind: 'test.named' })
    const names = async () => {
      const listed = (await listAudit(filter, 1)).rows
      const streamed = []
      for await (const rows of await streamAudit(filter)) streamed.push(...rows)
      return [...listed, ...streamed].map((row) => row.person)
    }
    expect(await names()).toEqual(['Edith Then', 'Edith Then'])
    expect((await verify()).faults).toEqual([])
    const changed = [{ number: 6, problem: { kind: 'changed' } }]
    await tamper(`UPDATE audit_entry SET actor_name = 'Edith Now' WHERE chain = $1 AND number = 6`)
    expect((await verify()).faults).toMatchObject(changed)
    await tamper(`UPDATE audit_entry SET actor_name = NULL WHERE chain = $1 AND number = 6`)
    expect((await verify()).faults).toMatchObject(changed)
    expect(await names()).toEqual(['Edith Now', 'Edith Now'])
  })
})
