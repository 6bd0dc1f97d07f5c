import { beforeAll, describe, expect, it } from 'vitest'
import type { Block, Span } from '@/lib/format/paper/paper'
import { exampleReport } from '@/tests/helpers/example-report'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { unzip } from '@/tests/helpers/read-files'
import { writeDocx } from './docx'

const about = {
  reference: 'LB(1)',
  publishers: 'Scottish Government',
  plan: 'The plan',
  made: '2025-03-01T12:00:00.000Z',
  address: (path: string) => new URL(path, 'https://cairn.example').href,
}

/** What stands between the tags of a part, without the gaps that tags leave. */
function textOf(xml = ''): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text)
    .join('')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Every span of a paper that says something in so many words. */
function spansOf(blocks: readonly Block[]): Span[] {
  return blocks.flatMap((block): readonly Span[] => {
    if (block.kind === 'paragraph' || block.kind === 'note') return block.spans
    if (block.kind === 'list') return block.items.flat()
    if (block.kind === 'facts') return block.items.flatMap(({ value }) => value)
    if (block.kind === 'heading') return [block]
    if (block.kind !== 'table') return []
    return block.rows.flat().flatMap((cell) => (cell.kind === 'text' ? cell.paragraphs.flat() : []))
  })
}

describe('a report as a Word file', () => {
  const { paper, sha256 } = exampleReport()
  let parts: Record<string, string>
  let body: string
  beforeAll(async () => {
    parts = unzip(await writeDocx(paper, about))
    body = parts['word/document.xml'] ?? ''
  })

  it('is the same bytes whenever and after whatever other file it is made', async () => {
    const first = await writeDocx(paper, about)
    await writeDocx(paper, { ...about, reference: 'Another' })
    expect(await writeDocx(paper, about)).toEqual(first)
    expect(parts['docProps/core.xml']?.match(/2025-03-01T12:00:00.000Z/g)).toHaveLength(2)
  })

  it('uses fonts that it says what to put in place of, where they are missing', () => {
    const used = new Set(
      [
        ...Object.values(parts)
          .join('')
          .matchAll(/w:ascii="([^"]+)"/g),
      ].map(([, font]) => font),
    )
    expect([...used]).toEqual(['Arial'])
    expect(parts['word/fontTable.xml']).toContain('w:name="Arial"><w:altName w:val="Liberation Sans,')
  })

  it('says all that the paper says, and its title before it', () => {
    const sentence = textOf(body)
    for (const { text } of spansOf(paper.blocks)) expect(sentence).toContain(text)
    for (const line of [paper.label, paper.title, ...paper.lines, sha256]) expect(sentence).toContain(line)
    expect(sentence).toContain('2 of 2 sections (100%) are On Track. 1 of 3 actions (33%) needs attention.')
  })

  it('leads to the rows behind its numbers, at whole addresses', () => {
    const targets = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="(https:[^"]+)"/g)]
    const links = new Set(targets.map(([, target]) => target?.replaceAll('&amp;', '&')))
    for (const { href } of spansOf(paper.blocks)) if (href) expect(links).toContain(about.address(href))
    expect(links).toContain(
      'https://cairn.example/plans/the-plan/reports/lb-1/actions?status=atRisk&counted=yes',
    )
    expect(links).toContain(
      'https://cairn.example/plans/the-plan/reports/lb-1/actions?section=1.2&counted=yes',
    )
  })

  it('has headings of Word’s own styles, each with a bookmark of its own', () => {
    const headings = paper.blocks.filter((block) => block.kind === 'heading')
    for (const level of [2, 3] as const)
      expect(body.split(`<w:pStyle w:val="Heading${level - 1}"/>`)).toHaveLength(
        1 + headings.filter((heading) => heading.level === level).length,
      )
    expect(body.split('<w:pStyle w:val="Title"/>')).toHaveLength(2)
    const names = [...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name ?? '')
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[A-Za-z_]\w{0,39}$/)
    for (const style of ['Heading1', 'Heading2', 'Heading3', 'Title', 'Caption', 'ListBullet', 'ReportTable'])
      expect(parts['word/styles.xml'], style).toContain(`w:styleId="${style}"`)
  })

  it('has a contents field with the page of each heading', () => {
    expect(body).toMatch(/TOC \\h \\o (?:&quot;|")1-2/)
    expect(textOf(body)).toMatch(/ContentsAssessment overview1/)
  })

  it('names every table, and marks and repeats its head; no row is cut', () => {
    const tables = body.match(/<w:tbl>/g) ?? []
    // The statuses, the figures of the chart, and those of the paper itself.
    expect(tables).toHaveLength(2 + paper.blocks.filter(({ kind }) => kind === 'table').length)
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(tables.length)
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength((body.match(/<w:tr>|<w:tr /g) ?? []).length)
    expect(body.match(/SEQ Table/g)).toHaveLength(tables.length)
    expect(body).toMatch(/<w:tblLook [^>]*w:firstRow="(?:1|true)"/)
  })

  it('keeps what leads to a table with it', () => {
    const leads = paper.blocks.flatMap((block, at) =>
      block.kind === 'paragraph' && paper.blocks[at + 1]?.kind === 'table' ? [block] : [],
    )
    expect(leads.length).toBeGreaterThan(0)
    const paragraphs = body.match(/<w:p>(?:(?!<w:p>).)*?<\/w:p>/gs) ?? []
    for (const { spans } of leads) {
      const sentence = spans.map(({ text }) => text).join('')
      expect(paragraphs.find((one) => textOf(one).includes(sentence))).toContain('<w:keepNext/>')
    }
  })

  it('says in words what the chart shows, and passes over what only adorns', () => {
    const pictures = [...body.matchAll(/<wp:docPr [^>]*?(?:\/>|>[\s\S]*?<\/wp:docPr>)/g)].map(([tag]) => tag)
    const [reasons, adorning] = [/descr="[^"]+"/, /decorative/].map((mark) =>
      pictures.filter((tag) => mark.test(tag)),
    )
    expect(reasons).toHaveLength(1)
    expect(reasons?.[0]).toContain('Pillar plan: 33% Delivered, 33% On Track, 33% At Risk (rounded), of 3')
    expect(adorning).toHaveLength(pictures.length - 1)
  })

  it('never says a status by its colour alone', () => {
    for (const word of ['Delivered', 'On Track', 'At Risk']) expect(textOf(body)).toContain(word)
  })

  it('is in British English, titled, and names its owners and no person', () => {
    expect(parts['word/styles.xml']).toContain('w:val="en-GB"')
    const core = parts['docProps/core.xml'] ?? ''
    expect(core).toContain('<dc:title>LB(1): A report</dc:title>')
    expect(core).toContain('<dc:creator>Scottish Government</dc:creator>')
    expect(core).toContain('<dc:subject>The plan</dc:subject>')
    expect(core).not.toContain('Un-named')
  })

  it('has the reference above and the page’s number below each page', () => {
    const margins = Object.entries(parts).filter(([name]) => /^word\/(?:header|footer)\d/.test(name))
    const all = margins.map(([, xml]) => xml).join('')
    expect(textOf(all)).toContain('LB(1)')
    expect(all).toContain('PAGE')
    expect(all).toContain('NUMPAGES')
  })
})

