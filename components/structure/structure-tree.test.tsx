// A plan of any size: a page of each of its lists, and links that lead to every record.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StructureTree } from '@/components/structure/structure-tree'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'

const codes = (many: number, name: (n: number) => string) =>
  Array.from({ length: many }, (_, i) => name(i + 1))
const sections = codes(120, (n) => `1.${n}`)
const refs = codes(3_000, String)
const plan = buildPlan({
  pillars: [buildPillar('plan')],
  sections: sections.map((code) => buildSection(code)),
  outcomes: [{ id: 'outcome-1', code: 'o1', pillarId: 'plan', text: 'Enough people' }],
  partners: ['nes', 'sg'].map((code) => ({ id: code, code, name: code, abbreviation: code, kind: 'nhs' })),
  actions: refs.map((ref, i) => buildAction(ref, { sectionId: i < 2_000 ? '1.1' : '1.2' })),
})

function draw(address: string): string {
  const params = Object.fromEntries(new URL(address, 'http://cairn').searchParams)
  return renderToStaticMarkup(<StructureTree plan={plan} params={params} />)
}

/** Follows the links to the next page of one list, and returns all the records that were met. */
function walk(address: string, list: string, kind: string): string[] {
  const html = draw(address)
  expect(html.length).toBeLessThan(100_000)
  const met = [...html.matchAll(new RegExp(`id="${kind}-([^"]+)"`, 'g'))].map(([, code]) => String(code))
  const next = [...html.matchAll(/href="([^"]+)" rel="next"/g)]
    .map(([, href]) => String(href).replaceAll('&amp;', '&'))
    .find((href) => new URL(href, 'http://cairn').searchParams.has(list))
  return next === undefined ? met : [...met, ...walk(next, list, kind)]
}

/** Whether all of these stand in the page; without the page itself in the answer, which is long. */
const has = (html: string, ...parts: string[]) => parts.map((part) => html.includes(part))

test('no action is listed until its section is asked for', () => {
  expect(has(draw('/?show=pillar-plan'), 'id="action-', '2,000 actions')).toEqual([false, true])
})

test('no section and no partner is listed until its part of the page is asked for', () => {
  const closed = draw('/')
  expect(has(closed, 'id="section-', '120 sections and 1 outcome', 'id="partner-', '2 partners')).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(has(draw('/?show=partners'), 'id="partner-nes"', 'id="section-')).toEqual([true, false])
  expect(has(draw('/?show=partner-nes'), 'id="partner-nes"', 'id="section-')).toEqual([true, false])
  expect(has(draw('/?show=outcome-o1'), 'id="outcome-o1"', 'id="partner-')).toEqual([true, false])
})

test('links lead to every action of a section and to every section', () => {
  expect(walk('/?show=section-1.1', 'actions', 'action')).toEqual(refs.slice(0, 2_000))
  expect(walk('/?show=pillar-plan', 'sections', 'section')).toEqual(sections)
})

test('what was just saved or moved is on the page that is shown, with both its neighbours', () => {
  const html = draw('/?show=action-1051')
  expect(
    has(html, 'Showing 1,051 to 1,075 of 2,000', 'action up 1051 past 1050', 'action down 1075 past 1076'),
  ).toEqual([true, true, true])
  expect(has(draw('/?show=section-1.101'), 'id="section-1.101"')).toEqual([true])
})
