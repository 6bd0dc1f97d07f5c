import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyLimits, methodsOf, readAddress } from './address'

function read(url: string) {
  const reading = readAddress(url)
  if (reading === 'unreadable' || 'movedTo' in reading) throw new Error(`${url} is no address of its own`)
  return reading.address
}

describe('the one spelling of an address', () => {
  it.each([
    ['/./plans/a', '/plans/a'],
    ['/plans/./a?q=1', '/plans/a?q=1'],
    ['/plans//a', '/plans/a'],
    ['//example.org/a', '/example.org/a'],
    ['/plans/x/../a', '/plans/a'],
    ['/../../..', '/'],
    ['/%2e/plans/%2E%2e/plans/a', '/plans/a'],
    ['/plans/a/', '/plans/a'],
    ['/plans/%61', '/plans/a'],
    ['/plans/%c3%a9', '/plans/%C3%A9'],
    ['/plans/a:b', '/plans/a%3Ab'],
    ['/plans/a#b', '/plans/a%23b'],
    ['/_next/static/../image?url=x', '/_next/image?url=x'],
  ])('%s is %s', (written, spelt) => expect(readAddress(written)).toEqual({ movedTo: spelt }))

  it.each(['/%ZZ', '/a\\b', '/a%5Cb', '\\a', '*', 'http://example.org/', '', `/${'x'.repeat(2001)}`])(
    '%s is none',
    (written) => expect(readAddress(written)).toBe('unreadable'),
  )

  it('is reached in one step, stays on this site, and leads where a browser would go', () => {
    const piece = fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '%2F',
      'a',
      'plans',
      '%41',
      '//',
      '?',
      ':',
      '@',
      'é',
      '%00',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const reading = readAddress(`/${pieces.join('')}`)
        if (reading === 'unreadable') return
        const spelt = 'movedTo' in reading ? reading.movedTo : reading.address.url
        expect(read(spelt).url).toBe(spelt)
        expect(new URL(spelt, 'http://cairn.example')).toMatchObject({
          host: 'cairn.example',
          pathname: spelt.split('?')[0],
        })
      }),
    )
  })

  it('is the one that links have', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme', maxLength: 50 }), (code) => {
        fc.pre(!['.', '..'].includes(code) && !code.includes('\\'))
        const link = `/plans/a/actions/${encodeURIComponent(code)}`
        expect(read(link).url).toBe(link)
      }),
    )
  })
})

