// `npm run verify`: what a change must pass before it is worth a longer look. With --static, all but the tests.
import { ensureInstalled } from './install.mjs'
import { exitWith, printSteps, runLocal, runMain, step } from '../tools/process.mjs'

/** @type {[string, string, string[]][]} */
const checks = [
  ['Generating the database client', 'prisma/build/index.js', ['generate']],
  ['Generating the types of the routes', 'next/dist/bin/next', ['typegen']],
  ['Checking types', 'typescript/bin/tsc', ['--noEmit']],
  ['Linting', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['Looking at the layout', '../scripts/layout.mjs', []],
  ['Checking the format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['Looking for unused code', 'knip/bin/knip.js', []],
  ['Running unit tests', 'vitest/vitest.mjs', ['run', '--project=unit']],
]

await runMain(async () => {
  await ensureInstalled({ dev: true })
  const failed = []
  const wanted = process.argv.includes('--static')
    ? checks.filter(([, script]) => !script.startsWith('vitest/'))
    : checks
  for (const [label, script, args] of wanted) {
    const code = await step(label, () => runLocal(script, args, { show: true }))
    if (code !== 0) failed.push(label)
  }
  printSteps()
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join('; ')}.`)
  await exitWith(failed.length === 0 ? 0 : 1)
})
