import { randomUUID } from 'node:crypto'
import { open, test } from '@/tests/helpers/e2e'
import { connectToApp } from '@/tests/helpers/e2e-database'
import { signIn } from '@/tests/helpers/e2e-people'
import { addPerson } from '@/tests/helpers/people'
import { PLAN_ID, FIRST_PLAN_SLUG as slug } from '@/prisma/seed/rows'
import { paths } from '@/lib/paths'
test('shots', async ({ page, context }) => {
  test.slow()
  void randomUUID
  const db = await connectToApp()
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles: { [PLAN_ID]: 'editor' } }))
  const { rows } = await db.query(
    `SELECT a.code, x.ref FROM achievement a JOIN achievement_metric m ON m.achievement_id = a.id JOIN achievement_action l ON l.achievement_id = a.id JOIN action x ON x.id = l.action_id WHERE a.plan_id = $1 LIMIT 1`,
    [PLAN_ID],
  )
  const { code, ref } = rows[0]
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const [name, address] of [
      ['add-a', paths.addRecord(slug, 'achievement', { actions: '1.1' })],
      ['edit-a', paths.editRecord(slug, 'achievement', code)],
      ['add-p', paths.addRecord(slug, 'publication')],
      ['structure', paths.structure(slug)],
    ] as const) {
      await open(page, address)
      for (const one of await page.locator('main summary').all())
        if (!(name === 'structure' && !/achievements|publications/.test(await one.innerText())))
          await one.click()
      await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: name !== 'structure' })
      if (name === 'structure') {
        await page.locator('#achievements').scrollIntoViewIfNeeded()
        await page.screenshot({ path: `/tmp/shots/${name}-${width}.png` })
      }
    }
    await open(page, paths.action(slug, ref))
    await page
      .locator('[aria-labelledby="achievements"]')
      .screenshot({ path: `/tmp/shots/action-${width}.png` })
  }
  await db.end()
})
