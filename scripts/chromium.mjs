// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from 'node:fs'
import { Failure, run, runLocal, step } from './process.mjs'

const places = [
  // Without a window to draw it starts several times faster.
  '/usr/bin/chromium-headless-shell',
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

export async function ensureChromium() {
  const found = await findChromium()
  if (found) return found
  await step('Installing Chromium for the browser tests', async () => {
    // Where Playwright's own download is out of reach it hangs rather than fails; the distribution's is as good.
    const downloaded = await runLocal('playwright/cli.js', ['install', 'chromium'], { timeout: 120_000 })
    if (downloaded === 0 || process.platform !== 'linux' || process.getuid?.() !== 0) return
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { env })
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], { env })
  })
  const installed = await findChromium()
  if (installed) return installed
  throw new Failure(
    'The browser tests need Chromium, and it could not be installed. Install it, then run the tests again:\n' +
      '  npx playwright install chromium      (or, on Debian and Ubuntu)\n' +
      '  sudo apt-get update && sudo apt-get install -y chromium-headless-shell',
  )
}
