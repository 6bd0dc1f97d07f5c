import { expect, it } from 'vitest'
import { finishPage } from './page'

const page = (body: string) =>
  finishPage(
    200,
    Buffer.from(`<html><head><title>Rate 1.1 - Cairn</title></head><body>${body}</body></html>`),
    'secret',
  ).raw.toString()

it('says in its title that a form came back with errors', () => {
  expect(page('<div class="ds_error-summary" role="alert">')).toContain(
    '<title>Error: Rate 1.1 - Cairn</title>',
  )
  expect(page('class=&quot;ds_error-summary&quot;')).toContain('<title>Rate 1.1 - Cairn</title>')
})