describe('a draft', () => {
  it('says on each page, in its properties and at its head that it is not issued', async () => {
    const parts = unzip(await writeDocx(exampleReport().paper, { ...about, isDraft: true }))
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d/.test(name))
    expect(textOf(headers.map(([, xml]) => xml).join(''))).toContain('DRAFT, not issued · LB(1)')
    expect(parts['docProps/core.xml']).toContain('<dc:title>DRAFT, not issued')
    expect(textOf(parts['word/document.xml'])).toContain('Draft, not issued')
  })
})

describe('any text', () => {
  it('is text, and what XML forbids is left out', async () => {
    const title = 'A <b> & "c"\u0000\u000b\ufffe 心'
    const plan = {
      ...buildPlan({ actions: [buildAction('1', { title, status: 'atRisk' })] }),
      asAt: '2025-03-31',
    }
    const { paper } = exampleReport({ plan })
    const xml = unzip(await writeDocx(paper, about))['word/document.xml'] ?? ''
    expect(textOf(xml)).toContain('A <b> & "c" 心')
    for (const forbidden of ['\u0000', '\u000b', '\ufffe']) expect(xml).not.toContain(forbidden)
  })

  it('of a plan without actions makes a file all the same', async () => {
    const { paper } = exampleReport({ plan: { ...buildPlan(), asAt: '2025-03-31' } })
    expect(textOf(unzip(await writeDocx(paper, about))['word/document.xml'])).toContain(
      'No actions are counted.',
    )
  })
})
