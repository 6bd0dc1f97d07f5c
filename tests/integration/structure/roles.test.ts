// A plan names the roles of its partners itself; forms, pages, files and the API have its words.
import { NextRequest } from 'next/server'
import { beforeEach, expect, it } from 'vitest'
import { GET as getActionBody } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as getPlanBody } from '@/app/api/v1/plans/[plan]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { findRole } from '@/lib/domain/plan/roles'
import type { PlanState } from '@/lib/domain/plan/plan'
import { InvalidError } from '@/lib/errors'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkPlanDetails, fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { db, errorsOf, opened, plan as example, slug, useOwnPlan } from './own-plan'
import { idOf, rowOf } from '@/tests/helpers/plan-rows'

useOwnPlan()

const read = async (): Promise<PlanState> => (await readPlan(slug)) ?? expect.fail()

async function saveDetails(values: FormValues): Promise<void> {
  const shown = fillPlanDetails(await read())
  const { data, state } = checkPlanDetails({ ...shown, ...values })
  if (!data) throw new InvalidError(state.errors)
  await savePlanDetails(slug, fingerprint(shown), data)
}

const OWN = {
  'role-1-one': 'Sponsor',
  'role-1-many': 'Sponsors',
  'role-4-one': 'Delivery body',
  'role-4-many': 'Delivery bodies',
  'role-4-meaning': 'support',
}

/** Sends the form of the action that there is. */
async function saveAction(values: FormValues): Promise<void> {
  const { values: shown, fingerprint: now } = await opened('action', '1')
  const { data, state } = checkRecord('action', { ...shown, ...values, ...newSubmission() }, await read())
  if (!data) throw new InvalidError(state.errors)
  await saveRecord(slug, { code: '1', fingerprint: now }, data)
}

const partner = () => `partner-${String(rowOf(example, 'partner').code)}`

beforeEach(() => db.query('UPDATE plan SET is_public = true WHERE id = $1', [idOf(example, 'plan')]))

it('an editor renames and adds roles, and the form of an action, the API and the files have them', async () => {
  await saveDetails(OWN)
  expect((await read()).words.roles?.map(({ code, one, meaning }) => [code, one, meaning])).toEqual([
    ['lead', 'Sponsor', 'lead'],
    ['support', 'Support', 'support'],
    ['keyPartner', 'Key partner', 'keyPartner'],
    ['delivery-body', 'Delivery body', 'support'],
  ])
  await saveAction({ [partner()]: 'delivery-body' })
  const ask = async (address: string, get: () => Promise<Response>) => (await get()).json() as Promise<never>
  const at = `http://localhost/api/v1/plans/${slug}`
  expect(
    await ask('action', () =>
      getActionBody(new Request(`${at}/actions/1`), { params: Promise.resolve({ plan: slug, action: '1' }) }),
    ),
  ).toMatchObject({ partners: [{ role: 'delivery-body', meaning: 'support' }] })
  expect(
    await ask('plan', () => getPlanBody(new Request(at), { params: Promise.resolve({ plan: slug }) })),
  ).toMatchObject({
    roles: [{ code: 'lead', one: 'Sponsor', many: 'Sponsors', meaning: 'lead' }, {}, {}, {}],
  })
  const file = await getFile(new NextRequest(`http://localhost/plans/${slug}/files/actions.csv`), {
    params: Promise.resolve({ plan: slug, file: 'actions.csv' }),
  })
  const [header = '', row = ''] = (await file.text()).split('\r\n').map((line) => line.split(','))
  expect(header).toEqual(expect.arrayContaining(['lead_partners', 'partners_delivery_body']))
  expect(row[header.indexOf('partners_delivery_body')]).toBe(String(rowOf(example, 'partner').code))
})

it('a form takes no role that the plan does not have', async () => {
  expect(await errorsOf(saveAction({ [partner()]: 'delivery-body' }))).toHaveProperty(partner())
})

it('a role that was ever used is renamed, and never removed', async () => {
  await saveDetails({ ...OWN, 'role-5-one': 'Friend', 'role-5-meaning': 'keyPartner' })
  await saveAction({ [partner()]: 'delivery-body' })
  await saveAction({ [partner()]: 'support' })
  const cleared = { 'role-4-one': '', 'role-4-many': '', 'role-4-meaning': '' }
  expect(await errorsOf(saveDetails(cleared))).toEqual({
    'role-4-one': expect.stringContaining('“Delivery body”') as string,
  })
  await saveDetails({ 'role-4-one': 'Supplier', 'role-5-one': '', 'role-5-many': '' })
  const now = await read()
  expect(now.words.roles?.map(({ code }) => code)).toEqual(['lead', 'support', 'keyPartner', 'delivery-body'])
  expect(findRole(now, 'delivery-body').one).toBe('Supplier')
})

it.each<[string, FormValues, string]>([
  ['two of one name', { 'role-2-one': 'LEAD' }, 'role-2-one'],
  ['none that leads', { 'role-1-meaning': 'support' }, 'role-1-one'],
  ['one without a meaning', { 'role-4-one': 'Friend' }, 'role-4-meaning'],
  ['one without a name', { 'role-4-many': 'Friends', 'role-4-meaning': 'support' }, 'role-4-one'],
])('a plan does not get %s', async (_, values, field) => {
  expect(Object.keys(await errorsOf(saveDetails(values)))).toEqual([field])
})

it('a plan that keeps the usual roles stores none of its own', async () => {
  await saveDetails({ period: '2027' })
  expect((await read()).words).not.toHaveProperty('roles')
})
