import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from './tools/chromium.mjs'

const port = Number(process.env.CAIRN_E2E_PORT ?? 3210)
const baseURL = `http://localhost:${port}`
// Where the server says which database is its own. Workers read this file too, and inherit the variable.
process.env.CAIRN_E2E_DATABASE_FILE ??= path.resolve('test-results/e2e-database-url')
// What the first server prepares, for all of the run to start on; the next run clears it away (tests/setup/throwaway.ts).
process.env.CAIRN_E2E_PREPARED ??= `test-${process.pid}-prepared`
// With it the tests sign the cookies of those they sign in.
process.env.CAIRN_SECRET ??= 'the secret of the browser tests, of no use to anyone'
const executablePath = process.env.CAIRN_CHROMIUM ?? (await findChromium())

/** Walked once each, at this width alone. */
const ON_A_PHONE = /(board-member|my-updates|no-javascript)\.spec\.ts$/
/** Each takes a minute or two, on a server of its own: begun last, one of them would be left to end alone. */
const LONG = /server\/(any-size|outage|stop|worker)\.spec\.ts$/

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // One more than the processors: each waits for its page or its server part of the time.
  workers: 3,
  fullyParallel: true,
  // A browser on two busy cores may take its time; what is wrong stays wrong.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL,
    // No traces: they slow every test down for the sake of the few that fail, which leave a picture and the state of their page.
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // A page is open for a second or two: what V8 would spend on making its scripts faster never pays.
      args: [...chromiumFlags, '--js-flags=--no-opt,--no-maglev'],
    },
  },
  projects: [
    {
      name: 'long',
      testMatch: LONG,
    },
    {
      name: 'phone',
      // What a board and an officer do on a phone, and what is there without scripts. All other journeys measure a phone's width
      // themselves on their way (tests/helpers/e2e.ts, expectToFit).
      testMatch: ON_A_PHONE,
      use: { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true },
    },
    {
      name: 'desktop',
      testIgnore: [ON_A_PHONE, LONG],
    },
  ],
  webServer: {
    command: 'node --import tsx tests/setup/e2e-server.ts',
    // So the first request after the start is one for the API, which must not settle anything for the pages.
    url: `${baseURL}/api/v1/plans`,
    env: {
      PORT: String(port),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      CAIRN_E2E_RUNNER: String(process.pid),
    },
    // Room for a build, when this is not run by npm test. A kill without warning would leave PostgreSQL running.
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
  },
})
