// Every submit as every role: those who may change something, and no one else does. A submit that is not in the table
// fails, so that a new one cannot be forgotten.
import { inspect } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDone } from '@/lib/http/done-cookie'
import { useNewBrowser } from '@/tests/helpers/acting'
import { WHO } from '@/tests/helpers/every-route'
import { connect, type ExamplePlan } from '@/tests/helpers/plan-rows'
import { allSubmits, GIVEN, TABLE } from './submits/every-submit'
import { become, exampleOf, makePlan } from './submits/example'

let db: pg.Client
let submits: Awaited<ReturnType<typeof allSubmits>>

beforeAll(async () => {
  db = await connect()
  submits = await allSubmits()
})
afterAll(() => db.end())

/** Every change is put on record, so the record tells whether there was one. */
async function entries(): Promise<number> {
  return Number((await db.query('SELECT count(*) AS count FROM audit_entry')).rows[0].count)
}

it('knows every submit there is', () => {
  expect([...submits.keys()].sort()).toEqual(Object.keys(GIVEN).sort())
})

/** What is said of these the page where they lead reads from the update itself, which its address names. */
const SAID_BY_THE_PAGE = ['submitProgressUpdate', 'submitNoChange', 'submitCorrection']

/** Expects that what was done is said: by the form itself, or at the top of the page where it leads. */
function expectToBeSaid(name: string, answer: unknown, cookies: ReadonlyMap<string, string>): void {
  if (SAID_BY_THE_PAGE.some((one) => name.endsWith(` ${one}`))) return
  const { notice } = (answer ?? {}) as { notice?: string }
  const page = answer instanceof Error ? answer.message.replace(/^redirect /, '') : ''
  const done = readDone(cookies.get('cairn.done') ?? '', page)
  expect(notice ?? done, `${name} says what it did: ${inspect(answer)}`).toMatch(/\w.*\.$/)
}

describe.each(Object.entries(TABLE))('%s', (name, { may, given }) => {
  // Who may not changes nothing: one plan is enough for all of them, and for the first of those who may.
  let plan: ExamplePlan | null = null

  it.each([...WHO].sort((a, b) => Number(may.includes(a)) - Number(may.includes(b))))(
    `as %s`,
    async (who) => {
      const cookies = useNewBrowser()
      plan ??= await makePlan(db)
      const parameters = await given(exampleOf(db, plan, await become(db, plan, who)))
      const before = await entries()
      const answer = await submits
        .get(name)?.(...(parameters as never[]))
        .catch((error: unknown) => error)
      const changed = (await entries()) > before
      expect(changed, `${name} as ${who}: ${JSON.stringify(answer)} ${String(answer)}`).toBe(
        may.includes(who),
      )
      if (!changed) return
      plan = null
      expectToBeSaid(name, answer, cookies)
    },
  )
})
