import { getJustDone } from '@/lib/queries/just-done'
import { ForgetDone } from './forget-done'
import { Told } from './notices'

/** At the top of the page where a form led: what the form did. */
export async function JustDone() {
  const done = await getJustDone()
  return done === null ? null : (
    <div className="just-done">
      <Told>{done.text}</Told>
      <ForgetDone cookie={done.cookie} />
    </div>
  )
}
