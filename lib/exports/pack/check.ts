/**
 * How one HTML file is checked without the site: that nothing of it is cut off, that the data in it are what was frozen, and
 * that its words are those that it was made with.
 */

import { createHash } from 'node:crypto'
import { type Html, markup } from './html'

/** The id of the block that holds the frozen document, in base64: nothing in it can end the block, and no program changes it. */
const DATA = 'frozen'

const SCRIPT = `
addEventListener('DOMContentLoaded', async () => {
  const verdict = document.getElementById('verdict')
  const say = (text, good) => { verdict.textContent = text; verdict.dataset.good = String(good) }
  if (!document.getElementById('end')) return say('This file is incomplete. Download it again.', false)
  if (!globalThis.crypto?.subtle) return say('Your browser cannot check this file. Follow the steps below to check it yourself.', false)
  const hashOf = async (bytes) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const letters = atob(document.getElementById('${DATA}').textContent.replace(/\\s+/g, ''))
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  const wanted = document.getElementById('fingerprint').textContent
  if (await hashOf(bytes) !== wanted) return say('Do not rely on this file. Its data was altered after the report was issued.', false)
  const words = document.getElementById('content').textContent.replace(/\\s+/g, '')
  if (await hashOf(new TextEncoder().encode(words)) !== document.querySelector('footer').dataset.words)
    return say('Do not rely on this page. Its text was altered after it was made. Its data is unchanged.', false)
  say('This file is complete and its data has this fingerprint. Your browser checked it just now, offline.', true)
})
`

/** What the file may run: its own script, known by its hash, and nothing else; and nothing may be fetched. */
export const PACK_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The last line of a whole file. */
export function endLine(reference: string, sha256: string): string {
  return `End of ${reference} · ${sha256.slice(0, 16)}`
}

const LETTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The words of a page piece by piece, as the file's own script finds them: without tags, and without space, which browsers may set apart. */
export class Words {
  private readonly hash = createHash('sha256')

  /** Takes a piece of HTML, whole tags only; returns it, once its words are counted in. */
  add(html: string): string {
    this.hash.update(
      html
        .replace(/<[^>]*>/g, '')
        .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => LETTERS[name] ?? '')
        .replace(/\s+/g, ''),
    )
    return html
  }

  /** Returns the fingerprint of all words so far; nothing can be added after it. */
  seal(): string {
    return this.hash.digest('hex')
  }
}

/** Commands that take the data out of the file and hash them. */
const BY_HAND = {
  unix: `sed -n '/^<script type="text.plain"/,/^<.script>/p' pack.html | sed '1d;$d' | base64 -d | sha256sum`,
  windows: [
    `$found = [regex]::Match((Get-Content pack.html -Raw), '(?m)^<script type="text/plain"[^>]*>([A-Za-z0-9+/=\\s]+)')`,
    '$bytes = [Convert]::FromBase64String($found.Groups[1].Value)',
    'Get-FileHash -InputStream ([IO.MemoryStream]::new($bytes))',
  ].join('\n'),
}

/** Takes a report's reference, its fingerprint and where the site verifies it; returns what stands at the head of the file. */
export function drawCheck(reference: string, sha256: string, verifyAddress: string): Html {
  return markup`<section class="check" aria-labelledby="check">
<h2 id="check">Check this file</h2>
<p class="cut-off">This file is incomplete. Download it again.</p>
<p>Fingerprint of its data (SHA-256): <code id="fingerprint">${sha256}</code></p>
<p id="verdict" role="status">Not checked, because scripts are turned off. Follow the steps below to check it yourself.</p>
<details class="by-hand"><summary>Check it yourself</summary>
<p>The last line of a complete file is “${endLine(reference, sha256)}”.</p>
<p>The data is the exact document of the issued report. The text and tables are made from it. Someone who sends you an altered file could also alter the check above, so compare the fingerprint with the one in the minutes of the meeting or on <a href="${verifyAddress}">the page that checks the report</a>. To get the fingerprint, save this file as pack.html and run:</p>
<p>On Linux or a Mac (on a Mac with <code>shasum -a 256</code> as the last command):</p>
<pre>${BY_HAND.unix}</pre>
<p>On Windows, in PowerShell:</p>
<pre>${BY_HAND.windows}</pre>
</details>
</section>
`
}

const LINE = 76
const BYTES_AT_ONCE = 57 * 10_000

/** Takes the text that was frozen; returns the block that holds it and the script that checks it, piece by piece. */
export function* writeData(text: string): Generator<string> {
  const bytes = Buffer.from(text)
  yield `<script type="text/plain" id="${DATA}">\n`
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    const letters = bytes.toString('base64', at, Math.min(bytes.length, at + BYTES_AT_ONCE))
    yield letters.replace(new RegExp(`.{1,${LINE}}`, 'g'), '$&\n')
  }
  yield `</script>\n<script>${SCRIPT}</script>\n`
}
