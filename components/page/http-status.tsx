/**
 * Tells the server (server/serve-page.ts) with which status to answer: 404 for what does not exist, 403 for what the actor
 * may not open, 400 for an address that makes no sense, 409 for what cannot be shown as verified. Next's own notFound() leaves the page empty for a reader without JavaScript (its issue 62228).
 */
export function HttpStatus({ status }: { status: 400 | 403 | 404 | 409 }) {
  return <div hidden data-http-status={status} />
}
