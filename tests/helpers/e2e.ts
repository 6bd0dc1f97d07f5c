/** What every journey shares: the plan's addresses, and a browser in which a stray error fails the test. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import { test as base, type BrowserContext, expect, type Page, type Response } from '@playwright/test'
import { paths } from '@/lib/paths'

export { expect }

/** The plan that the app loads by itself. Tests read it and never write to it. */
export const PLAN = 'mental-health-workforce'
export const OVERVIEW = paths.plan(PLAN)

const allowed = new WeakMap<BrowserContext, RegExp[]>()

/**
 * Playwright's test, in which an error or warning on a page's console, an error that no script caught or a request that
 * failed fails the test, on whatever page of its context.
 */
export const test = base.extend({
  context: async ({ context }, use) => {
    const troubles: string[] = []
    const patterns: RegExp[] = []
    allowed.set(context, patterns)
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      troubles.push(`${message.type()}: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (uncaught) => void troubles.push(`uncaught: ${uncaught.error().message}`))
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText
      // Given up by the browser itself: the reader moved on, or what came was a file to keep.
      if (reason !== 'net::ERR_ABORTED') troubles.push(`failed: ${reason} (${request.url()})`)
    })
    await use(context)
    const stray = troubles.filter((trouble) => !patterns.some((pattern) => pattern.test(trouble)))
    expect(stray, 'errors and warnings of the browser').toEqual([])
  },
})

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
  // A text area that React takes over between the two steps of `fill` is no longer selected, and keeps what it held.
  await page.waitForFunction(
    () =>
      !matchMedia('(scripting: enabled)').matches ||
      [...document.querySelectorAll('textarea')].every((text) =>
        Object.keys(text).some((key) => key.startsWith('__reactFiber')),
      ),
  )
  return response
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The same axe in half as many letters: by itself the builder gives each page more than a million of them to read.
const ownRequire = createRequire(import.meta.url)
const axeSource = readFileSync(
  createRequire(ownRequire.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** Expects axe to find nothing on the page as it stands now. */
export async function expectAccessible(page: Page): Promise<void> {
  // What has just lost the focus is for a moment in colours between.
  await page.evaluate(() =>
    Promise.allSettled(
      document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : [])),
    ),
  )
  const { violations } = await new AxeBuilder({ page, axeSource })
    // Otherwise each look opens a page of its own to put the findings of frames together. There are no frames.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(AXE_TAGS)
    .analyze()
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
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
