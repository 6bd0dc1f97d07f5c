// Every page and endpoint as every role, of a plan that the public may read and of one that it may not. One that is not in
// the table fails, so that a new one cannot be forgotten.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type pg from 'pg'
import { OWN_SLOTS } from '@/lib/http/own-header'
import { paths } from '@/lib/paths'
import { readAddress } from '@/server/request/address'
import { connectToApp } from '@/tests/helpers/e2e-app'
import { expect, test } from '@/tests/helpers/e2e'
import {
  addressOf,
  INSIDE,
  OTHERWISE,
  type Route,
  SIGNED_IN,
  TABLE,
  WHO,
  type Who,
} from '@/tests/helpers/every-route'
import { addPerson, startSession } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import { type ExamplePlan, examplePlan, idOf, insert, PERSON, rowOf, write } from '@/tests/helpers/plan-rows'
import { askRaw } from '@/tests/helpers/raw-request'

test('the table knows every page and endpoint there is', () => {
  const there = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)(page\.tsx|route\.ts)$/.test(file),
  )
  expect(there.sort()).toEqual([...Object.keys(TABLE), ...OTHERWISE].sort())
})

/** What stands for a reader's name in a page that is kept for many: in what it sends to scripts, for good. */
const SLOT = OWN_SLOTS.name.replace('<', '\\u003c').replace('>', '\\u003e')

const plain = (html: string) =>
  html.replaceAll(/<script\b[\s\S]*?<\/script>|<link rel="preload" as="script"[^>]*>/g, '')

function isKept(at: string): boolean {
  const reading = readAddress(at)
  return (
    typeof reading === 'object' &&
    'address' in reading &&
    reading.address.cachedAmong !== null &&
    at.startsWith('/plans/')
  )
}