describe('what an address leads to', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)(page\.tsx|route\.ts)$/.test(file),
  )
  const addressOf = (file: string) =>
    `/${file.replace(/(^|\/)(page\.tsx|route\.ts)$/, '')}`.replaceAll(/\[(\.\.\.)?\w+\]/g, 'x')

  it.each(files.filter((file) => file.endsWith('page.tsx')))('%s is a page', (file) => {
    const { kind } = read(addressOf(file))
    const source = readFileSync(`app/${file}`, 'utf8')
    const hasForm = /from '(\.{1,2}\/|@\/app\/).*submit'|dispute-page'/.test(source)
    expect(kind).toBe(hasForm ? 'form' : 'page')
  })

  it('of work in progress is only read, and names one piece of work', () => {
    const address = read('/in-progress/0190a000-0000-4000-8000-000000000000')
    expect([address.kind, address.cachedAmong, methodsOf(address)]).toEqual([
      'in-progress',
      null,
      ['GET', 'HEAD'],
    ])
    expect(read('/in-progress/1').kind).not.toBe('in-progress')
  })

  it.each(files.filter((file) => file.endsWith('route.ts')))(
    '%s is no page, but for what other sites frame',
    (file) => {
      const { kind } = read(addressOf(file))
      if (file.startsWith('embed/')) expect(kind).toBe('page')
      else expect(['file', 'api', 'sign-out', 'outdated-form', 'provider']).toContain(kind)
    },
  )

  it.each(files.filter((file) => file.endsWith('page.tsx')))(
    '%s reads no parameter that it is not asked with',
    (file) => {
      const address = read(`${addressOf(file)}?x=1`)
      const readsQuery = readFileSync(`app/${file}`, 'utf8').includes('searchParams')
      // What a stranger is shown depends on nothing that is left out: "said" and "emptied" are for those who have sent something.
      if (address.kind === 'page' && address.publicUrl === address.path && readsQuery)
        expect(file).toMatch(
          /^plans\/page\.tsx$|^plans\/\[plan\]\/((actions|sections)\/\[\w+\]|partners|timescales|how-ratings-work|reports(\/\[report\])?|reconciliation(\/\[report\])?)\/page\.tsx$/,
        )
    },
  )

  it.each(files.filter((file) => file.endsWith('page.tsx')))('%s knows how its lists are turned', (file) => {
    const source = readFileSync(`app/${file}`, 'utf8')
    const { kind } = read(addressOf(file))
    if (kind !== 'page' || !/PagedList|readPageNumber/.test(source)) return
    // What is listed for editors alone is on no page for strangers.
    const lists = [...source.matchAll(/<PagedList\s[^>]*?(?:name="(\w+)")?\s*label/g)].map(([, name]) => name)
    if (source.includes('readPageNumber')) lists.push('page')
    for (const name of new Set(lists.map((one) => one ?? 'page')))
      if (name !== 'drafts') expect(read(`${addressOf(file)}?${name}=2`).publicUrl).toContain(`?${name}=2`)
  })

  it.each([
    ['/_next/image?url=%2Ficon.svg&w=64&q=75', 'nothing'],
    ['/_next/data/x/plans.json', 'nothing'],
    ['/_next/static/chunks/a.js', 'asset'],
    ['/icon.svg', 'asset'],
    ['/favicon.ico', 'asset'],
    ['/apple-icon.png', 'asset'],
    ['/api', 'page'],
    ['/api/nowhere', 'api'],
    ['/plans/a/reports/r/charts/pillars.svg', 'file'],
    ['/plans/a/reports/r/files/actions.csv', 'file'],
    ['/plans/a/reports/r/actions', 'page'],
    ['/plans/new', 'form'],
  ])('%s leads to: %s', (url, kind) => expect(read(url).kind).toBe(kind))

  it.each([
    ['/?x=1', '/'],
    ['/api?x=1', '/api'],
    ['/accessibility?x', '/accessibility'],
    ['/embed/plans/a?as-at=2025-01-01', '/embed/plans/a'],
    ['/plans/a?x=1&as-at=2025-01-01&y', '/plans/a?as-at=2025-01-01'],
    ['/plans/a?known-at=2025-01-02&as-at=2025-01-01', '/plans/a?as-at=2025-01-01&known-at=2025-01-02'],
    ['/plans/a/actions/1?said=saved&page=2', '/plans/a/actions/1?page=2'],
    ['/plans/a/reports/r/sections/1.1?x=1', '/plans/a/reports/r/sections/1.1'],
    // They say themselves what they do not know.
    ['/plans/a/actions?x=1', '/plans/a/actions?x=1'],
  ])('%s is to a stranger %s', (url, publicUrl) => {
    expect(read(url)).toMatchObject({ url, publicUrl })
  })

  it.each([
    ['/plans/a', 'few'],
    ['/embed/plans/a/sections/1.1', 'few'],
    ['/plans/a?x=1', 'few'],
    ['/plans/a?as-at=2025-01-01', 'many'],
    ['/plans/a/actions?q=x', 'many'],
    ['/plans/a/reports/r/verify', null],
    ['/plans/a/reports/r/verify?as-at=2025-01-01', null],
    ['/sign-in', null],
    ['/plans/a/files/actions.csv', null],
  ])('%s is kept among: %s', (url, among) => expect(read(url).cachedAmong).toBe(among))

  it('takes of a form what it can need, and less of strangers', () => {
    const most = (hasSession: boolean) =>
      ['/sign-in', '/plans/a/details', '/plans/a/reconciliation/upload'].map(
        (url) => bodyLimits(read(url), hasSession).mostBytes / 1024,
      )
    expect(most(true)).toEqual([16, 2048, 5120])
    expect(most(false)).toEqual([16, 256, 256])
    expect(methodsOf(read('/plans/a'))).not.toContain('POST')
  })
})
