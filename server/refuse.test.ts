import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { noteUnavailable, runWithRequestId } from '../lib/request-id'
import { refuse, unavailableTo } from './refuse'
import { renderWhole } from './render-whole'

let server: Server | undefined
afterEach(() => server?.close())

/** Takes what happens while Next fails; returns what the one who asked is told. */
async function ask(method: string, fail: () => void) {
  server = createServer((request, response) => {
    response.setHeader('X-Request-Id', 'abc-123')
    void runWithRequestId('abc-123', async () => {
      const failing = async () => {
        fail()
        response.writeHead(500, { 'Content-Type': 'text/html' }).end('Next has failed')
      }
      const manner = { mayBePage: true, beforePassing: () => {} }
      const rendered = await renderWhole(request, response, failing, manner)
      refuse(request, response, rendered?.page.status === 503 ? unavailableTo(request) : 'failure')
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

it('is 500 with a reference after a defect', async () => {
  const { status, text, headers } = await ask('GET', () => undefined)
  expect(status).toBe(500)
  expect(text).toContain('<p>Reference: abc-123</p>')
  expect(headers.get('x-request-id')).toBe('abc-123')
})

it('is 503, and says when to come back, where the database was away', async () => {
  const { status, text, headers } = await ask('GET', noteUnavailable)
  expect([status, headers.get('retry-after')]).toEqual([503, '10'])
  expect(text).toContain('Try again in a minute.')
  expect(text).toContain('<p>Reference: abc-123</p>')
})

it('says how to send a form again', async () => {
  const { status, text } = await ask('POST', noteUnavailable)
  expect(status).toBe(503)
  expect(text).toContain(
    'reload this page to send your form again. Do not go back, or you may lose your text.',
  )
})
