import { expect, it } from 'vitest'
import { findAsLastTime, keepAnswers, type KeptAnswers } from '@/lib/domain/imports/kept-answers'
import type { GivenAnswers } from '@/lib/domain/imports/rows'
import { readHere } from '@/lib/imports/read-here'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'
import { readKeptAnswers } from '@/lib/schemas/imports/kept-answers'

function read(lines: readonly string[], given: GivenAnswers = {}, lastTime: KeptAnswers | null = null) {
  const { statuses } = PUBLISHED_SIX
  const opened = readHere('a.csv', Buffer.from(lines.join('\n')), {
    given,
    statuses,
    isForPlan: true,
    lastTime,
  })
  if (opened.refused !== undefined || !opened.table || !opened.answers) throw new Error('not read')
  return {
    table: opened.table,
    answers: opened.answers,
    kept: keepAnswers(opened.table.columns, opened.answers, lastTime),
  }
}
const FIRST = ['Ref,What,Owner,When,How it goes', '1,Clean,A / B,03/04/2026,Going well', '2,Plant,C,,Stuck']
const GIVEN: GivenAnswers = {
  columns: {
    2: { use: 'title' },
    3: { use: 'partners', separator: '/' },
    4: { use: 'due', dayOrder: 'monthFirst' },
    5: { use: 'status' },
  },
  statuses: { 'Going well': 'onTrack', Stuck: 'offTrack' },
  organisations: { C: ['Council'] },
}

it('answers the next file by header and word, wherever its columns are', () => {
  const { kept } = read(FIRST, GIVEN)
  expect(readKeptAnswers(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  const next = [
    'How it goes,Ref,Owner,When,what,Action',
    'going WELL,1,A / B,05/06/2026,Clean,Note',
    'Late,2,C,,Plant,',
  ]
  const { table, answers } = read(next, {}, kept)
  expect(Object.values(answers.columns).map(({ use }) => use)).toEqual([
    'status',
    'reference',
    'partners',
    'due',
    'title',
    // Its header says title, and another column is that.
    'leftOut',
  ])
  expect(answers.columns[3]?.separator).toBe('/')
  expect(answers.columns[4]?.dayOrder).toBe('monthFirst')
  expect(answers.statuses).toMatchObject({ goingwell: 'onTrack' })
  expect(answers.statuses.late).toBeUndefined()
  const same = findAsLastTime(table, kept, answers)
  expect([...same.columns].sort()).toEqual([1, 2, 3, 4, 5])
  expect(same.statuses.has('goingwell')).toBe(true)
  expect([...same.organisations]).toEqual(['c'])
})

it('gives way to what is answered now, and to what a column settles itself', () => {
  const { kept } = read(FIRST, GIVEN)
  const settled = FIRST.map((line) => line.replace('03/04/2026', '25/04/2026'))
  const now = read(settled, { columns: { 3: { use: 'lead' } }, statuses: { Stuck: 'atRisk' } }, kept)
  expect(now.answers.columns[4]?.dayOrder).not.toBe('monthFirst')
  expect(now.answers.columns[3]).toEqual({ use: 'lead', separator: 'none' })
  expect(now.answers.statuses).toMatchObject({ stuck: 'atRisk', goingwell: 'onTrack' })
  expect(findAsLastTime(now.table, kept, now.answers).columns.has(3)).toBe(false)
})

it('forgets statuses that the plan has no more, and the oldest where there are too many', () => {
  const { kept } = read(FIRST, { ...GIVEN, statuses: { Stuck: 'gone', 'Going well': 'onTrack' } })
  expect(read(FIRST, {}, kept).answers.statuses).toEqual({ goingwell: 'onTrack' })
  const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, at) => [`word ${at}`, null]))
  const later = keepAnswers(
    [],
    { ...read(FIRST).answers, statuses: { newest: null } },
    { ...kept, statuses: many },
  )
  expect(Object.keys(later.statuses)).toHaveLength(2_000)
  expect(later.statuses).toHaveProperty('newest')
  expect(readKeptAnswers({ something: 'else' })).toBeNull()
})
