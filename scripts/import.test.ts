import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const files = path.join(root, 'tests/fixtures/imports')

/** Runs the command; returns its exit code and what it printed. */
async function run(...words: string[]) {
  const all = ['--import', 'tsx', 'scripts/import.ts', ...words]
  const done = promisify(execFile)(process.execPath, all, { cwd: root })
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

it('prints what a file holds, as documented in docs/importing.md', async () => {
  const { code, stdout } = await run(
    '--dry-run',
    '--json',
    '--sheet',
    'Changed heads',
    `${files}/swapped-headers.xlsx`,
  )
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    file: { name: 'swapped-headers.xlsx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    outcome: 'errors',
    reason: null,
    kind: 'xlsx',
    sheets: [{ name: 'Moved columns', state: 'visible', rows: 11, cells: 77 }, { name: 'Changed heads' }],
    table: {
      sheet: 'Changed heads',
      headerRow: 1,
      rows: 6,
      columns: [
        { column: 'A', use: 'section' },
        { use: 'title' },
        { use: 'due', doubt: 'noDates' },
        { use: 'lead' },
      ],
    },
    answers: { columns: { A: { use: 'section' } }, references: 'position' },
    plan: { actions: 6, parts: 0, withoutStatus: 6 },
    problems: [
      { cell: 'C1', kind: 'columnDoubt', stops: true },
      { cell: 'D1', kind: 'columnDoubt', stops: true },
    ],
    problemCount: 2,
    errorCount: 2,
  })
})

it('ends with 1 when a file is refused, and with 2 when it is used wrongly', async () => {
  const refused = await run('--dry-run', `${files}/hostile/truncated.xlsx`)
  expect([refused.code, refused.stdout]).toEqual([
    1,
    expect.stringMatching(/^truncated\.xlsx was not read\. .+\n$/),
  ])
  const wrong = await run(`${files}/swapped-headers.xlsx`)
  expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toContain('Name the plan with --plan, or add --dry-run')
})

it('takes answers from a file, and says which of them cannot be used', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cairn-answers-'))
  const answers = (text: object) => {
    writeFileSync(path.join(folder, 'answers.json'), JSON.stringify(text))
    return run(
      '--dry-run',
      '--json',
      '--answers',
      path.join(folder, 'answers.json'),
      `${files}/own-statuses.csv`,
    )
  }
  const statuses = {
    green: 'onTrack',
    Amber: 'atRisk',
    RED: 'offTrack',
    Complete: 'delivered',
    'not due': null,
  }
  const { code, stdout } = await answers({ statuses, columns: { E: { use: 'leftOut' } } })
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'import',
    answers: { statuses: { red: 'offTrack', notdue: null }, columns: { E: { use: 'leftOut' } } },
    errorCount: 0,
  })
  expect(code).toBe(0)
  const wrong = await answers({ columns: { E: { use: 'colour' }, '5': {} }, headerRow: 0, colour: 1 })
  expect(wrong.code).toBe(2)
  for (const field of ['columns.E.use: ', 'headerRow: ', 'The answers: '])
    expect(wrong.stderr).toContain(field)
  rmSync(folder, { recursive: true })
})
