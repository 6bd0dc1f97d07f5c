/** Issuing a report in a browser, from its draft. */

import type { Page } from '@playwright/test'
import { expect } from './e2e'

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
