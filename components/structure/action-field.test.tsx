import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { ActionField, MOST_OPTIONS } from './action-field'

const render = (actions: number) =>
  renderToStaticMarkup(
    <ActionField
      plan={buildPlan({ actions: Array.from({ length: actions }, (_, at) => buildAction(String(at + 1))) })}
      except="1"
      name="heir"
      label="What replaces it?"
      hint="Only when it is merged"
      empty="None"
    />,
  )

test('the other actions are listed to choose from', () => {
  const html = render(MOST_OPTIONS + 1)
  expect(html.match(/<option/g)).toHaveLength(MOST_OPTIONS + 1)
  expect(html).toContain('<option value="" selected="">None</option>')
  expect(html).not.toContain('value="1"')
})

test('of too many for a list, one is named by its number', () => {
  const html = render(MOST_OPTIONS + 2)
  expect(html).not.toContain('<option')
  expect(html).toMatch(/<input[^>]*type="text"/)
  expect(html).toContain('Only when it is merged. Its number, such as 12 or 12.3')
})
