// What someone typed into a form that could not be saved, given back to them: the page that was to hold it has the form no more.
import type { IncomingMessage } from 'node:http'
import { describeFieldName } from '../lib/format/field-names'
import { FRAME_FIELDS } from '../lib/schemas/form'
import type { Page } from './page'
import { escapeMarkup } from '../lib/format/markup'

/** What components/forms/form.tsx puts on the form that was sent. No text of a page can hold it: its "<" would be escaped. */
const ANSWERED = /<form\b[^<>]*\sdata-answered="true"/

/** Takes a page; returns whether it has the form that was sent, with all that was typed. */
export function hasAnsweredForm({ raw }: Page): boolean {
  return ANSWERED.test(raw.toString('utf8'))
}

/** Fields that no one types into. */
const HIDDEN = new Set<string>([
  ...FRAME_FIELDS,
  'submission-key',
  'fingerprint',
  'seen',
  'seen-update',
  'seen-due',
  'compared',
  'confirmed',
  'shown',
  'intent',
  'step',
  'version',
  'update-id',
])

/**
 * Takes a request and the form that came with it; returns HTML with what was typed, and a button that sends the same again. Empty
 * where there is nothing to show. A password is never sent back.
 */
export async function writeTyped(request: IncomingMessage, body: Buffer): Promise<string> {
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  const fields = [...(form ?? [])].flatMap(([name, value]) =>
    typeof value === 'string' && !/password/i.test(name) ? [[name, value] as const] : [],
  )
  const typed = fields.filter(
    ([name, value]) => value.trim() !== '' && !HIDDEN.has(name) && !name.startsWith('$ACTION'),
  )
  if (typed.length === 0) return ''
  const list = typed.map(
    ([name, value]) =>
      `<dt>${escapeMarkup(describeFieldName(name))}</dt><dd dir="auto">${escapeMarkup(value)}</dd>`,
  )
  const again = fields.map(
    ([name, value]) => `<input type="hidden" name="${escapeMarkup(name)}" value="${escapeMarkup(value)}">`,
  )
  const url = escapeMarkup(request.url ?? '')
  return (
    `<h2>Your text</h2><dl>${list.join('')}</dl>` +
    `<form method="post" enctype="multipart/form-data" action="${url}">${again.join('')}<button>Send again</button></form>` +
    `<p><a href="${url}" target="_blank">Open the page in a new tab</a></p>`
  )
}
