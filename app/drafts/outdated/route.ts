import { paths } from '@/lib/paths'
import { readValues } from '@/lib/schemas/form'
import { saveDraftAndSignIn, pageOf, readTypedForm } from '@/app/save-draft'

/**
 * Takes a form that this build does not know, from the server (server/serve-page.ts) or from a script (components/forms/form.tsx):
 * keeps what was typed as a draft, and leads to the page where it is in the form; 409 where it cannot be kept.
 */
export async function POST(request: Request): Promise<Response> {
  const values = readValues(await request.formData())
  const typed = readTypedForm(values)
  if (!typed || !(await saveDraftAndSignIn(typed, values)))
    return new Response('', { status: 409, headers: { 'Content-Type': 'text/html' } })
  return new Response(null, { status: 303, headers: { Location: paths.keptOutdated(pageOf(typed)) } })
}
