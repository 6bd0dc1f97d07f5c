'use client'

/**
 * For a fault in the browser, where the page itself has failed; faults on the server get a page from server/serve-page.ts.
 * It stands alone, without layout or style sheet.
 */
export default function GlobalError() {
  return (
    <html lang="en-GB">
      <body style={{ fontFamily: 'sans-serif', maxWidth: '40em', margin: '2em auto', padding: '0 1em' }}>
        <main>
          <h1>Sorry, there is a problem</h1>
          <p>
            Something on this page failed in your browser. Saved work is not lost. Reload the page, or go to
            the <a href="/">list of plans</a>.
          </p>
        </main>
      </body>
    </html>
  )
}
