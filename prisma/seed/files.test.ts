import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ALLOCATION_FILE as ALLOCATION,
  PLAN_FILE as PLAN,
  REPORT_FILE as REPORT,
  UPDATE_FILE as UPDATE,
  setIn,
  withChangedData,
} from '@/tests/helpers/seed-data'
import { SeedFileError, readSeedFiles } from './files'

async function problemsAfter(change: (folder: string) => Promise<unknown>): Promise<readonly string[]> {
  const error = await withChangedData(change, readSeedFiles).catch((thrown: unknown) => thrown)
  return error instanceof SeedFileError
    ? error.problems
    : expect.fail(`no SeedFileError, but ${String(error)}`)
}

it('reads the data files as they are', async () => {
  const files = await withChangedData(async () => undefined, readSeedFiles)
  expect(files.plan.actions).toHaveLength(117)
})

describe('a broken reference is named with its file, its path and the reason', () => {
  it.each([
    ['a section in no pillar', PLAN, 'sections[3].pillar', 'x', 'there is no pillar "x"'],
    ['a section of an unknown partner', PLAN, 'sections[0].partnerCodes[1]', 'x', 'there is no partner "x"'],
    ['an outcome in no pillar', PLAN, 'outcomes[2].pillar', 'x', 'there is no pillar "x"'],
    ['an outcome of no section', PLAN, 'sectionOutcomes[0].section', '9.9', 'there is no section "9.9"'],
    ['an unknown outcome', PLAN, 'sectionOutcomes[0].outcome', 'x', 'there is no outcome "x"'],
    ['an unknown timescale', PLAN, 'actions[5].timescale', 'soon', 'there is no timescale "soon"'],
    ['a part of no action', PLAN, 'actions[1].parentRef', 'x', 'there is no action "x"'],
    [
      'a part before its action',
      PLAN,
      'actions[1].parentRef',
      '63',
      'action "63" must stand before its parts',
    ],
    [
      'an action that is its own part',
      PLAN,
      'actions[1].parentRef',
      '1.1',
      'action "1.1" must stand before its parts',
    ],
    ['a part of an action elsewhere', PLAN, 'actions[8].parentRef', '1', 'action "1" is in another section'],
    ['a report from no source', REPORT, 'report.sourceRef', 'x', 'there is no source "x"'],
    ['a rating of no section', REPORT, 'workforce.sections[0].code', '9.9', 'there is no section "9.9"'],
    ['a status of no action', ALLOCATION, 'allocations[0].actionRef', '99', 'there is no action "99"'],
  ])('%s', async (_, file, at, value, reason) => {
    const problems = await problemsAfter((folder) => setIn(folder, file, at, value))
    expect(problems).toEqual([`${file}: ${at}: ${reason}`])
  })

  it.each([
    ['an action of an unknown partner', PLAN, 'actions[5].partnerCodes', 'there is no partner "x"'],
    ['a status from no source', ALLOCATION, 'allocations[0].sourceRefs', 'there is no source "x"'],
    ['an achievement of no action', UPDATE, 'achievements[0].actionRefs', 'there is no action "x"'],
    ['a publication of no action', UPDATE, 'publications[0].actionRefs', 'there is no action "x"'],
  ])('%s, by its place in the list', async (_, file, at, reason) => {
    const problems = await problemsAfter((folder) => setIn(folder, file, at, ['x']))
    expect(problems).toEqual([`${file}: ${at}[0]: ${reason}`])
  })

  it('an action in no section', async () => {
    const problems = await problemsAfter((folder) => setIn(folder, PLAN, 'actions[116].section', '9.9'))
    expect(problems).toContain(`${PLAN}: actions[116].section: there is no section "9.9"`)
  })

  it.each([
    ['an action', PLAN, 'actions[116].ref', '1.1', 'actions[116]: "1.1" stands twice'],
    ['a rating', REPORT, 'workforce.sections[1].code', '1.1', 'workforce.sections[1]: "1.1" stands twice'],
    ['a status', ALLOCATION, 'allocations[1].actionRef', '1.1', 'allocations[1]: "1.1" stands twice'],
    ['an achievement', UPDATE, 'achievements[1].id', 'DP-01', 'achievements[1]: "DP-01" stands twice'],
    [
      'a partner',
      PLAN,
      'actions[5].partnerCodes',
      ['cosla', 'cosla'],
      'partnerCodes[1]: "cosla" stands twice',
    ],
  ])('%s that stands twice', async (_, file, at, value, problem) => {
    const problems = await problemsAfter((folder) => setIn(folder, file, at, value))
    expect(problems).toContainEqual(expect.stringContaining(problem))
  })
})

describe('a wrong value is named with its file and its path', () => {
  it.each([
    ['31 February', PLAN, 'plan.published', '2023-02-31'],
    ['month 13', ALLOCATION, 'asOf', '2025-13'],
    ['a date in words', UPDATE, 'update.date', 'June 2025'],
    ['a year with five digits', PLAN, 'timescales[0].endYear', 20255],
    ['a status outside the list', ALLOCATION, 'allocations[2].status', 'Cancelled'],
    ['a rating outside the list', REPORT, 'workforce.sections[1].overallRag', 'amber'],
    ['a title that is missing', PLAN, 'actions[0].title', undefined],
    ['a title that is blank', PLAN, 'actions[0].title', '  '],
    ['an address that is none', PLAN, 'plan.sourceDocuments[0].url', 'gov'],
    ['a figure in words', UPDATE, 'achievements[0].metrics[0].value', 'three'],
    ['a list that is none', PLAN, 'actions', {}],
  ])('%s', async (_, file, at, value) => {
    const problems = await problemsAfter((folder) => setIn(folder, file, at, value))
    expect(problems).toEqual([expect.stringContaining(`${file}: ${at}: `)])
  })
})

describe('a file that is no data', () => {
  it('is named when it is not JSON', async () => {
    const problems = await problemsAfter((folder) => writeFile(path.join(folder, REPORT), '{"report": '))
    expect(problems).toEqual([expect.stringMatching(`^${REPORT}: not valid JSON \\(.+\\)$`)])
  })

  it('is named when it is missing', async () => {
    const problems = await problemsAfter((folder) => rm(path.join(folder, UPDATE)))
    expect(problems).toEqual([`${UPDATE}: the file cannot be read`])
  })
})

it('names every problem at once, over all files', async () => {
  const problems = await problemsAfter(async (folder) => {
    await setIn(folder, PLAN, 'sections[0].pillar', 'x')
    await setIn(folder, UPDATE, 'achievements[0].actionRefs', ['98', '99'])
  })
  expect(problems).toEqual([
    `${PLAN}: sections[0].pillar: there is no pillar "x"`,
    `${UPDATE}: achievements[0].actionRefs[0]: there is no action "98"`,
    `${UPDATE}: achievements[0].actionRefs[1]: there is no action "99"`,
  ])
})
