import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/tests/helpers/example-report'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { markup } from './html'
import { writePack } from './pack'
import { TooLongError } from '@/lib/exports/workbook/too-long'

function write({ plan, paper, text, sha256 }: ReturnType<typeof exampleReport>): string {
  return [
    ...writePack(paper, {
      plan,
      text,
      sha256,
      reference: 'LB(1)',
      verifyAddress: 'https://cairn.example/verify',
      homeAddress: 'https://cairn.example/report',
      address: (path) => new URL(path, 'https://cairn.example').href,
    }),
  ].join('')
}

const dataOf = (file: string) =>
  Buffer.from(/^<script type="text\/plain"[^>]*>([^<]+)<\/script>$/m.exec(file)?.[1] ?? '', 'base64')

describe('a report as one HTML file', () => {
  const report = exampleReport()
  const file = write(report)
  const ids = [...file.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)

  it('holds what was frozen, to the letter', () => {
    expect(dataOf(file).toString()).toBe(report.text)
    expect(createHash('sha256').update(dataOf(file)).digest('hex')).toBe(report.sha256)
    expect(file).toContain(`<code id="fingerprint">${report.sha256}</code>`)
  })

  it('fetches nothing: no address but those of links', () => {
    expect(file).not.toMatch(/<(?:link|img|iframe|object|embed|base|form|video|audio|source)\b/)
    expect(file).not.toMatch(/\ssrc=|@import|url\((?!#pattern-)/)
    const addresses = [...file.matchAll(/https?:\/\/[^\s"'<]+/g)].map(([address]) => address)
    for (const address of addresses)
      expect(file).toMatch(new RegExp(`href="${address.replace(/[?.]/g, '\\$&')}`))
  })

  it('runs only its own script, which its policy knows by its hash', () => {
    const [policy = ''] = /http-equiv="Content-Security-Policy" content="[^"]+"/.exec(file) ?? []
    const scripts = [...file.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code)
    expect(scripts).toHaveLength(1)
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64')
    expect(policy).toContain('default-src &#39;none&#39;')
    expect(policy).toContain(`sha256-${hash}`)
  })

  it('leads from its numbers to rows inside it', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const anchors = [...file.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => decodeURIComponent(id))
    for (const anchor of anchors) expect(ids).toContain(anchor)
    for (const id of ['action-2', 'section-1.1', 'rows-1']) expect(anchors).toContain(id)
    expect(file).not.toContain('cairn.example/plans/the-plan/reports/lb-1/actions')
    expect(file).toMatch(
      /<h3 id="rows-\d+">Status: At Risk; Counted: Counted actions only<\/h3>\n<p>1 action counted: 100% At Risk\.<\/p>/,
    )
  })

  it('lists every action with its status', () => {
    for (const ref of ['1', '2', '3']) expect(file).toMatch(new RegExp(`<tr role="row" id="action-${ref}"`))
  })

  it('says where it ends, at its end', () => {
    const line = `End of LB(1) · ${report.sha256.slice(0, 16)}`
    expect(file.split(line)).toHaveLength(3)
    expect(file.endsWith(`<p id="end">${line}</p>\n</footer>\n</body>\n</html>\n`)).toBe(true)
  })

  it('is safe against text that looks like its own', () => {
    const title = '</script><script>alert(1)</script> & "quotes" \\u003c </style>'
    const plan = {
      ...buildPlan({ actions: [buildAction('1', { title, status: 'atRisk' })] }),
      asAt: '2025-03-31',
    }
    const hostile = exampleReport({ plan })
    const written = write(hostile)
    expect(dataOf(written).toString()).toBe(hostile.text)
    expect(written.match(/<script\b/g)).toHaveLength(2)
    expect(written.match(/<\/style>/g)).toHaveLength(1)
  })

  it('is not made of more than a browser opens', () => {
    const { plan, paper, sha256 } = report
    const text = 'x'.repeat(20_000_001)
    const source = { plan, sha256, text, reference: '', verifyAddress: '', homeAddress: '', address: String }
    expect(() => writePack(paper, source)).toThrow(TooLongError)
  })
})

describe('markup', () => {
  it('escapes what is put into it, and nothing twice', () => {
    const inner = markup`<b>${'a < b & "c"'}</b>`
    expect(markup`<p>${inner}${[inner, inner]}${null}${false}${0}</p>`.text).toBe(
      `<p>${inner.text.repeat(3)}0</p>`,
    )
    expect(inner.text).toBe('<b>a &lt; b &amp; &quot;c&quot;</b>')
  })
})
