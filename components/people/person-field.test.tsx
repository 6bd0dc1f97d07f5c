import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { MOST_PEOPLE, PersonField } from './person-field'

const render = (many: number) =>
  renderToStaticMarkup(
    <PersonField
      name="person"
      label="Who?"
      empty="Choose a person"
      people={Array.from({ length: many }, (_, at) => ({ id: `id-${at}`, name: `Person ${at}` }))}
      others={[{ value: 'nobody', label: 'No one for now' }]}
    />,
  )

test('people are listed to choose from, and no one', () => {
  expect(render(MOST_PEOPLE).match(/<option/g)).toHaveLength(MOST_PEOPLE + 2)
})

test('of too many for a list, one is named', () => {
  const html = render(MOST_PEOPLE + 1)
  expect(html).not.toContain('<option')
  expect(html).toMatch(/<input[^>]*type="text"/)
  expect(html).toContain('“nobody” for: no one for now')
})
