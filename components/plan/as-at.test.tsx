import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { describeApi } from '@/lib/api/openapi'
import { buildPlan } from '@/tests/helpers/plan-builder'
import { AsAtBanner } from './as-at'

test('an earlier day says that its wording is of that day too, on pages and in the API alike', () => {
  const plan = { ...buildPlan({}), asAt: '2025-03-31' }
  for (const text of [
    renderToStaticMarkup(<AsAtBanner plan={plan} now="/" />),
    describeApi({ name: 'Somebody' }).info.description,
  ]) {
    expect(text).toContain('names and wording are those of that day')
    expect(text).not.toContain('today’s')
  }
})
