// `npm test`: every test there is, on a machine with nothing but Node. Ends with one line: N passed, M failed.
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { acquireCheckoutLock } from '../tools/checkout-lock.mjs'
import { ensureInstalled } from './install.mjs'
import { exitWith, onStop, printSteps, root, runLocal, runMain, step } from '../tools/process.mjs'

const reports = path.join(root, 'test-results')
const vitestReport = path.join(reports, 'vitest.json')
const playwrightReport = path.join(reports, 'playwright.json')

await runMain(async () => {
  // The tests bring their own database; the reader's must never be the one they write to.
  delete process.env.DATABASE_URL
  const releaseCheckout = await acquireCheckoutLock()
  await ensureInstalled({ dev: true })
  const { register } = await import('tsx/esm/api')
  register()
  const { ensureBuild, ensureClient } = await import('./build.js')
  const { ensureChromium } = await import('../tools/chromium.mjs')
  const { removeAbandonedStorage } = await import('../tests/setup/throwaway.js')
  onStop(removeAbandonedStorage)
  const chromium = await ensureChromium()
  await ensureClient()
  await rm(reports, { recursive: true, force: true })
  await mkdir(reports, { recursive: true })

  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  await step('Unit and integration tests', () =>
    runLocal('vitest/vitest.mjs', ['run', ...reporters], { show: true }),
  )
  await ensureBuild()
  releaseCheckout()
  const env = { CAIRN_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
  await step('Browser tests', () =>
    runLocal('@playwright/test/cli.js', ['test', '--reporter=list,json'], { env, show: true }),
  )

  const counts = [await countVitest(), await countPlaywright()]
  const sum = (/** @type {keyof Counts} */ key) => counts.reduce((total, count) => total + count[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  printSteps()
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  await exitWith(failed > 0 || passed === 0 ? 1 : 0)
})

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @returns {Promise<Counts>} */
async function countVitest() {
  const report = await readReport(vitestReport)
  if (!report) return ranNothing('The unit and integration tests')
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, success } = report
  // A file that cannot be loaded, or an error outside a test, fails the run without a failed test.
  const failed = numFailedTests === 0 && !success ? 1 : numFailedTests
  return { passed, failed, skipped: numPendingTests + numTodoTests }
}

/** @returns {Promise<Counts>} */
async function countPlaywright() {
  const report = await readReport(playwrightReport)
  if (!report) return ranNothing('The browser tests')
  const { expected: passed, unexpected, flaky, skipped } = report.stats
  return { passed, failed: unexpected + flaky + report.errors.length, skipped }
}

/** @param {string} what */
function ranNothing(what) {
  console.error(`${what} left no report: they did not run.`)
  return { passed: 0, failed: 1, skipped: 0 }
}

/** @param {string} file */
async function readReport(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => 'null'))
}
