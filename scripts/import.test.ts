import { execFile } from 'node:child_process'
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
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    file: { name: 'swapped-headers.xlsx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    outcome: 'read',
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
    problems: [],
    problemCount: 0,
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
  expect(wrong.stderr).toContain('Nothing can be imported yet. Add --dry-run')
})
