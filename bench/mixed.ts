// Half an hour of what people do: readers, members, programs, exports and officers who save, at a steady pace. Whether memory is flat.
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import type { Bench } from './bench'
import { makeLargePlan } from './files'
import { type Figure, median } from './figures'
import { enterOfficers, fillIn, send } from './officers'

const FIRST = 'mental-health-workforce'
const REPORT = 'lb-25-03-03'
const MINUTES = 30
/** Between the beginnings of two requests (milliseconds). */
const PACE = 150
/** The first minutes fill what is kept; these are compared with the last ones, of as many. */
const WARM = { from: 5, minutes: 5 }
const SAMPLE = 5_000

/** Takes the running app; returns what was measured. */
export async function measureMixed({ app, db, pid }: Bench): Promise<Figure[]> {
  const large = await makeLargePlan(db, { sections: 20, actions: 1_000, updatesEach: 20 })
  const { rows } = await db.query<{ id: string }>('SELECT id FROM plan WHERE slug = $1', [FIRST])
  const planId = rows[0]?.id ?? ''
  const roles = { [planId]: 'editor', [large.planId]: 'editor' } as const
  const { name, value } = await startSession(db, await addPerson(db, { roles }))
  const cookie = `${name}=${value}`
  const forms = await enterOfficers(db, app, { slug: FIRST, planId }, 5, 'counted')
  const pages = [FIRST, large.slug].flatMap((slug) => [
    paths.plan(slug),
    paths.actions(slug),
    paths.section(slug, '1.1'),
    paths.action(slug, '1'),
    paths.partners(slug),
    paths.reports(slug),
    paths.structure(slug),
    `/api/v1/plans/${slug}`,
    `/api/v1/plans/${slug}/actions?limit=200`,
  ])
  const files = [FIRST, large.slug].flatMap((slug) => [
    ...['actions.xlsx', 'actions.ods', 'actions.csv', 'plan.xlsx', 'data-package.zip'].map((file) =>
      paths.file(slug, file),
    ),
    paths.chart(slug, 'pillars', 'png'),
  ])
  const reports = ['paper.docx', 'pack.html'].map((file) => `${paths.report(FIRST, REPORT)}/${file}`)

  let done = 0
  let refused = 0
  const ask = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(app + path, { headers, redirect: 'manual' })
    await response.arrayBuffer()
    done += 1
    if (response.status >= 400) refused += 1
  }
  const update = async (turn: number) => {
    const form = forms[turn % forms.length]
    if (form) await send(form, await fillIn(form, `Said in turn ${turn}, and not before`))
    done += 1
  }
  /** Of twenty requests, two are for a file, one for a day in the past, one is an update, and every other page is a member's. */
  const next = (turn: number) => {
    const round = Math.floor(turn / 20)
    const all = [...files, ...reports]
    if (turn % 20 === 3 || turn % 20 === 13)
      return ask(pick(all, round * 2 + (turn % 20 === 13 ? 1 : 0)), { cookie })
    if (turn % 20 === 7) return ask(`${paths.plan(FIRST)}?as-at=${dayNumber(round)}`, {})
    if (turn % 20 === 17) return update(round)
    return ask(pick(pages, turn * 7), turn % 2 ? { cookie } : {})
  }

  const began = Date.now()
  const minutes = () => (Date.now() - began) / 60_000
  const samples: { readonly at: number; readonly megabytes: number }[] = []
  const timer = setInterval(() => {
    void readFile(`/proc/${pid}/status`, 'utf8').then((status) =>
      samples.push({ at: minutes(), megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024 }),
    )
  }, SAMPLE)
  // So many at most at once: a slow machine is given fewer, not a queue without end.
  const running = new Set<Promise<void>>()
  let failed: unknown
  for (let turn = 0; minutes() < MINUTES && failed === undefined; turn += 1) {
    const one: Promise<void> = next(turn)
      .catch((error: unknown) => void (failed = error))
      .finally(() => running.delete(one))
    running.add(one)
    await delay(PACE)
    while (running.size >= 8) await Promise.race(running)
  }
  await Promise.all(running)
  clearInterval(timer)
  if (failed !== undefined) throw failed
  const during = (from: number) =>
    median(
      samples.filter(({ at }) => at >= from && at < from + WARM.minutes).map(({ megabytes }) => megabytes),
    )
  const early = during(WARM.from)
  return [
    { what: 'answers', value: done, unit: 'answers' },
    { what: 'of these, refused', value: refused, unit: 'answers' },
    { what: 'memory of the app from minute 5 to 10, median', value: early, unit: 'MB' },
    {
      what: `memory in the last ${WARM.minutes} of ${MINUTES} minutes, median`,
      value: during(MINUTES - WARM.minutes),
      unit: 'MB',
      wanted: Math.round(early * 1.05),
    },
    {
      what: 'memory, most of all',
      value: Math.max(...samples.map(({ megabytes }) => megabytes)),
      unit: 'MB',
    },
  ]
}

function pick<T>(list: readonly T[], at: number): T {
  const one = list[at % list.length]
  if (one === undefined) throw new Error('There is nothing to pick from')
  return one
}

/** A day of 2024 and what followed, another one each time. */
const dayNumber = (at: number) => new Date(Date.UTC(2024, 0, 1 + (at % 700))).toISOString().slice(0, 10)
