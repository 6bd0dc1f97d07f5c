// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from 'node:fs'
import { Failure, run, runLocal, step } from './process.mjs'

// With no window to draw, the browser tests take half as long.
const SHELL = '/usr/bin/chromium-headless-shell'

const places = [
  SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

// Chromium's sandbox does not work for root. The rest keeps it from calling home.
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @returns {Promise<string | undefined>} the program: Playwright's own if it is there, else the machine's */
export async function findChromium() {
  const { chromium } = await import('@playwright/test')
  return [chromium.executablePath(), ...places].find((place) => existsSync(place))
}

/** @returns {Promise<string>} the program that is fastest on this machine, installed where that is possible */
export async function ensureChromium() {
  const { chromium } = await import('@playwright/test')
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0
  const isFast = [chromium.executablePath(), SHELL].some((place) => existsSync(place))
  if (canInstall && !isFast) await step('Installing a Chromium without windows', installShell)
  const found = await findChromium()
  if (found) return found
  await step('Installing Chromium for the browser tests', () =>
    runLocal('playwright/cli.js', ['install', 'chromium'], { timeout: 120_000 }),
  )
  const installed = await findChromium()
  if (installed) return installed
  throw new Failure(
    'The browser tests need Chromium, and it could not be installed. Install it, then run the tests again:\n' +
      '  npx playwright install chromium      (or, on Debian and Ubuntu)\n' +
      '  sudo apt-get update && sudo apt-get install -y chromium-headless-shell',
  )
}

/** The distribution's, as Playwright's own download may be out of reach. Without it the tests go on with another. */
async function installShell() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env, timeout: 120_000 })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], { env })
}
