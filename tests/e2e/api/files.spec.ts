// The list of actions and the whole plan as files.
import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, open, PLAN, test } from '@/tests/helpers/e2e'
import { ACTIONS, refsAt } from '@/tests/helpers/e2e-plan'
import { parseCsv, readWorkbook } from '@/tests/helpers/read-files'
import { paths } from '@/lib/paths'

test('downloads exactly the rows that the filters leave', async ({ page }) => {
  await open(page, paths.actions(PLAN, { status: ['atRisk'] }))
  const refs = refsAt('atRisk')
  await expect(
    page.getByText(`${refs.length} actions and parts of actions, using the filters above`),
  ).toBeVisible()
  const download = async (name: string) => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name, exact: true }).click()
    const file = await waiting
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  const csv = await download('CSV')
  expect(csv.name).toMatch(new RegExp(`^${PLAN}-actions-filtered-\\d{4}-\\d{2}-\\d{2}\\.csv$`))
  const [header = [], ...rows] = parseCsv(csv.bytes.toString())
  expect(rows.map((row) => row[header.indexOf('action_ref')])).toEqual(refs)
  const { sheets } = readWorkbook((await download('Excel (XLSX)')).bytes)
  expect(sheets.Actions?.slice(-refs.length).map((row) => row[3])).toEqual(refs)
})

test('offers the whole plan from the foot of every page of it, and explains the columns', async ({
  page,
}) => {
  await open(page, paths.partners({ slug: PLAN, asAt: '2025-03-31' }))
  await page.getByRole('link', { name: 'Data and files' }).click()
  await expect(page).toHaveURL(paths.files({ slug: PLAN, asAt: '2025-03-31' }))
  await expect(page.getByRole('region', { name: 'As at 31 March 2025' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'actions.csv CSV' })).toContainText(`${ACTIONS.length} rows`)
  await page.getByText('History of updates:').click()
  await expect(page.getByRole('rowheader', { name: 'about_update_id' })).toBeVisible()
  await expectAccessible(page)
})

test('says what is wrong with an address in words', async ({ request }) => {
  const answer = await request.get(paths.file(PLAN, 'actions.csv', { status: 'nonsense' }))
  expect(answer.status()).toBe(400)
  expect(await answer.text()).toBe(
    'We cannot make this file.\nWe cannot use “nonsense”, which is not a status.\n',
  )
})
