// `npm run verify`: what a change must pass before it is worth a longer look. With --static, all but the tests.
import { availableParallelism } from 'node:os'
import { ensureInstalled } from './install.mjs'
import { exitWith, printSteps, runLocal, runMain, step } from '../tools/process.mjs'

/** The longest first, so that none is left to run alone at the end. @type {[string, string, string[]][]} */
const checks = [
  ['Linting', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['Checking types', 'typescript/bin/tsc', ['--noEmit']],
  ['Checking the format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['Looking for unused code', 'knip/bin/knip.js', []],
  ['Looking at the layout', '../scripts/layout.mjs', []],
]
/** @type {string[]} */
const failed = []

await runMain(async () => {
  await ensureInstalled({ dev: true })
  const { register } = await import('tsx/esm/api')
  register()
  const { ensureClient } = await import('./build.js')
  await ensureClient()
  // What they make is what the others look at.
  await check('Generating the types of the routes', 'next/dist/bin/next', ['typegen'])
  const waiting = [...checks]
  /** Each takes one processor. */
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  // Takes all of them.
  if (!process.argv.includes('--static'))
    await check('Running unit tests', 'vitest/vitest.mjs', ['run', '--project=unit'], true)
  printSteps()
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join('; ')}.`)
  await exitWith(failed.length === 0 ? 0 : 1)
})

/** @param {string} label @param {string} script @param {string[]} args @param {true | 'whole'} [show] */
async function check(label, script, args, show = 'whole') {
  const code = await step(label, () => runLocal(script, args, { show }))
  if (code !== 0) failed.push(label)
}
