/** What every journey shares: the plan's addresses, and a browser in which a stray error fails the test. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  test as base,
  type BrowserContext,
  type ConsoleMessage,
  expect,
  type Page,
  type Request,
  type Response,
  type WebError,
} from '@playwright/test'
import { paths } from '@/lib/paths'

export { expect }

/** The plan that the app loads by itself. Tests read it and never write to it. */
export const PLAN = 'mental-health-workforce'
export const OVERVIEW = paths.plan(PLAN)

const allowed = new WeakMap<BrowserContext, RegExp[]>()

interface Options {
  /** With a context of its own: for tests that leave in it what cannot be taken out again, as scripts that run first. */
  readonly isolated: boolean
}

/**
 * Playwright's test, in which an error or warning on a page's console, an error that no script caught or a request that
 * failed fails the test, on whatever page of its context. A worker keeps its context from test to test and empties it: a
 * new one takes as long as six pages.
 */
export const test = base.extend<Options>({
  isolated: [false, { option: true }],
  context: async ({ browser, isolated, javaScriptEnabled }, use) => {
    const kept = keptContexts.get(javaScriptEnabled)
    // Options of the project and of `test.use` are Playwright's to add.
    const context = (!isolated && kept) || (await browser.newContext())
    if (!isolated) keptContexts.set(javaScriptEnabled, context)
    const troubles: string[] = []
    const patterns: RegExp[] = []
    allowed.set(context, patterns)
    const watch = {
      console: (message: ConsoleMessage) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return
        troubles.push(`${message.type()}: ${message.text()} (${message.location().url})`)
      },
      weberror: (uncaught: WebError) => void troubles.push(`uncaught: ${uncaught.error().message}`),
      requestfailed: (request: Request) => {
        const reason = request.failure()?.errorText
        // Given up by the browser itself: the reader moved on, or what came was a file to keep.
        if (reason !== 'net::ERR_ABORTED') troubles.push(`failed: ${reason} (${request.url()})`)
      },
    }
    context.on('console', watch.console).on('weberror', watch.weberror)
    context.on('requestfailed', watch.requestfailed)
    await use(context)
    context.off('console', watch.console).off('weberror', watch.weberror)
    context.off('requestfailed', watch.requestfailed)
    await (isolated ? context.close() : empty(context))
    const stray = troubles.filter((trouble) => !patterns.some((pattern) => pattern.test(trouble)))
    expect(stray, 'errors and warnings of the browser').toEqual([])
  },
  page: async ({ context, viewport }, use) => {
    const page = context.pages()[0] ?? (await context.newPage())
    if (viewport) await page.setViewportSize(viewport)
    await use(page)
  },
})

/** Those of this worker, by whether scripts run in them. */
const keptContexts = new Map<boolean, BrowserContext>()

/** Takes out of a context what a test has left there. */
async function empty(context: BrowserContext): Promise<void> {
  const [page, ...others] = context.pages()
  for (const other of others) await other.close()
  await context.setOffline(false)
  if (!page) return context.clearCookies()
  for (const event of ['request', 'response'] as const) page.removeAllListeners(event)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.emulateMedia({ media: null, reducedMotion: null })
  await page
    .evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()))
    .catch(() => undefined)
  await context.clearCookies()
  // Its scripts stop; a page of the same site keeps the process.
  await page.goto('/icon.svg')
}

/** Lets a page have the troubles that the pattern fits: those that the test itself brings about. */
export function allowTrouble(page: Page, pattern: RegExp): void {
  allowed.get(page.context())?.push(pattern)
}

/** Opens an address that leads nowhere; returns the answer. Chromium counts the page's own 404 as an error. */
export async function openMissing(page: Page, address: string): Promise<Response> {
  allowTrouble(page, /^error: Failed to load resource: the server responded with a status of 40[04] /)
  return open(page, address)
}

/** Opens an address of the app, and waits until its texts can be written; returns the answer. */
export async function open(page: Page, address: string): Promise<Response> {
  const response = await page.goto(address)
  if (!response) throw new Error(`${address} gave no answer`)
  await waitForTexts(page)
  return response
}

/**
 * Waits until the texts of a page can be written, when a link led to it. A text area that React takes over between the two steps of `fill` is
 * no longer selected, and keeps what it held.
 */
export async function waitForTexts(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !matchMedia('(scripting: enabled)').matches ||
      [...document.querySelectorAll('textarea')].every((text) =>
        Object.keys(text).some((key) => key.startsWith('__reactFiber')),
      ),
  )
}

// Nothing turns the page with its screen (app/*.css has no rule on it): axe would fetch all styles again to find that out.
const AXE_OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
}
const require = createRequire(import.meta.url)
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const runAxe = `axe.run(document, ${JSON.stringify(AXE_OPTIONS)}).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`

/** Expects axe to find nothing on the page as it stands now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Between two pages there is for a moment none.
  await expect(page).toHaveTitle(/./)
  // What has just lost the focus is for a moment in colours between.
  const isLoaded = await page.evaluate(async () => {
    await Promise.allSettled(
      document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : [])),
    )
    return 'axe' in window
  })
  const findings: unknown = await page.evaluate(isLoaded ? runAxe : `${axeSource};${runAxe}`)
  expect(findings, 'findings of axe').toEqual([])
}

/** Returns how many px of the page lie beyond its right edge, and what is furthest out there. */
export async function findOverflow(page: Page): Promise<{ px: number; widest: string | null }> {
  return page.evaluate(() => {
    const px = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (px <= 0) return { px, widest: null }
    const all = [...document.body.querySelectorAll('*')]
    const rights = all.map((element) => element.getBoundingClientRect().right)
    const widest = all[rights.indexOf(Math.max(...rights))]
    return { px, widest: widest?.outerHTML.slice(0, 200) ?? null }
  })
}

/** In px; what is longer is one click away. */
export const LONGEST_ON_A_PHONE = 6_000

/** Returns the length of the page in px. */
export const lengthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)

export const PHONE = { width: 375, height: 812 }
export const DESKTOP = { width: 1280, height: 800 }

/** Expects the page to be no wider than a desktop's screen, and no wider than a phone's. */
export async function expectToFit(page: Page): Promise<void> {
  const own = page.viewportSize() ?? DESKTOP
  for (const screen of [DESKTOP, PHONE]) {
    await page.setViewportSize(screen)
    // A chart takes its new width a moment later.
    await expect.poll(() => findOverflow(page), `at ${screen.width} px`).toEqual({ px: 0, widest: null })
  }
  await page.setViewportSize(own)
}
