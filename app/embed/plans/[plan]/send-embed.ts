import { embedNothing } from '@/lib/exports/embed'
import { siteAddress } from '@/lib/site'

/** Takes a page for other sites, null where there is none; returns the answer. Who may frame it, server/page.ts says. */
export function sendEmbed(html: string | null): Response {
  return new Response(html ?? embedNothing(siteAddress), {
    status: html === null ? 404 : 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
