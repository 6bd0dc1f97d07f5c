import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { textCell } from '@/lib/format/plan/plan-blocks'
import { buildPlan } from '@/tests/helpers/plan-builder'
import { PaperList } from './paper-list'
import { PaperTable } from './paper-table'

const MANY = 10_000
const items = Array.from({ length: MANY }, (_, at) => [{ text: `Action ${at}` }])
const countOf = (html: string, piece: string) => html.split(piece).length - 1

it('shows the first hundred rows of a long table, and leads to all of them', () => {
  const rows = items.map((spans) => [textCell(...spans)])
  const table = {
    kind: 'table' as const,
    id: 't',
    caption: 'Actions',
    columns: [{ header: 'Action', width: 100 }],
  }
  const html = renderToStaticMarkup(<PaperTable plan={buildPlan()} table={{ ...table, rows, all: '/all' }} />)
  expect(countOf(html, '<tr role="row">')).toBe(101)
  expect(html).toContain('The first 100 are shown. <a href="/all">See all 10,000</a>')
  const short = renderToStaticMarkup(
    <PaperTable plan={buildPlan()} table={{ ...table, rows: rows.slice(0, 100), all: '/all' }} />,
  )
  expect(short).not.toContain('/all')
})

it('does so with a list, and names the files where no page has all of it', () => {
  const html = renderToStaticMarkup(<PaperList list={{ kind: 'list', items }} />)
  expect(countOf(html, '<li>')).toBe(100)
  expect(html).toContain('The files have all 10,000.')
})
