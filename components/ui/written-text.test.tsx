import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { WrittenText } from './written-text'

it('makes links of addresses of the web, and of nothing else', () => {
  const link = (to: string) => `<a href="${to}" rel="nofollow noopener">${to}</a>`
  expect(
    renderToStaticMarkup(<WrittenText text="See https://gov.scot/plan?a=1 (or http://example.org/x)." />),
  ).toBe(
    `<span dir="auto">See ${link('https://gov.scot/plan?a=1')} (or ${link('http://example.org/x')}).</span>`,
  )
  for (const text of ['javascript:alert(1)', 'https://', 'Half of it is done', '']) {
    expect(renderToStaticMarkup(<WrittenText text={text} />)).toBe(`<span dir="auto">${text}</span>`)
  }
  expect(renderToStaticMarkup(<WrittenText text={'https://a.org/"onclick=x <b>'} />)).toBe(
    `<span dir="auto">${link('https://a.org/')}&quot;onclick=x &lt;b&gt;</span>`,
  )
})
