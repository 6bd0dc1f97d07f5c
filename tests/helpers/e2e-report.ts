/** Drafting and issuing a report in the app under test. */

import type { Page } from '@playwright/test'
import type pg from 'pg'
import { readForm } from '@/bench/form'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { paths } from '@/lib/paths'
import { expect, test } from './e2e'

/** Sends a form of a page as a browser without a script does, as who is signed in; returns where that leads. */
async function send(
  page: Page,
  address: string,
  piece: string,
  typed: Readonly<Record<string, string>> = {},
) {
  const { request } = page.context()
  const origin = test.info().project.use.baseURL ?? ''
  const multipart = readForm(await (await request.get(address)).text(), piece)
  for (const [field, text] of Object.entries(typed)) multipart.set(field, text)
  const answer = await request.post(address, { multipart, headers: { origin }, maxRedirects: 0 })
  expect(answer.status(), address).toBe(303)
  return new URL(answer.headers().location ?? '', origin).href
}

/** Starts a draft without its form being looked at; returns its address. */
export const startDraft = (page: Page, slug: string, reference = 'LB(30)01', title = 'First report') =>
  send(page, paths.newReport(slug), 'name="reference"', { reference, title })

/** Writes past the pages that everything missing is in hand, and that the draft of this address was reviewed. */
export async function reviewDraft(db: pg.Client, draft: string): Promise<void> {
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'In hand']))
  await db.query(
    `UPDATE report_draft SET content = jsonb_set(content, '{notes}', $2), state = 'reviewed',
       reviewed_by_id = last_writer_id, reviewed_at = now() WHERE id = $1`,
    [draft.split('/').at(-1), JSON.stringify(notes)],
  )
}

/** Drafts and issues a report, for tests that are about what comes after; returns its address. */
export async function issueReport(
  page: Page,
  db: pg.Client,
  slug: string,
  reference: string,
): Promise<string> {
  const draft = await startDraft(page, slug, reference)
  await reviewDraft(db, draft)
  return send(page, `${draft}/issue`, 'Issue report')
}

/** From a draft's page: says of everything missing that it is in hand, has the draft reviewed and issues it. */
export async function issueDraft(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Before you can issue it' })).toBeVisible()
  const notes = page.getByRole('link', { name: 'Notes on gaps' })
  if (await notes.count()) {
    await notes.click()
    for (const note of await page.getByLabel(/^Note: /).all()) await note.fill('In hand')
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await page.getByRole('button', { name: 'Send for review' }).click()
  await page.getByRole('button', { name: 'Approve report' }).click()
  await page.getByRole('link', { name: 'Check and issue' }).click()
  await page.getByRole('button', { name: 'Issue report' }).click()
}