test.describe('as', () => {
  let db: pg.Client
  let open: ExamplePlan
  let closed: ExamplePlan
  const cookies = new Map<Who, string>()
  const ids = new Map<Who, string>()
  const waiting = new Map<ExamplePlan, string>()

  test.beforeAll(async () => {
    db = await connectToApp()
    ;[open, closed] = [examplePlan(`open-${randomUUID()}`), examplePlan(`closed-${randomUUID()}`)]
    rowOf(closed, 'plan').is_public = false
    for (const plan of [open, closed]) {
      rowOf(plan, 'plan').words = Object.fromEntries(
        ['Pillar', 'Section', 'Action'].map((one) => [one.toLowerCase(), { one, many: `${one}s` }]),
      )
      rowOf(plan, 'action').counted = true
      await write(db, plan)
      const id = randomUUID()
      const sentence = { ...rowOf(plan, 'progress_update'), id, needs_approval: true }
      await insert(db, 'progress_update', sentence)
      waiting.set(plan, id)
    }
    for (const who of SIGNED_IN) cookies.set(who, await enter(who))
  })
  test.afterAll(async () => {
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [idOf(open, 'plan')])
    await db.end()
  })

  async function enter(who: Who): Promise<string> {
    const role = who === 'colleague' ? 'officer' : who
    const isInPlan = role !== 'nobody' && role !== 'stranger' && role !== 'administrator'
    const roles = isInPlan ? { [idOf(open, 'plan')]: role, [idOf(closed, 'plan')]: role } : {}
    const person = await addPerson(db, { isAdministrator: who === 'administrator', roles })
    // The officer answers for the action; a colleague is an officer too, and does not.
    if (who === 'officer')
      for (const plan of [open, closed])
        await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), person, '2025-04-01')
    ids.set(who, person)
    const { name, value } = await startSession(db, person)
    return `${name}=${value}`
  }

  function ask(base: string | undefined, route: Route, plan: ExamplePlan, who: Who) {
    const address = addressOf(route, {
      PLAN: String(rowOf(plan, 'plan').slug),
      PERIOD: idOf(plan, 'reporting_period'),
      PERSON,
      DRAFT: idOf(plan, 'report_draft'),
      IMPORT: idOf(plan, 'plan_import'),
      UPDATE: idOf(plan, 'progress_update'),
      RATING: idOf(plan, 'section_assessment'),
      WAITING: waiting.get(plan) ?? '',
    })
    const cookie = cookies.get(who)
    return askRaw(base, address, { headers: cookie ? { cookie } : {} })
  }

  for (const who of SIGNED_IN) {
    test(`${who}: what is kept for all of their rights is what they would be shown alone`, async ({
      baseURL,
    }) => {
      test.slow()
      let kept = 0
      for (const row of Object.values(TABLE)) {
        if (!isKept(row.at) || !row.may.includes(who)) continue
        await noteUse(who, '0 minutes')
        const shared = (await ask(baseURL, row, open, who)).text
        // Who was not noted for a while is looked at anew, and so is given a page of their own.
        await noteUse(who, '6 minutes')
        const own = (await ask(baseURL, row, open, who)).text
        expect(own, row.at).not.toContain(SLOT)
        if (!shared.includes('<script') || shared.includes(SLOT)) kept += 1
        expect(plain(shared), row.at).toBe(plain(own))
      }
      expect(kept).toBeGreaterThan(8)
    })
  }

  test('of two with the same rights, each is shown their own name, and a role taken away counts at once', async ({
    baseURL,
  }) => {
    const slug = String(rowOf(open, 'plan').slug)
    const people = await Promise.all(
      ['Ann Öz', 'Bob "<b>"'].map((name) =>
        addPerson(db, { name, roles: { [idOf(open, 'plan')]: 'editor' } }),
      ),
    )
    const headers = await Promise.all(
      people.map(async (person) => {
        const { name, value } = await startSession(db, person)
        return { cookie: `${name}=${value}` }
      }),
    )
    const read = async (at: number) =>
      (await askRaw(baseURL, paths.plan(slug), { headers: headers[at] ?? {} })).text
    const texts = [await read(0), await read(1), await read(0)]
    expect(texts.map((text) => text.includes('<script'))).toEqual([false, false, false])
    expect(texts.map((text) => text.includes('Ann Öz'))).toEqual([true, false, true])
    expect(texts[1]).toContain('Bob &quot;&lt;b&gt;&quot;')
    expect(texts[1]).toContain('>Manage<')
    await db.query('DELETE FROM membership WHERE person_id = $1', [people[1]])
    expect(await read(1)).not.toContain('>Manage<')
    expect(await read(0)).toContain('>Manage<')
    await db.query(`UPDATE person SET deactivated_at = now() WHERE id = $1`, [people[0]])
    expect(await read(0)).not.toContain('Ann Öz')
  })

  const noteUse = (who: Who, ago: string) =>
    db.query('UPDATE session SET updated_at = now() - $2::interval WHERE person_id = $1', [ids.get(who), ago])

  for (const who of WHO) {
    const isInside = INSIDE.includes(who)
    // Of a plan that is not public, where they have a role in it: what they see of public ones, everyone sees.
    test(`${who}: exactly the pages that are theirs`, async ({ baseURL }) => {
      test.slow()
      for (const [file, row] of Object.entries(TABLE)) {
        const { status } = await ask(baseURL, row, isInside ? closed : open, who)
        // What other sites may frame knows no one, and so shows public plans alone.
        const may = row.may.includes(who) && !(isInside && row.at.startsWith('/embed/'))
        const what = `${file} answers ${status} to ${who}`
        if (may) expect.soft(status, what).toBe(row.answers ?? 200)
        else expect.soft([303, 307, 403, 404], what).toContain(status)
      }
    })

    if (isInside) continue
    test(`${who}: nothing of a plan that is not public`, async ({ baseURL }) => {
      test.slow()
      for (const [file, row] of Object.entries(TABLE).filter(([, { at }]) => at.includes('PLAN'))) {
        const { status, text } = await ask(baseURL, row, closed, who)
        expect.soft([303, 307, 403, 404], `${file} answers ${status} to ${who}`).toContain(status)
        expect.soft(text, `${file} for ${who}`).not.toContain('An aim')
      }
    })
  }
})
