import { getJustDone } from '@/lib/queries/just-done'
import { ForgetDone } from './forget-done'
import { Notice } from '@/components/ui/notices'

/** At the top of the page where a form led: what the form did. */
export async function JustDone() {
  const done = await getJustDone()
  return done === null ? null : (
    <div className="just-done">
      <Notice>{done.text}</Notice>
      <ForgetDone cookie={done.cookie} />
    </div>
  )
}
