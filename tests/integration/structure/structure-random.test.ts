// Whatever is done to a plan's structure, in whatever order: each day reads afterwards as it did on that day.
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { InvalidError } from '@/lib/errors'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { neighbourOf } from '@/tests/helpers/plan-builder'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getRecordPage } from '@/lib/queries/structure/structure'
import type { FormValues } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

const DAYS = 5
const CHANGES_A_DAY = 7
const SEEDS = [1, 2]

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
afterEach(() => vi.useRealTimers())

/** Numbers that look like chance and are the same in every run (mulberry32). */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, one: <T>(list: readonly T[]): T | undefined => list[below(list.length)] }
}
type Chance = ReturnType<typeof chance>

async function now(): Promise<PlanState> {
  return (await readPlan(slug)) ?? expect.fail('no such plan')
}

/** Sends a form about a record: with what it holds, and what is changed. */
async function save(kind: StructureKind, code: string | null, changed: FormValues): Promise<void> {
  const page = code === null ? null : await getRecordPage(slug, kind, code)
  if (page === 'forbidden' || (page && !page.record)) throw new Error(`${kind} ${code} cannot be opened`)
  const record = page?.record ?? null
  const { data, state } = checkRecord(kind, { ...record?.values, useFormer: 'yes', ...changed })
  if (state) throw new InvalidError(state.errors)
  await saveRecord(slug, record && { code: record.code, fingerprint: record.fingerprint }, data)
}

const REMOVABLE: readonly StructureKind[] = ['pillar', 'section', 'partner', 'timescale', 'outcome']
const ORDERED = ['pillar', 'section', 'action', 'timescale', 'outcome'] as const

/** What a plan was on a day, which corrections of mistakes may change afterwards. */
type Day = ReturnType<typeof bare>

/** Does something to the plan; returns what, or null where there is nothing to do it to. */
async function change(
  state: PlanState,
  { below, one }: Chance,
  n: number,
  days: Map<string, Day>,
): Promise<string | null> {
  const action = one(state.actions)
  const section = one(state.sections)
  const pillar = one(state.pillars)
  const partner = one(state.partners)
  if (!action || !section || !pillar) return null
  const code = (kind: StructureKind) => {
    const record = one<object>(state[`${kind}s`]) as { code?: string; ref?: string } | undefined
    return record?.ref ?? record?.code ?? ''
  }
  switch (below(16)) {
    case 0:
      await save('action', action.ref, { title: `Called ${n}` })
      return `rename ${action.ref}`
    case 1:
      await save('action', action.ref, { ref: one(['50', '51', '52', `60.${n}`]) ?? '' })
      return `renumber ${action.ref}`
    case 2:
      await save('action', action.ref, { section: section.code, parent: '' })
      return `move ${action.ref} to ${section.code}`
    case 3: {
      const whole = one(state.actions.filter(({ sectionId }) => sectionId === action.sectionId))
      await save('action', action.ref, { parent: whole?.ref ?? '' })
      return `make ${action.ref} part of ${whole?.ref}`
    }
    case 4: {
      const kind = one(ORDERED) ?? 'action'
      const which = code(kind)
      const direction = below(2) ? 'up' : 'down'
      const past = neighbourOf(state, kind, which, direction)
      if (past !== null) await moveRecord(slug, kind, which, direction, past)
      return `place ${kind} ${which}`
    }
    case 5: {
      const replacement = one(state.actions)?.ref ?? ''
      const lifecycle = one(['active', 'withdrawn', 'merged', 'superseded'] as const) ?? 'active'
      const replaced = lifecycle === 'merged' || lifecycle === 'superseded'
      await changeLifecycle(slug, action.ref, {
        lifecycle,
        heir: replaced ? replacement : '',
        parts: one(['with', 'stay'] as const) ?? 'stay',
        reason: 'Decided',
        on: new Date().toISOString().slice(0, 10),
      })
      return `${lifecycle} ${action.ref}`
    }
    case 6:
      await save('action', null, {
        ref: `7${n}`,
        title: `Added ${n}`,
        section: section.code,
        counted: 'no',
        ...(partner && { [`partner-${partner.code}`]: 'lead' }),
      })
      return `add 7${n}`
    case 7:
      await save('section', null, { code: `s${n}`, title: `Section ${n}`, pillar: pillar.code })
      return `add section s${n}`
    case 8:
      await save('section', section.code, {
        title: `Section called ${n}`,
        pillar: pillar.code,
        outcomes: one(state.outcomes)?.code ?? [],
        ...(partner && { [`partner-${partner.code}`]: one(['lead', 'support', '']) ?? '' }),
      })
      return `change section ${section.code}`
    case 9: {
      const added = one(['partner', 'outcome', 'pillar', 'timescale'] as const)
      if (added === 'partner')
        await save('partner', null, {
          code: `p${n}`,
          name: `Partner ${n}`,
          abbreviation: `P${n}`,
          kind: 'nhs',
        })
      if (added === 'outcome')
        await save('outcome', null, { code: `o${n}`, text: `Outcome ${n}`, pillar: pillar.code })
      if (added === 'pillar') await save('pillar', null, { code: `x${n}`, name: `Pillar ${n}`, aim: 'Aim' })
      if (added === 'timescale')
        await save('timescale', null, {
          code: `t${n}`,
          label: `Time ${n}`,
          'starts-day': '1',
          'starts-month': '1',
          'starts-year': '2026',
        })
      return `add ${added} ${n}`
    }
    case 10: {
      const kind = one(REMOVABLE) ?? 'partner'
      const which = code(kind)
      if (which) await removeRecord(slug, kind, which)
      return `remove ${kind} ${which}`
    }
    case 11: {
      const others = state.actions.filter(({ ref }) => below(2) && ref !== action.ref).map(({ ref }) => ref)
      await changeCounted(slug, action.ref, {
        counted: below(2) ? [action.ref] : [],
        shown: [action.ref, ...others],
        reason: 'Decided',
        on: new Date().toISOString().slice(0, 10),
      })
      return `count ${action.ref}`
    }
    case 12:
      await save('action', action.ref, {
        timescale: one(state.timescales)?.code ?? '',
        ...(partner && { [`partner-${partner.code}`]: one(['support', 'keyPartner', '']) ?? '' }),
      })
      return `partners of ${action.ref}`
    case 13: {
      const title = `Always called ${n}`
      await save('action', action.ref, { title, fromBeginning: 'yes' })
      for (const [day, then] of days)
        days.set(day, { ...then, actions: retitled(then.actions, action.id, title) })
      return `correct action ${action.ref}`
    }
    case 14: {
      const title = `Always called ${n}`
      await save('section', section.code, { title, fromBeginning: 'yes' })
      for (const [day, then] of days)
        days.set(day, { ...then, sections: retitled(then.sections, section.id, title) })
      return `correct section ${section.code}`
    }
    default:
      if (partner) await save('partner', partner.code, { name: `Called ${n}`, code: `p${n}` })
      return `rename partner ${partner?.code}`
  }
}

