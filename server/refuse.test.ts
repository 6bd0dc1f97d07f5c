import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { counting, html, serve, SIGNED_IN } from '@/tests/helpers/page-server'
import { noteAnswer, noteUnavailable, runWithRequestId } from '../lib/request-id'
import { refuse, unavailableTo } from './refuse'
import { type Render, renderWhole } from './render-whole'

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

describe('a form', () => {
  it('says how to go on with a form that was opened before an update of Cairn', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(409, { 'x-nextjs-action-not-found': '1', 'Content-Type': 'text/plain' })
      response.end('Server Action unavailable.')
    })
    const response = await get('/plans/a/details', { method: 'POST', body: 'x' })
    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<h1>Sorry, this form is out of date</h1>')
  })

  describe('that was sent without scripts and not saved', () => {
    const typed = () => {
      const form = new FormData()
      form.set('$ACTION_REF_1', '')
      form.set('token', 'of the form')
      form.set('due-reason', '  Typed & <b>kept</b>')
      form.set('new-password', 'never shown')
      return form
    }
    const send = async (render: Render) => {
      const { get } = await serve((request, response) => {
        noteAnswer(['Only editors of this plan can do that'])
        return render(request, response)
      })
      const response = await get('/plans/a/details', {
        method: 'POST',
        body: typed(),
        headers: SIGNED_IN,
        redirect: 'manual',
      })
      return { status: response.status, text: await response.text() }
    }

    it.each<[string, number, Render]>([
      ['is another one', 409, html(() => '<p>This action has left the plan</p>')],
      ['has the form as it was at first', 409, html(() => '<form class="form"></form>')],
      [
        'leads to sign in',
        403,
        async (_, response) => void response.writeHead(307, { location: '/sign-in?next=%2Fa' }).end(),
      ],
      [
        'leads elsewhere',
        409,
        async (_, response) => void response.writeHead(307, { location: '/account' }).end(),
      ],
    ])('comes back with the reason and all that was typed where its page %s', async (_, status, render) => {
      const sent = await send(render)
      expect(sent.status).toBe(status)
      // Whoever is signed out reads that once, in the page’s own words.
      const reason = status === 403 ? 'Your session ended' : 'Only editors of this plan can do that.'
      expect(sent.text).toContain(reason)
      expect(sent.text).toContain(
        '<dt>Reason for the new date</dt><dd dir="auto">  Typed &amp; &lt;b&gt;kept&lt;/b&gt;</dd>',
      )
      expect(sent.text).toContain('<input type="hidden" name="$ACTION_REF_1" value="">')
      expect(sent.text).toContain('<button>Send again</button>')
      expect(sent.text).not.toContain('never shown')
      expect(sent.text).not.toContain('<dt>Token')
    })

    it('is the page’s own where that has the form with what was typed', async () => {
      const page = '<form data-answered="true" class="form">Typed</form>'
      expect(await send(html(() => page))).toEqual({ status: 200, text: `<!doctype html>${page}` })
    })

    it('comes back with a fault as well, and with a database that is away', async () => {
      for (const status of [500, 503]) {
        const sent = await send(async (_, response) => {
          if (status === 503) noteUnavailable()
          response.writeHead(500, { 'Content-Type': 'text/html' }).end('Next has failed')
        })
        expect(sent.status).toBe(status)
        expect(sent.text).toContain('Typed &amp; ')
      }
    })

    it('is kept as a draft where it is of another build, and brought back by the page of this one', async () => {
      const asked: (string | undefined)[] = []
      const sent = await send(async (request, response) => {
        asked.push(request.url)
        if (request.url === '/drafts/outdated')
          response.writeHead(303, { location: '/plans/a/details?kept=outdated' }).end()
        else
          response
            .writeHead(409, { 'x-nextjs-action-not-found': '1', 'Content-Type': 'text/plain' })
            .end('Gone')
      })
      expect(asked).toEqual(['/plans/a/details', '/drafts/outdated'])
      expect(sent.status).toBe(303)
    })
  })

  it('says that a form holds too much, before anything of it is read', async () => {
    const { get } = await serve(counting())
    const response = await get('/plans/a/details', {
      method: 'POST',
      body: 'x'.repeat(2 * 1024 * 1024 + 1),
      headers: SIGNED_IN,
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('<h1>Sorry, this is too much text</h1>')
  })
})
