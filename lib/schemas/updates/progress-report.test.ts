import { expect, it } from 'vitest'
import { readReport } from './progress-report'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const readLink = (url: string) => {
  const { report, errors } = readReport(
    PUBLISHED_SIX,
    { 'evidence-1-title': 'The report', 'evidence-1-url': url },
    null,
  )
  return { url: report.evidence[0]?.url, error: errors['evidence-1-url'] }
}

it.each(['https://name:secret@example.org/', 'https://www.gov.scot@example.org/report'])(
  'a link with a user name or a password in it is refused: %s',
  (url) => expect(readLink(url).error).toMatch(/must not include a user name or password\. Remove/),
)

it.each(['javascript:alert(1)', 'ftp://example.org/', 'example.org', 'data:text/html,x'])(
  'a link to anything but the web is refused: %s',
  (url) => expect(readLink(url).error).toMatch(/must begin with https/),
)

it('a link to the web is taken', () =>
  expect(readLink('https://www.gov.scot/a@b?c=d')).toEqual({
    url: 'https://www.gov.scot/a@b?c=d',
    error: undefined,
  }))