const retitled = <T extends { readonly id: string; readonly title: string }>(
  records: readonly T[],
  id: string,
  title: string,
) => records.map((one) => (one.id === id ? { ...one, title } : one))

/** A plan without what names the moment at which it is read. */
function bare({ revision: _, version: _v, asAt: _a, knownAt: _k, ...rest }: PlanState) {
  return rest
}

const dayOf = (at: number) => new Date(Date.UTC(2026, 2, 1 + at, 12))
const isoOf = (at: number) => dayOf(at).toISOString().slice(0, 10)

it.each(SEEDS)(
  'each day reads afterwards as it did on that day (seed %d)',
  { timeout: 240_000 },
  async (seed) => {
    plan = examplePlan()
    slug = String(rowOf(plan, 'plan').slug)
    await write(db, plan, 'publication_action')
    for (const [at, ref] of ['2', '3', '4'].entries())
      await addAction(db, plan, { ref, position: 1 + at, title: `Action ${ref}` })
    const random = chance(seed)
    const done: string[] = []
    const days = new Map<string, Day>()
    // Only the app's clock: the database goes on in its own.
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let at = 0; at <= DAYS; at += 1) {
      vi.setSystemTime(dayOf(at))
      await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
      for (let n = 0; at > 0 && n < CHANGES_A_DAY; n += 1) {
        const what = await change(await now(), random, at * 100 + n, days).catch((error: unknown) => {
          if (error instanceof InvalidError) return null
          throw error
        })
        if (what) done.push(`${isoOf(at)}: ${what}`)
      }
      days.set(isoOf(at), bare(await now()))
    }
    // Most of what was tried was done.
    expect(done.length).toBeGreaterThan((DAYS * CHANGES_A_DAY) / 2)
    for (const [day, then] of days) {
      const read = await readPlan({ slug, asAt: day })
      expect(read && bare(read), `as at ${day}, after\n${done.join('\n')}`).toEqual(then)
    }
  },
)
